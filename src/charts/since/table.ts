import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import type { Table } from '../chart.ts';
import { factPublisher } from '../phrases/fact-publisher.ts';
import { startColumn, textCell } from '../table/cells.ts';
import { factSources } from '../table/table-source.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import { datePhrase, itemPhrase, sinceList } from './describe.ts';
import type { SinceItem } from './frame.ts';

/** Returns the timeline as a table, one row a thing that exists, in the same order (standards A12). */
export function sinceTable(data: Pick<StoryData, 'protection' | 'estimates'>, words: Words): Table {
  const publisher = ({ fact }: SinceItem) => {
    const named = factPublisher(fact, words);
    return { ...textCell(named), ...(named === fact.publisher ? { lang: 'en' as const } : {}) };
  };
  const items = sinceList(data, words).flatMap((year) => year.items);
  const facts = items.map(({ fact }) => fact);
  return {
    id: 'since-2017',
    caption: speak(words, 'since.table.caption'),
    columns: (['since.table.what', 'since.table.date', 'since.table.publisher', 'table.checked'] as const).map((key) =>
      startColumn(speak(words, key))
    ),
    rows: items.map((item) => ({
      header: itemPhrase(item, words),
      cells: [textCell(datePhrase(item, words)), publisher(item), textCell(verificationPhrase(item.fact.verification, words))]
    })),
    notes: [speak(words, 'since.note.exists')],
    sources: factSources(facts, words)
  };
}
