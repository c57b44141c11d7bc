import type { ShownNumber } from '../charts/picture-record.ts';
import { sinceTable } from '../charts/since/table.ts';
import type { Words } from '../copy/words.ts';
import type { StoryData } from '../story/data.ts';
import { cardNumbers } from './card-numbers.ts';
import type { FigureCard } from './card.ts';

/** A row of the small table of a newsletter. */
export interface LetterRow {
  label: string;
  text: string;
}

/** As many as a reader of mail takes in. */
const most = 5;

/** Numbers of a figure by their ids: all of them, or the oldest or newest of a series. */
type Choice = readonly [ids: RegExp, which: 'all' | 'first' | 'last'];

/** Which of a figure's numbers stand for it beside the large ones, in this order. */
const chosen: Readonly<Record<Exclude<FigureCard, 'since'>, readonly Choice[]>> = {
  demand: [],
  response: [
    [/^ukresp-arrests-/, 'first'],
    [/^ukresp-safeguarded-/, 'first']
  ],
  world: [
    [/^(GBR|IDN)$/, 'all'],
    [/^class-4$/, 'all'],
    [/^missing$/, 'all']
  ],
  coverage: [
    [/^(GBR|IDN)$/, 'all'],
    [/^class-4$/, 'all'],
    [/^missing$/, 'all']
  ],
  speed: [[/^(IDN|WLD)-last$/, 'all']],
  revision: [
    [/^(total|unchanged)$/, 'all'],
    [/-change$/, 'last']
  ],
  protection: [
    [/^online-/, 'last'],
    [/^treaty-/, 'last']
  ],
  unknown: [
    [/^ncmec-/, 'last'],
    [/^iwf-/, 'last']
  ]
};

function choose(numbers: readonly ShownNumber[], [ids, which]: Choice): ShownNumber[] {
  const matching = numbers.filter(({ id }) => ids.test(id));
  if (which === 'all') return matching;
  return which === 'first' ? matching.slice(0, 1) : matching.slice(-1);
}

/**
 * Returns no more than five rows that say in text what a figure shows: its large numbers first. The list of what was put in place has
 * its newest entries.
 */
export function letterRows(card: FigureCard, data: StoryData, words: Words): LetterRow[] {
  if (card === 'since') {
    return sinceTable(data, words)
      .rows.slice(-most)
      .map(({ header, cells }) => ({ label: header, text: cells[0]?.text ?? '' }));
  }
  const { numbers, large } = cardNumbers(card, data, words);
  const others = chosen[card].flatMap((choice) => choose(numbers, choice));
  const isSaid = (one: LetterRow) => large.some(({ label, text }) => label === one.label && text === one.text);
  return [...large, ...others.filter((one) => !isSaid(one))].slice(0, most).map(({ label, text }) => ({ label, text }));
}
