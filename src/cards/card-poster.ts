import { choroplethPoster } from '../charts/choropleth/poster.ts';
import type { Measure } from '../charts/drawing/face.ts';
import { poster, type PosterPicture } from '../charts/drawing/poster.ts';
import { linesPoster } from '../charts/lines/poster.ts';
import { panelsPoster } from '../charts/panels/poster.ts';
import { responsePoster } from '../charts/response/poster.ts';
import { revisionPoster } from '../charts/revision/poster.ts';
import { sincePoster } from '../charts/since/poster.ts';
import { unitPoster } from '../charts/unit/poster.ts';
import { unknownPoster } from '../charts/unknown/poster.ts';
import { sourceText } from '../charts/source-line.ts';
import { speak, type Words } from '../copy/words.ts';
import type { StoryData } from '../story/data.ts';
import { cardFigures } from './card-figure.ts';
import type { CardRecord } from './card-record.ts';
import type { FigureCard } from './card.ts';

/** Returns whose numbers the picture shows; where that would be a long list of publications, their publishers, and where to find the list. */
function sourcesOf(card: FigureCard, record: CardRecord, data: StoryData, words: Words): string[] {
  const label = speak(words, 'figure.source');
  const parts = cardFigures[card].parts.flatMap(({ isDrawn, sources }) => (sources && isDrawn(data) ? [sources] : []));
  if (!parts.some(({ publishersOnly }) => publishersOnly)) return record.sources.map((source) => `${label}: ${sourceText(source)}`);
  const named = [...new Set(parts.flatMap(({ of }) => of(data)))].join('; ');
  return [`${label}: ${named}. ${speak(words, 'poster.publications')}`];
}

type DrawPicture = (data: StoryData, words: Words, measure: Measure) => PosterPicture;

/** Every card's figure as a still picture. The map's two layers are two, each in the newest year that most economies have. */
const pictures: Readonly<Record<FigureCard, DrawPicture>> = {
  demand: unitPoster,
  response: responsePoster,
  world: (data, words, measure) => choroplethPoster(data.internetUse, data, words, measure),
  coverage: (data, words, measure) => choroplethPoster(data.coverage, data, words, measure),
  speed: linesPoster,
  revision: revisionPoster,
  protection: panelsPoster,
  unknown: unknownPoster,
  since: sincePoster
};

/**
 * Returns the figure of a card as a poster: SVG that stands alone, with all that must go where the picture goes (standards E14, D11).
 * @throws Error naming a label that is missing or a title that is too long.
 */
export function cardPoster(card: FigureCard, record: CardRecord, data: StoryData, words: Words, measure: Measure): string {
  return poster(
    {
      language: record.language,
      site: speak(words, 'site.name'),
      title: record.title,
      subtitle: record.subtitle,
      limits: record.limits,
      sources: [...sourcesOf(card, record, data, words), speak(words, 'embed.licence')],
      checked: `${record.checked}.`,
      name: record.alt.name,
      description: record.alt.text
    },
    pictures[card](data, words, measure),
    measure
  );
}
