import { speak, type Words } from '#copy/words.ts';
import { formatNumber, formatOneIn, formatPart, formatPercent } from '#locale/numbers.ts';
import { capitalize } from '#locale/sentence.ts';
import { unknownViews, type StoryData } from '#story/data.ts';
import { estimateCredit, type Estimate } from '#story/ledgers/estimate.ts';
import { type Description, type Table, largeNumberOf, type PictureRecord } from '../chart.ts';
import { creditsOf } from '../figure.ts';
import {
  boundEnd,
  boundPhrase,
  estimateIn,
  estimateSource,
  verificationPhrase
} from '../phrases/ledger-phrases.ts';
import { endColumn, startColumn, textCell, estimateSources } from '../table/table-parts.ts';

export interface UnknownView {
  told: (typeof unknownViews)[number] | 'all';
}

type Estimates = Pick<StoryData, 'estimates'>;

/** Of the surveys by country only the lowest and the highest are kept, as type (S42). */
const surveyEnds = ['survey-lowest', 'survey-highest'] as const;

const sharesByView = {
  known: ['dh-known'],
  nobody: ['dh-nottold', 'dh-where'],
  reached: ['dh-helpline', 'dh-police']
} as const;

/** Published as "one in N", and printed so. */
const isOneIn = ({ unit }: Pick<Estimate, 'unit'>) => unit.startsWith('one in N');

/** Surveys in 13 countries, in percent. Each counts something else (V07). */
export function toldShares(data: Estimates) {
  return Object.values(sharesByView)
    .flat()
    .map((id) => {
      const estimate = estimateIn(data, id);
      const value = boundEnd(estimate, 'value');
      return { id, estimate, value: isOneIn(estimate) ? 100 / value : value };
    });
}

const surveys = (data: Estimates) => surveyEnds.map((id) => estimateIn(data, id));

export const unknownEstimates = (data: Estimates) => [
  ...surveys(data),
  ...toldShares(data).map(({ estimate }) => estimate)
];

/** As published, with its bound: 60%, almost one in three, almost half. */
export function sharePhrase(estimate: Estimate, words: Words) {
  if (!isOneIn(estimate)) return boundPhrase(estimate, words, formatPercent);
  return boundPhrase(estimate, words, estimate.value === 2 ? formatPart : formatOneIn);
}

export function shareSentence(estimate: Estimate, words: Words) {
  return capitalize(
    speak(words, `unknown.share.${estimate.id}`, { share: sharePhrase(estimate, words) })
  );
}

/** Lowest and highest in whole points (S42), with one bound: about 5% to 27%. */
export function surveySpread(data: Estimates, words: Words) {
  const [low, high] = surveys(data) as [Estimate, Estimate];
  const bound = low.bound === high.bound ? 'exact' : high.bound;
  return speak(words, 'bound.range', {
    low: sharePhrase(low, words),
    high: sharePhrase({ ...high, bound }, words)
  });
}

export function describeTold(
  data: Estimates,
  words: Words,
  view: UnknownView['told'] = 'all'
): Description {
  // No survey by country, not even in whole points (S42).
  if (view === 'surveys')
    return {
      name: `${speak(words, 'unknown.scale.surveys')}: ${speak(words, 'unknown.surveys')}`,
      text: ''
    };
  const ids: readonly string[] =
    view === 'all' ? Object.values(sharesByView).flat() : sharesByView[view];
  const text = ids.map((id) => shareSentence(estimateIn(data, id), words)).join(' ');
  return {
    name: speak(words, view === 'all' ? 'unknown.describe.name' : `unknown.describe.${view}`),
    text
  };
}

export function unknownRecord(
  data: Pick<StoryData, 'estimates' | 'statements'>,
  words: Words,
  { told }: UnknownView
): PictureRecord {
  const shares = toldShares(data);
  // Type on the page alone: shared, it would be a key to the study and its table (S42).
  if (told === 'surveys') {
    const statement = data.statements['nca-statement-unknowable'];
    if (!statement)
      throw new Error('data/estimates.csv has no row “nca-statement-unknowable”. Restore it.');
    const text = speak(words, 'share.lead.nca-statement-unknowable');
    const source = { credit: `${estimateCredit(statement)}.` };
    return { numbers: [], large: [], lead: { text, source } };
  }
  const stated = shares.map(({ id, estimate, value }) => ({
    id,
    value,
    text: sharePhrase(estimate, words),
    label: speak(words, `share.${id}`)
  }));
  const large = (ids: readonly string[]) =>
    shares.flatMap(({ id, estimate, value }, index) =>
      ids.includes(id)
        ? [
            largeNumberOf(stated[index]!, {
              mark: { form: 'share', filled: value, of: 100 },
              // Help that was reached is not silence: in ink.
              kind: id === 'dh-helpline' || id === 'dh-police' ? 'count' : 'answer',
              ...(id === 'dh-nottold'
                ? {
                    base: speak(words, 'unknown.scale', { all: formatNumber(100, words.language) })
                  }
                : {}),
              source: {
                shown: speak(words, 'share.surveyed.shown'),
                ...estimateSource(estimate, words)
              }
            })
          ]
        : []
    );
  if (told === 'all')
    // A card has space for two: the headline says who told nobody, these say who told help.
    return {
      headline: shareSentence(estimateIn(data, 'dh-nottold'), words).replace(/\.$/, ''),
      numbers: stated,
      large: large(sharesByView.reached),
      sources: [{ credit: `${creditsOf(shares.map(({ estimate }) => estimate)).join('; ')}.` }]
    };
  const ids: readonly string[] = sharesByView[told];
  const said = large(ids);
  const [first, ...others] = said;
  return {
    gathered: speak(words, 'share.surveyed.shown'),
    // The second share of “nobody” has no stage: its base is not stated.
    numbers: stated.filter(({ id }) => ids.includes(id) && id !== 'dh-where'),
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

/** Every share that is drawn (A12). */
export function unknownTable(data: Estimates, words: Words): Table {
  const shares = toldShares(data);
  return {
    id: 'known-and-told',
    caption: speak(words, 'unknown.table.shares'),
    columns: [
      startColumn(speak(words, 'unknown.table.what')),
      endColumn(speak(words, 'unknown.table.share')),
      startColumn(speak(words, 'table.checked'))
    ],
    rows: shares.map(({ estimate, value }) => ({
      header: speak(words, `unknown.table.${estimate.id}`),
      cells: [
        {
          text: sharePhrase(estimate, words),
          bound: estimate.bound,
          // A share published in words has no number: a program would take it for a measurement.
          ...(isOneIn(estimate) ? { value: null, inWords: true } : { value, digits: 0 })
        },
        textCell(verificationPhrase(estimate.verification, words))
      ]
    })),
    notes: [speak(words, 'unknown.note.shares')],
    sources: estimateSources(shares.map(({ estimate }) => estimate))
  };
}
