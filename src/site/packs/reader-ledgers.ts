import { csvFormat } from 'd3';
import { uniqueBy } from '../../charts/each-once.ts';
import { figures } from '../../charts/figures.ts';
import { factPublisher } from '../../charts/phrases/fact-publisher.ts';
import { citeEstimate } from '../../story/ledgers/cite-estimate.ts';
import type { OpenedStory } from '../story/open-story.ts';
import { encoded, type BinaryFile } from '../output/site-file.ts';

// oxfmt-ignore
const estimateColumns = [
  'id', 'source', 'address', 'published', 'ref_year', 'geography', 'bound', 'low', 'value', 'high', 'unit', 'definition', 'verification'
];
const factColumns = [
  'id',
  'instrument',
  'geography',
  'status',
  'date',
  'value',
  'unit',
  'publisher',
  'address',
  'verification'
];

const idOf = ({ id }: { id: string }) => id;

type Shown = Pick<OpenedStory, 'data' | 'words' | 'chapters' | 'computed'>;

const csv = (
  path: string,
  columns: string[],
  rows: readonly Record<string, unknown>[]
): BinaryFile => encoded(path, `${csvFormat(rows, columns)}\n`);

/**
 * Returns what readers get of the two ledgers: the rows that the story's figures draw or its
 * sentences state, those of protection by date, cited and linked as the page does and without the
 * desk's notes. The ledgers hold more, by country, which is published nowhere (standards S02, S40,
 * S41, D09).
 */
export function readerLedgers({ data, words, chapters, computed }: Shown): BinaryFile[] {
  const stated = chapters.en
    .flatMap(({ claims }) => claims)
    .flatMap(({ id }) => computed.get(id)?.claim.source ?? []);
  const inWords = <Row>(rows: Record<string, Row>) => stated.flatMap((id) => rows[id] ?? []);
  const estimates = uniqueBy(
    [...figures.flatMap((figure) => figure.estimates?.(data) ?? []), ...inWords(data.estimates)],
    idOf
  );
  const facts = uniqueBy(
    [
      ...figures.flatMap((figure) => figure.facts?.(data, words.en) ?? []),
      ...inWords(data.protection)
    ],
    idOf
  );
  const byDate = facts.sort((one, other) => (one.date < other.date ? -1 : 1));
  return [
    csv(
      'data/estimates.csv',
      estimateColumns,
      estimates.map((row) => {
        const cited = citeEstimate(row);
        return {
          ...row,
          source: cited.map(({ text }) => text).join('; '),
          address: cited[0]!.link?.url
        };
      })
    ),
    csv(
      'data/protection.csv',
      factColumns,
      byDate.map((fact) => ({
        ...fact,
        publisher: factPublisher(fact, words.en),
        address: fact.link?.url
      }))
    )
  ];
}
