import type { LetterChoice, LetterRow } from '../../charts/figure.ts';
import type { ShownNumber } from '../../charts/picture-record.ts';
import type { Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { cardFigures } from '../card-figure.ts';
import type { FigureCard } from '../card.ts';

/** As many as a reader of mail takes in. */
const most = 5;

function choose(numbers: readonly ShownNumber[], [ids, which]: LetterChoice): ShownNumber[] {
  const matching = numbers.filter(({ id }) => ids.test(id));
  if (which === 'all') return matching;
  return which === 'first' ? matching.slice(0, 1) : matching.slice(-1);
}

/**
 * Returns no more than five rows that say in text what a figure shows: its large numbers first. A list that grows has its newest
 * entries.
 */
export function letterRows(card: FigureCard, data: StoryData, words: Words): LetterRow[] {
  const { letter, record } = cardFigures[card];
  if (typeof letter === 'function') return letter(data, words).slice(-most);
  const { numbers, large } = record(data, words);
  const others = letter.flatMap((choice) => choose(numbers, choice));
  const isSaid = (one: LetterRow) => large.some(({ label, text }) => label === one.label && text === one.text);
  return [...large, ...others.filter((one) => !isSaid(one))].slice(0, most).map(({ label, text }) => ({ label, text }));
}
