import type { MeasureText } from '#charts/drawing/face.ts';
import { colours } from '#charts/drawing/element.ts';
import { poster, pictureWidth, type PosterPicture } from '#charts/drawing/poster.ts';
import { pageWidths, drawOnce } from '#charts/drawing/parts.ts';
import { stackParts } from '#charts/drawing/stack-parts.ts';
import { styleElement } from '#charts/chart-styles.ts';
import { licenceLine, sourceText } from '#charts/chart.ts';
import { speak, type Words } from '#copy/words.ts';
import type { StoryData } from '#story/data.ts';
import { cardFigures } from '../card-figure.ts';
import type { CardRecord } from '../card-record.ts';
import { captionHelp, helpText } from '../card-caption.ts';
import type { FigureCard } from '../card.ts';
import { withdrawnEditions, withdrawnTitle, type Withdrawal } from '../withdrawal.ts';
import { correctionLines } from './readme.ts';

/** Returns only the publishers if the sources are a long list of publications. */
function sourcesOf(card: FigureCard, record: CardRecord, data: StoryData, words: Words) {
  const label = speak(words, 'figure.source');
  const parts = cardFigures[card].parts.flatMap(({ sources }) => sources ?? []);
  if (!parts.some(({ publishersOnly }) => publishersOnly))
    return record.sources.map((source) => `${label}: ${sourceText(source)}`);
  const named = [...new Set(parts.flatMap(({ of }) => of(data)))].join('; ');
  return [`${label}: ${named}. ${speak(words, 'poster.publications')}`];
}

function pictureOf(
  card: FigureCard,
  data: StoryData,
  words: Words,
  measure: MeasureText
): PosterPicture {
  const figure = cardFigures[card];
  const { accent = colours.c4 } = figure;
  const { wide: width } = pageWidths;
  const parts = drawOnce(figure.draw!, data, words, { width, measure });
  const scale = pictureWidth / width;
  const { height, draw: drawAt } = stackParts(parts, { ...figure, scale, measure }, width);
  return { height, markup: (figure.layer ? '' : styleElement(figure)) + drawAt(0), accent };
}

/** Returns a standalone SVG with everything that must travel with the picture (E14, D11). */
export function cardPoster(
  card: FigureCard,
  record: CardRecord,
  data: StoryData,
  words: Words,
  measure: MeasureText
) {
  return poster(
    {
      ...record,
      limits: [record.limits, ...correctionLines(record, words)].filter(Boolean).join(' '),
      site: speak(words, 'site.name'),
      sources: [...sourcesOf(card, record, data, words), licenceLine(words)],
      checked: `${record.checked}.`,
      name: record.alt.name,
      description: record.alt.text
    },
    pictureOf(card, data, words, measure),
    measure
  );
}

export function withdrawnPoster(
  withdrawal: Withdrawal,
  record: CardRecord,
  words: Words,
  measure: MeasureText
) {
  const { language } = words;
  const title = withdrawnTitle(withdrawal, words);
  const reason = withdrawal.reason[language];
  return poster(
    {
      language,
      site: speak(words, 'site.name'),
      title,
      subtitle: withdrawnEditions(withdrawal, words),
      limits: reason,
      sources: [helpText(captionHelp(record.help, words))],
      checked: `${record.checked}.`,
      name: title,
      description: reason
    },
    { height: 0, markup: '', accent: colours.ink },
    measure
  );
}
