import { figureAddress } from '#chapters/scene-kinds.ts';
import { uniqueBy, checkedLine, releaseLines, type SourceLine } from '#charts/chart.ts';
import { figureReleases, ledgerLines } from '#charts/figure.ts';
import { plainText } from '#copy/markup.ts';
import { speak, type Words } from '#copy/words.ts';
import { missingFullStop } from '#locale/sentence.ts';
import type { Correction } from '#pages/side/correction.ts';
import type { StoryPage } from '#pages/story/story-page.ts';
import { cardPath, correctionsOf, picturePath, type Card, type FigureCard } from './card.ts';
import { cardFigures } from './card-figure.ts';
import type { CardHeights } from './embed/card-heights.ts';
import { cardHelp } from './card-help.ts';

export type CardRecord = ReturnType<typeof cardRecord>;

function cardOfEdition(
  { words, data, helplines }: StoryPage,
  card: Card,
  corrections: readonly Correction[],
  heights: CardHeights
) {
  const { language } = words;
  return {
    card,
    language,
    checked: checkedLine(data.edition, words),
    edition: data.edition,
    corrections: correctionsOf(card, corrections),
    help: cardHelp(helplines, words),
    live: cardPath(language, card),
    pinned: cardPath(language, card, data.edition),
    picture: card === 'story' ? undefined : picturePath(language, card),
    heights
  };
}

export function cardRecord(
  page: StoryPage,
  card: FigureCard,
  corrections: readonly Correction[],
  heights: CardHeights
) {
  const { words, data } = page;
  const figure = cardFigures[card];
  const copy = [...page.chapters, ...page.beside].find(({ id }) => id === figure.scene)?.figure;
  if (!copy)
    throw new Error(
      `The scene “${figure.scene}” has no figure in ${words.language}. Give it a message in data/copy/${words.language}.`
    );
  const title = figure.title ? speak(words, figure.title) : plainText(copy.title);
  const agencies = ledgerLines(figure, data, words);
  return {
    ...cardOfEdition(page, card, corrections, heights),
    title,
    /** The message with its population, for places without the picture (V08). */
    headline: figure.record(data, words).headline ?? title,
    subtitle: figure.subtitle ? speak(words, figure.subtitle) : plainText(copy.subtitle),
    frameTitle: speak(words, 'card.frame', { title }),
    /** The S05 sentences; empty unless the card is a map. */
    limits: figure.limits ? `${speak(words, figure.limits)} ${speak(words, 'map.borders')}` : '',
    alt: figure.describe(data, words),
    /** One credit per source, with the release shown (D11). */
    sources: [...figureReleases(figure, data, words), ...agencies],
    /** Every source by name, for places without the picture. */
    named: [
      ...figureReleases(figure, data, words),
      ...ledgerLines({ ledger: figure.ledger }, data, words)
    ],
    /** Without releases, for text that a partner pastes once. */
    credits: [...figureReleases(figure, data, words, 'without releases'), ...agencies],
    tables: figure.tables(data, words).map(({ id, caption }) => ({
      caption,
      path: `data/tables/${id}.${words.language}.csv`
    })),
    story: `${words.language}/${figureAddress(figure.scene)}`
  };
}

const eachCredit = (lines: readonly SourceLine[]) => uniqueBy(lines, ({ credit }) => credit);

export const releasesOf = (records: readonly CardRecord[], data: StoryPage['data']) =>
  records.flatMap(({ card }) => (card === 'story' ? [] : cardFigures[card].vintages(data)));

function limitsOf(figures: readonly CardRecord[], words: Words) {
  const labels = figures.flatMap(({ card }) =>
    card === 'story' ? [] : (cardFigures[card].limits ?? [])
  );
  const said = uniqueBy(labels.map((label) => speak(words, label)));
  return said.length ? [...said, speak(words, 'map.borders')].join(' ') : '';
}

export function storyRecord(
  page: StoryPage,
  figures: readonly CardRecord[],
  corrections: readonly Correction[],
  heights: CardHeights
): CardRecord {
  const { words, data } = page;
  const { language } = words;
  const opening = page.chapters.find(({ id }) => id === 'opening');
  if (!opening)
    throw new Error(
      `The story has no opening in ${language}. Restore data/copy/${language}/opening.md.`
    );
  const standfirst = plainText(`${opening.lead} ${opening.after}`);
  const vintages = releasesOf(figures, data);
  return {
    ...cardOfEdition(page, 'story', corrections, heights),
    title: opening.title,
    headline: opening.title,
    subtitle: standfirst,
    frameTitle: speak(words, 'card.frame.story', { title: opening.title }),
    limits: limitsOf(figures, words),
    alt: { name: opening.title + missingFullStop(opening.title), text: standfirst },
    sources: eachCredit([
      ...releaseLines(vintages, 'story', words),
      ...figures.flatMap(({ sources }) => sources)
    ]),
    named: eachCredit([
      ...releaseLines(vintages, 'story', words),
      ...figures.flatMap(({ named }) => named)
    ]),
    // Only the data: a caption has no room for two dozen publications.
    credits: releaseLines(vintages, 'story', words, 'without releases'),
    tables: [],
    story: `${language}/`
  };
}
