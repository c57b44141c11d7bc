import { sort } from 'd3';
import { speak, type Words } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import { type StoryData, theWarning } from '#story/data.ts';
import type { ProtectionFact } from '#story/ledgers/protection.ts';
import {
  type Description,
  type Table,
  countShown,
  type LargeMark,
  type PictureRecord,
  type ShownNumber
} from '../chart.ts';
import { decimalYear } from '../phrases/decimal-year.ts';
import { factPublisher, verificationPhrase } from '../phrases/ledger-phrases.ts';
import { startColumn, textCell, factSources } from '../table/table-parts.ts';

/** The readers’ own places, and never a country that the report of 2018 named (S41). */
const geographies: ReadonlySet<string> = new Set([
  'ASEAN',
  'Indonesia',
  'United Kingdom',
  'England and Wales'
]);

type SinceData = Pick<StoryData, 'protection'>;

export interface SinceItem {
  id: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  date: string;
  /** In years; a year alone sorts after all dates of that year. */
  at: number;
  isBritish: boolean;
  fact: ProtectionFact;
}

const atOf = (date: string) => (/^\d{4}$/.test(date) ? Number(date) + 0.999 : decimalYear(date));
const doubt = /not confirmed|to confirm|undated/i;

/**
 * Measures since the year of the warning, oldest first: only rows with a label and a confirmed
 * date, and never an absence (S02).
 */
export function sinceFacts(
  { protection }: SinceData,
  isLabelled: (id: string) => boolean
): SinceItem[] {
  const items = Object.values(protection)
    .filter(
      ({ id, geography, date, note }) =>
        geographies.has(geography) &&
        isLabelled(id) &&
        /^\d{4}/.test(date) &&
        !doubt.test(`${date} ${note}`)
    )
    .map((fact) => ({
      id: fact.id,
      date: fact.date,
      at: atOf(fact.date),
      isBritish: /England|Kingdom/.test(fact.geography),
      fact
    }));
  return sort(
    items.filter(({ at }) => at >= theWarning.year),
    ({ at }) => at
  );
}

export const sinceItems = (data: SinceData, words: Words): SinceItem[] =>
  sinceFacts(data, (id) => `since.item.${id}` in words.labels);

const phraseOf = ({ id }: SinceItem, words: Words) => speak(words, `since.item.${id}`);

export const railPhrase = ({ id }: SinceItem, words: Words) => speak(words, `since.rail.${id}`);

export const datePhrase = ({ date }: SinceItem, words: Words) => formatDate(date, words.language);

export const yearOf = ({ at }: SinceItem) => Math.floor(at);

export function describeSince(data: SinceData, words: Words): Description {
  const items = sinceItems(data, words);
  const text = speak(words, 'since.describe.text', {
    count: items.length,
    first: String(yearOf(items[0]!)),
    last: String(yearOf(items.at(-1)!))
  });
  const entries = items.map((item) => `${datePhrase(item, words)}: ${phraseOf(item, words)}`);
  return { name: speak(words, 'since.describe.name'), text: [text, ...entries].join(' ') };
}

const [side, pitch] = [3, 4];

function columnsOf(years: readonly number[]): LargeMark {
  const [first, last] = [years[0]!, years.at(-1)!];
  const rowOf = (at: number) => years.slice(0, at).filter((year) => year === years[at]).length;
  const tallest = Math.max(...years.map((_, at) => rowOf(at))) + 1;
  const squares = years.map(
    (year, at) =>
      `M${(year - first) * pitch} ${(tallest - rowOf(at) - 1) * pitch}h${side}v${side}h-${side}z`
  );
  return {
    form: 'squares',
    width: (last - first) * pitch + side,
    height: (tallest - 1) * pitch + side,
    d: squares.join(''),
    key: `${first}–${last}`
  };
}

export function sinceRecord(data: SinceData, words: Words): PictureRecord {
  const items = sinceItems(data, words);
  const years = items.map(yearOf);
  const [first, last] = [years[0]!, years.at(-1)!];
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
        mark: columnsOf(years),
        kind: 'count',
        // It counts the entries; a card has no space for all the sources.
        source: { credit: `${speak(words, 'share.entries.source')}.`, ownWords: true }
      }
    ]
  };
}

export function sinceTable(data: SinceData, words: Words): Table {
  const items = sinceItems(data, words);
  const publisherOf = ({ fact }: SinceItem) => {
    const named = factPublisher(fact, words);
    return { ...textCell(named), ...(named === fact.publisher ? { lang: 'en' as const } : {}) };
  };
  return {
    id: 'since-2017',
    caption: speak(words, 'since.table.caption'),
    columns: (
      ['since.table.what', 'since.table.date', 'since.table.publisher', 'table.checked'] as const
    ).map((key) => startColumn(speak(words, key))),
    rows: items.map((item) => ({
      header: phraseOf(item, words),
      cells: [
        textCell(datePhrase(item, words)),
        publisherOf(item),
        textCell(verificationPhrase(item.fact.verification, words))
      ]
    })),
    notes: [speak(words, 'since.note.exists')],
    sources: factSources(
      items.map(({ fact }) => fact),
      words
    )
  };
}
