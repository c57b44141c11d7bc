import { uniqueBy } from '../unique-by.ts';
import { citeEstimate, ledgerDate } from '#story/ledgers/cite-estimate.ts';
import type { Estimate } from '#story/ledgers/estimate.ts';
import type { ProtectionFact } from '#story/ledgers/protection.ts';
import type { Words } from '#copy/words.ts';
import type { VintageRecord } from '#vintages/vintage.ts';
import { factPublisher, factTitle } from '../phrases/fact-publisher.ts';
import { changeNotice, type ShownIn } from '../source-line.ts';

export interface TableSource {
  title: string;
  /** The credit that the source asks for, or its publisher and title (D11). */
  credit: string;
  /** Our changes, in the reader's language; empty when the licence does not ask for them. */
  changed: string;
  /** Null for published figures: those are facts, cited to their agency. */
  licence: VintageRecord['licence'] | null;
  /** Null when the address would open a list of countries (S01, S02). */
  address: string | null;
  /** The publisher's date of the release; empty when the ledger has none. */
  version: string;
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
