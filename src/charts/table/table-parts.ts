import { speak, type Words } from '#copy/words.ts';
import { formatNumber, formatPercent } from '#locale/numbers.ts';
import { type Estimate, citeEstimate, ledgerDate } from '#story/ledgers/estimate.ts';
import {
  changeNotice,
  type Cell,
  type ShownIn,
  type Table,
  type TableSource,
  uniqueBy
} from '../chart.ts';
import { boundPhrase, factPublisher, factTitle } from '../phrases/ledger-phrases.ts';
import type { ProtectionFact } from '#story/ledgers/protection.ts';
import type { VintageRecord } from '#vintages/vintage.ts';

type Column = Table['columns'][number];

export const startColumn = (label: string): Column => ({ label, align: 'start' });
export const endColumn = (label: string): Column => ({ label, align: 'end' });

export const textCell = (text: string): Cell => ({ text, value: null });

/** Prints words when the publisher gave no number (V15). */
export const numberCell = (value: number | null, words: Words): Cell =>
  value === null
    ? textCell(speak(words, 'table.not-stated'))
    : { text: formatNumber(value, words.language), value };

/** Printed with its bound; the value is null for a bound or a range. */
export function boundedCell(estimate: Estimate, words: Words): Cell {
  return { text: boundPhrase(estimate, words), value: estimate.value, bound: estimate.bound };
}

/** One decimal (V10), two when one would read as zero (V15). */
export const shareDigits = (value: number) => (value > 0 && value < 0.05 ? 2 : 1);

export function shareCell(value: number | null, words: Words): Cell {
  if (value === null) return { text: speak(words, 'table.none'), value };
  const digits = shareDigits(value);
  return { text: formatPercent(value, words.language, digits), value, digits };
}

export function releaseSources(
  vintages: readonly VintageRecord[],
  shownIn: ShownIn,
  words: Words
): TableSource[] {
  return vintages.map((vintage) => ({
    title: `${vintage.publisher}: ${vintage.title}`,
    credit: vintage.credit,
    changed: changeNotice(vintage, shownIn, words),
    licence: vintage.licence,
    address: vintage.unit === 'states' ? null : vintage.raw.origin,
    version: vintage.release
  }));
}

/** Publications of agencies and states, each once: cited as they are, under no licence. */
function publications(cited: readonly Pick<TableSource, 'credit' | 'address' | 'version'>[]) {
  return uniqueBy(cited, ({ credit }) => credit).map((one) => ({
    ...one,
    title: one.credit,
    changed: '',
    licence: null
  }));
}

export function estimateSources(estimates: readonly Estimate[]): TableSource[] {
  const cited = estimates.flatMap(citeEstimate);
  return publications(
    cited.map(({ credit, link, published }) => ({
      credit,
      address: link?.url ?? null,
      version: published
    }))
  );
}

export function factSources(facts: readonly ProtectionFact[], words: Words): TableSource[] {
  const creditOf = (fact: ProtectionFact) =>
    `${factPublisher(fact, words)}, ${factTitle(fact, words).text}`;
  return publications(
    facts.map((fact) => ({ credit: creditOf(fact), address: null, version: ledgerDate(fact.date) }))
  );
}
