import { eachOnce } from '../charts/each-once.ts';
import { releaseLines, type SourceLine } from '../charts/source-line.ts';
import { plainText } from '../copy/markup.ts';
import { speak, type Words } from '../copy/words.ts';
import { formatDate } from '../locale/numbers.ts';
import type { Correction } from '../pages/side/correction.ts';
import type { StoryPage } from '../pages/story/story-page.ts';
import { cardFigures } from './card-figure.ts';
import type { CardHeights } from './embed/card-heights.ts';
import { cardHelp } from './card-help.ts';
import type { CardRecord } from './card-record.ts';
import { correctionsOf } from './card-scene.ts';
import { cardPath } from './card.ts';

const eachCredit = (lines: readonly SourceLine[]) =>
  lines.filter(({ credit }, at) => lines.findIndex((one) => one.credit === credit) === at);

/** The sentence beside each map, and that on borders once for all of them. */
function limitsOf(figures: readonly CardRecord[], words: Words): string {
  const labels = figures.flatMap(({ card }) => (card === 'story' ? [] : (cardFigures[card].limits ?? [])));
  const said = eachOnce(labels.map((label) => speak(words, label)));
  return said.length ? [...said, speak(words, 'map.borders')].join(' ') : '';
}

/**
 * Returns what the card of the whole story says of itself (standards E01).
 * @param figures of the figures that it shows: their sources and the sentences beside its maps are the story's.
 * @throws Error when a label or the opening's words are missing.
 */
export function storyRecord(
  page: StoryPage,
  figures: readonly CardRecord[],
  corrections: readonly Correction[],
  heights: CardHeights
): CardRecord {
  const { words, data } = page;
  const { language } = words;
  const opening = page.chapters.find(({ id }) => id === 'opening');
  if (!opening) throw new Error(`the story has no opening in ${language}: restore data/copy/${language}/opening.md`);
  const standfirst = plainText(opening.lead);
  const vintages = figures.flatMap(({ card }) => (card === 'story' ? [] : cardFigures[card].vintages(data)));
  return {
    card: 'story',
    language,
    title: opening.title,
    subtitle: standfirst,
    frameTitle: speak(words, 'card.frame.story', { title: opening.title }),
    limits: limitsOf(figures, words),
    alt: { name: `${opening.title}.`, text: standfirst },
    sources: eachCredit([...releaseLines(vintages, 'story', words), ...figures.flatMap(({ sources }) => sources)]),
    named: eachCredit([...releaseLines(vintages, 'story', words), ...figures.flatMap(({ named }) => named)]),
    // Of the data alone: a caption is no place for the two dozen publications that the figures name.
    credits: releaseLines(vintages, 'story', words, 'without releases'),
    checked: speak(words, 'figure.checked', { date: formatDate(data.edition, language) }),
    edition: data.edition,
    corrections: correctionsOf('story', corrections),
    help: cardHelp(page.helplines, words),
    live: cardPath(language, 'story'),
    pinned: cardPath(language, 'story', data.edition),
    story: `${language}/`,
    heights
  };
}
