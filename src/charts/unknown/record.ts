import { speak, type Words } from '../../copy/words.ts';
import { capitalize } from '../../locale/sentence.ts';
import type { StoryData } from '../../story/data.ts';
import { estimateCredit } from '../../story/ledgers/cite-estimate.ts';
import type { Table } from '../chart.ts';
import { creditsOf } from '../figure.ts';
import { estimateIn } from '../phrases/bound-phrase.ts';
import { estimateSource, verificationPhrase } from '../phrases/verification-phrase.ts';
import {
  largeNumberOf,
  type LargeNumber,
  type PictureRecord,
  type ShownNumber
} from '../picture-record.ts';
import { endColumn, startColumn, textCell } from '../table/cells.ts';
import { estimateSources } from '../table/table-source.ts';
import { sharePhrase, shareSentence } from './describe.ts';
import { isOneIn, sharesByView, unknownFrame, type UnknownView } from './frame.ts';

export function unknownRecord(
  data: Pick<StoryData, 'estimates' | 'statements'>,
  words: Words,
  { told }: UnknownView
): PictureRecord {
  const { shares } = unknownFrame(data);
  // Type on the page alone: shared, it would be a key to the study and its table (S42).
  if (told === 'surveys') {
    const statement = data.statements['nca-statement-unknowable'];
    if (!statement)
      throw new Error('data/estimates.csv has no row “nca-statement-unknowable”. Restore it.');
    const text = speak(words, 'share.lead.nca-statement-unknowable');
    const source = { credit: `${estimateCredit(statement)}.` };
    return { numbers: [], large: [], lead: { text, source } };
  }
  const stated = shares.map(({ id, estimate, value }): ShownNumber => ({
    id,
    value,
    text: sharePhrase(estimate, words),
    label: speak(words, `share.${id}`)
  }));
  const large = (ids: readonly string[]): LargeNumber[] =>
    shares.flatMap(({ id, estimate, value }, index): LargeNumber[] =>
      ids.includes(id)
        ? [
            largeNumberOf(stated[index]!, {
              mark: { form: 'share', filled: value, of: 100 },
              kind: 'estimate',
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

/** Every share that is drawn (A12). */
export function unknownTable(data: Pick<StoryData, 'estimates'>, words: Words): Table {
  const { shares } = unknownFrame(data);
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
