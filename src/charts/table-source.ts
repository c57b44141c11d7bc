import { citeEstimate } from '../story/cite-estimate.ts';
import type { Estimate } from '../story/estimate.ts';
import type { ProtectionFact } from '../story/protection.ts';
import type { VintageRecord } from '../vintages/vintage.ts';

/** Where a table's numbers come from, as its file and its data package say it. */
export interface TableSource {
  title: string;
  /** The line that the source asks for, or its publisher and title (standards D11). */
  credit: string;
  /** Null for figures that an agency stated: those are facts, cited to it. */
  licence: VintageRecord['licence'] | null;
  /** Null where the address itself would open a list of countries or states (standards S01, S02). */
  address: string | null;
  /** The release, as its publisher dates it; empty where the ledger has no date. */
  version: string;
}

/** Returns a kept release as a source. */
export function releaseSource(vintage: VintageRecord): TableSource {
  return {
    title: `${vintage.publisher}: ${vintage.title}`,
    credit: vintage.credit,
    licence: vintage.licence,
    address: vintage.unit === 'states' ? null : vintage.raw.origin,
    version: vintage.release
  };
}

/** Returns the ledger rows of a table as its sources: each publisher and title once, in the order of the rows. */
export function estimateSources(estimates: readonly Estimate[]): TableSource[] {
  const cited = estimates.map((estimate): TableSource => {
    const { text, href } = citeEstimate(estimate);
    return { title: text, credit: text, licence: null, address: href, version: estimate.published };
  });
  return eachOnce(cited);
}

/** Returns treaties, laws and counts of them as sources, by publisher and name. */
export function factSources(facts: readonly ProtectionFact[]): TableSource[] {
  const cited = facts.map(({ publisher, instrument, date }): TableSource => {
    const text = `${publisher}, ${instrument}`;
    return { title: text, credit: text, licence: null, address: null, version: date };
  });
  return eachOnce(cited);
}

/** Returns sources with each credit once. */
function eachOnce(sources: readonly TableSource[]): TableSource[] {
  return sources.filter(({ credit }, index) => sources.findIndex((other) => other.credit === credit) === index);
}
