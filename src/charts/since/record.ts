import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import type { Table } from '../chart.ts';
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
import { datePhrase, itemPhrase, sinceList } from './describe.ts';
import type { SinceItem, SinceYear } from './frame.ts';

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
