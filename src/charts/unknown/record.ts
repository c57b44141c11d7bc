import type { Label } from '../../copy/label.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import { capitalize } from '../../locale/sentence.ts';
import type { StoryData } from '../../story/data.ts';
import type { Cell, Table } from '../chart.ts';
import { creditsOf } from '../figure.ts';
import { boundNumbers } from '../phrases/bound-phrase.ts';
import {
  estimateSource,
  verificationPhrase,
  verificationSentence
} from '../phrases/verification-phrase.ts';
import {
  largeNumberOf,
  type LargeNumber,
  type PictureRecord,
  type ShownNumber
} from '../picture-record.ts';
import { boundedCell, endColumn, numberCell, startColumn, textCell } from '../table/cells.ts';
import { estimateSources } from '../table/table-source.ts';
import {
  countFormat,
  segmentMethod,
  sharePhrase,
  shareSentence,
  surveySpread
} from './describe.ts';
import {
  countedEstimates,
  isOneIn,
  labelledIntervals,
  labelledPoints,
  sharesByStep,
  unknownEstimates,
  unknownFrame,
  type CountKind,
  type CountPoint,
  type Segment,
  type UnknownView
} from './frame.ts';

/** Printed labels: the lowest and the highest survey, the shares, and the labelled counts. */
export function unknownRecord(
  data: Pick<StoryData, 'estimates'>,
  words: Words,
  { told }: UnknownView
): PictureRecord {
  const { intervals, shares, counts } = unknownFrame(data);
  const surveys = labelledIntervals(intervals).flatMap((interval) =>
    (['low', 'value', 'high'] as const).map((end): ShownNumber => ({
      id: `${interval.estimate.id}-${end}`,
      value: interval[end],
      text: formatPercent(interval[end], words.language, 1),
      label: speak(words, `share.survey.${end}`, { row: interval.index + 1 })
    }))
  );
  const stated = shares.map(({ id, estimate, value }): ShownNumber => ({
    id,
    value,
    text: sharePhrase(estimate, words),
    label: speak(words, `share.${id}`)
  }));
  const countOf = (kind: CountKind, segment: Segment, { estimate, year }: CountPoint) =>
    boundNumbers(
      estimate,
      speak(words, `share.${kind}`, { year: String(year) }),
      words,
      countFormat(segment)
    );
  const counted = (['reports', 'pages'] as const).flatMap((kind) =>
    counts[kind].flatMap((segment) =>
      labelledPoints(segment).flatMap((point) => countOf(kind, segment, point))
    )
  );
  const large = (...ids: string[]): LargeNumber[] =>
    shares.flatMap(({ estimate, value }, index): LargeNumber[] => {
      if (!ids.includes(estimate.id)) return [];
      const source = {
        shown: speak(words, 'share.surveyed.shown'),
        ...estimateSource(estimate, words)
      };
      return [
        largeNumberOf(stated[index]!, {
          mark: { form: 'share', filled: value, of: 100 },
          kind: 'estimate',
          source
        })
      ];
    });
  if (told === 'all') {
    const sources = [{ credit: `${creditsOf(unknownEstimates(data)).join('; ')}.` }];
    // A card has space for two: the headline says who told nobody, these say who told help.
    return {
      headline: shareSentence(shares[0]!.estimate, words).replace(/\.$/, ''),
      numbers: [...surveys, ...stated, ...counted],
      large: large(...sharesByStep.reached),
      sources
    };
  }
  if (told === 'surveys') {
    const { text, ends } = surveySpread(data, words);
    const estimates = intervals.map(({ estimate }) => estimate);
    const label = speak(words, 'share.surveys', { count: intervals.length });
    const source = {
      credit: `${creditsOf(estimates).join('; ')}.`,
      ...verificationSentence(estimates, words)
    };
    return {
      numbers: [...surveys, ...counted],
      large: [{ text, label, of: ends.map((id) => `${id}-value`), kind: 'estimate', source }],
      sources: [{ credit: `${creditsOf([...estimates, ...countedEstimates(counts)]).join('; ')}.` }]
    };
  }
  const ids: readonly string[] = sharesByStep[told];
  const said = large(...ids);
  const [first, ...others] = said;
  return {
    numbers: stated.filter(({ id }) => ids.includes(id)),
    // The source does not say of whom the second share is: it is printed as text below the first.
    large:
      told === 'nobody' && first
        ? [
            {
              ...first,
              beside: others.map(({ text, label }) => `${capitalize(text)} ${label}`).join(' ')
            }
          ]
        : said
  };
}

