import { speak, type Words } from '../../copy/words.ts';
import type { Label } from '../../copy/label.ts';
import type { StoryData } from '../../story/data.ts';
import type { Table } from '../chart.ts';
import { factPublisher } from '../phrases/fact-publisher.ts';
import { factSources } from '../table/table-source.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import { datePhrase, itemPhrase, sinceList } from './describe.ts';
import type { SinceItem } from './frame.ts';

/** Returns the timeline as a table, one row a thing that exists, in the same order (standards A12). */
export function sinceTable(data: Pick<StoryData, 'protection' | 'estimates'>, words: Words): Table {
  const column = (key: Label) => ({ label: speak(words, key), align: 'start' as const });
  const cell = (text: string) => ({ text, value: null });
  const publisher = ({ fact }: SinceItem) => {
    const named = factPublisher(fact, words);
    return { ...cell(named), ...(named === fact.publisher ? { lang: 'en' as const } : {}) };
  };
  const years = sinceList(data, words);
  return {
    id: 'since-2017',
    caption: speak(words, 'since.table.caption'),
    columns: [column('since.table.what'), column('since.table.date'), column('since.table.publisher'), column('table.checked')],
    rows: years.flatMap(({ items }) =>
      items.map((item) => ({
        header: itemPhrase(item, words),
        cells: [cell(datePhrase(item, words)), publisher(item), cell(verificationPhrase(item.fact.verification, words))]
      }))
    ),
    notes: [speak(words, 'since.note.exists')],
    sources: factSources(
      years.flatMap(({ items }) => items.map(({ fact }) => fact)),
      words
    )
  };
}
