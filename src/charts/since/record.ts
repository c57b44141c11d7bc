import { groups, sort } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { ProtectionFact } from '../../story/ledgers/protection.ts';
import { theWarning } from '../../story/warning.ts';
import type { Description, Table } from '../chart.ts';
import { decimalYear } from '../phrases/decimal-year.ts';
import { factPublisher } from '../phrases/fact-publisher.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import {
  countShown,
  type LargeMark,
  type PictureRecord,
  type ShownNumber
} from '../picture-record.ts';
import { startColumn, textCell } from '../table/cells.ts';
import { factSources } from '../table/table-source.ts';

/** The readers’ own places, and never a country that the report of 2018 named (S41). */
const geographies: ReadonlySet<string> = new Set([
  'ASEAN',
  'Indonesia',
  'United Kingdom',
  'England and Wales'
]);

export interface SinceItem {
  fact: ProtectionFact;
  year: number;
  /** True when the ledger calls the day, the number or the date unconfirmed. */
  unconfirmed: boolean;
}

export type SinceYear = ReturnType<typeof sinceFrame>[number];

/** A year alone sorts after all dates of that year. */
const placeOf = (date: string) => (/^\d{4}$/.test(date) ? Number(date) + 0.999 : decimalYear(date));
const doubt = /not confirmed|to confirm|inferred|undated/i;

/**
 * Measures since the year of the warning, oldest first: only dated rows with a
 * label, and never an absence (S02).
 */
export function sinceFrame(
  data: Pick<StoryData, 'protection'>,
  isLabelled: (id: string) => boolean
) {
  const items = Object.values(data.protection)
    .filter(
      ({ id, geography, date }) =>
        geographies.has(geography) && isLabelled(id) && /^\d{4}/.test(date)
    )
    .map((fact): SinceItem => {
      const { date, note } = fact;
      return {
        fact,
        year: Math.floor(placeOf(date)),
        unconfirmed: doubt.test(`${date} ${note}`)
      };
    })
    .filter(({ year }) => year >= theWarning.year);
  const inOrder = sort(items, ({ fact }) => placeOf(fact.date));
  return groups(inOrder, ({ year }) => year).map(([year, items]) => ({ year, items }));
}

/** The entries that the language has labels for. */
export function sinceList(data: Pick<StoryData, 'protection'>, words: Words): SinceYear[] {
  return sinceFrame(data, (id) => `since.item.${id}` in words.labels);
}

export const itemPhrase = ({ fact }: SinceItem, words: Words): string =>
  speak(words, `since.item.${fact.id}`);

export function datePhrase({ fact, unconfirmed }: SinceItem, words: Words): string {
  const date = formatDate(fact.date, words.language);
  return unconfirmed ? speak(words, 'since.unconfirmed', { date }) : date;
}

/** Says how an entry was verified when it was not seen at its publisher (V01). */
export const verificationNote = ({ fact }: SinceItem, words: Words): string =>
  fact.verification === 'primary' ? '' : ` (${verificationPhrase(fact.verification, words)})`;

/** The name, the count and the years (A13); the entries themselves are text. */
export function describeSince(data: Pick<StoryData, 'protection'>, words: Words): Description {
  const years = sinceList(data, words);
  const dated = years.map(({ year }) => year);
  const count = years.reduce((sum, { items }) => sum + items.length, 0);
  return {
    name: speak(words, 'since.describe.name'),
    text: speak(words, 'since.describe.text', {
      count,
      first: String(dated[0]),
      last: String(dated.at(-1))
    })
  };
}

/** Size of a square, and distance between squares. */
const [side, pitch] = [3, 4];

/** A square per entry; those of a year are stacked. */
function columnsOf(years: readonly SinceYear[], first: number, last: number): LargeMark {
  const tallest = Math.max(...years.map(({ items }) => items.length));
  const squares = years.flatMap(({ year, items }) =>
    items.map(
      (_, index) =>
        `M${(year - first) * pitch} ${(tallest - index - 1) * pitch}h${side}v${side}h-${side}z`
    )
  );
  return {
    form: 'squares',
    width: (last - first) * pitch + side,
    height: (tallest - 1) * pitch + side,
    d: squares.join(''),
    key: `${first}–${last}`
  };
}

export function sinceRecord(data: Pick<StoryData, 'protection'>, words: Words): PictureRecord {
  const years = sinceList(data, words);
  const items = years.flatMap((year) => year.items);
  const dated = years.map(({ year }) => year);
  const [first, last] = [dated[0]!, dated.at(-1)!];
  const label = speak(words, 'share.entries', { first: String(first), last: String(last) });
  const count = countShown('entries', items.length, label, words);
  const year = (id: 'first' | 'last', value: number): ShownNumber => ({
    id,
    value,
    text: String(value),
    label: speak(words, `share.${id}`)
  });
  return {
    numbers: [count, year('first', first), year('last', last)],
    large: [
      {
        text: count.text,
        label: count.label,
        of: ['entries', 'first', 'last'],
        mark: columnsOf(years, first, last),
        kind: 'count',
        // It counts the list itself; a card has no space for all the sources.
        source: { credit: `${speak(words, 'share.entries.source')}.`, ownWords: true }
      }
    ]
  };
}

/** One row per entry, in the order of the picture (A12). */
export function sinceTable(data: Pick<StoryData, 'protection'>, words: Words): Table {
  const publisher = ({ fact }: SinceItem) => {
    const named = factPublisher(fact, words);
    return { ...textCell(named), ...(named === fact.publisher ? { lang: 'en' as const } : {}) };
  };
  const items = sinceList(data, words).flatMap((year) => year.items);
  const facts = items.map(({ fact }) => fact);
  return {
    id: 'since-2017',
    caption: speak(words, 'since.table.caption'),
    columns: (
      ['since.table.what', 'since.table.date', 'since.table.publisher', 'table.checked'] as const
    ).map((key) => startColumn(speak(words, key))),
    rows: items.map((item) => ({
      header: itemPhrase(item, words),
      cells: [
        textCell(datePhrase(item, words)),
        publisher(item),
        textCell(verificationPhrase(item.fact.verification, words))
      ]
    })),
    notes: [speak(words, 'since.note.exists')],
    sources: factSources(facts, words)
  };
}