/** Every mark that is drawn; surveys without names (A12, S01). */
export function unknownTables(data: Pick<StoryData, 'estimates'>, words: Words): Table[] {
  const { intervals, shares, counts } = unknownFrame(data);
  const share = (value: number, digits = 1): Cell => ({
    text: formatPercent(value, words.language, digits),
    value,
    digits
  });
  const start = (key: Label) => startColumn(speak(words, key));
  const end = (key: Label) => endColumn(speak(words, key));
  const seen = (verification: string) => textCell(verificationPhrase(verification, words));

  const surveys: Table = {
    id: 'survey-ranges',
    long: true,
    caption: speak(words, 'unknown.table.surveys'),
    columns: [
      start('unknown.table.survey'),
      end('unknown.table.low'),
      end('unknown.table.central'),
      end('unknown.table.high')
    ],
    rows: intervals.map(({ estimate, low, value, high }, index) => ({
      header: String(index + 1),
      cells: [share(low), { ...share(value), bound: estimate.bound }, share(high)]
    })),
    notes: (['unknown.note.surveys', 'unknown.note.unnamed'] as const).map((key) =>
      speak(words, key)
    ),
    sources: estimateSources(intervals.map(({ estimate }) => estimate))
  };
  const told: Table = {
    id: 'known-and-told',
    caption: speak(words, 'unknown.table.shares'),
    columns: [start('unknown.table.what'), end('unknown.table.share'), start('table.checked')],
    rows: shares.map(({ estimate, value }) => ({
      header: speak(words, `unknown.table.${estimate.id}`),
      cells: [
        // A share published in words has no number: a program would take it for a measurement.
        isOneIn(estimate)
          ? {
              text: sharePhrase(estimate, words),
              value: null,
              bound: estimate.bound,
              inWords: true
            }
          : { ...share(value, 0), text: sharePhrase(estimate, words), bound: estimate.bound },
        seen(estimate.verification)
      ]
    })),
    notes: [speak(words, 'unknown.note.shares')],
    sources: estimateSources(shares.map(({ estimate }) => estimate))
  };
  const countTable = (kind: CountKind): Table => ({
    id: kind === 'reports' ? 'reports-received' : 'pages-confirmed',
    long: true,
    caption: speak(words, `unknown.table.${kind}`),
    columns: [
      start('unknown.table.year'),
      end('unknown.table.figure'),
      end('unknown.table.least'),
      end('unknown.table.most'),
      start('unknown.table.how'),
      start('table.checked')
    ],
    rows: counts[kind].flatMap((segment) =>
      segment.points.map(({ estimate, year }) => ({
        header: String(year),
        cells: [
          boundedCell(estimate, words),
          // A single number has no ends (V03).
          numberCell(estimate.low, words),
          numberCell(estimate.high, words),
          textCell(segmentMethod(kind, segment, words)),
          seen(estimate.verification)
        ]
      }))
    ),
    notes: [speak(words, `unknown.note.${kind}`), speak(words, 'unknown.describe.limits')],
    sources: estimateSources(
      counts[kind].flatMap(({ points }) => points.map(({ estimate }) => estimate))
    )
  });
  return [surveys, told, countTable('reports'), countTable('pages')];
}
