import { eachOnce } from '../each-once.ts';
import { citeEstimate, ledgerDate } from '../../story/ledgers/cite-estimate.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import type { ProtectionFact } from '../../story/ledgers/protection.ts';
import type { Words } from '../../copy/words.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import { factPublisher, factTitle } from '../phrases/fact-publisher.ts';
import { changeNotice, type ShownIn } from '../source-line.ts';

/** Where a table's numbers come from, as its file and its data package say it. */
export interface TableSource {
  title: string;
  /** The line that the source asks for, or its publisher and title (standards D11). */
  credit: string;
  /**
   * What the table changed of it, in the reader's language, where its licence asks for that; else
   * empty.
   */
  changed: string;
  /** Null for figures that an agency stated: those are facts, cited to it. */
  licence: VintageRecord['licence'] | null;
  /**
   * Null where the address itself would open a list of countries or states (standards S01, S02).
   */
  address: string | null;
  /** The release, as its publisher dates it; empty where the ledger has no date. */
  version: string;
}

/** Returns kept releases as the sources of the table of a figure. */
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

/**
 * What agencies and states published is cited as it is, under no licence: each publication once, in
 * the order of the rows.
 */
function publications(
  cited: readonly Pick<TableSource, 'credit' | 'address' | 'version'>[]
): TableSource[] {
  return eachOnce(cited, ({ credit }) => credit).map((one) => ({
    ...one,
    title: one.credit,
    changed: '',
    licence: null
  }));
}

/** Returns the ledger rows of a table as its sources, by publisher and title. */
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

/** Returns treaties, laws and counts of them as sources, by publisher and name. */
export function factSources(facts: readonly ProtectionFact[], words: Words): TableSource[] {
  const creditOf = (fact: ProtectionFact) =>
    `${factPublisher(fact, words)}, ${factTitle(fact, words).text}`;
  return publications(
    facts.map((fact) => ({ credit: creditOf(fact), address: null, version: ledgerDate(fact.date) }))
  );
}
