import { readFileSync } from 'node:fs';
import type { Claim } from '../../src/story/claim.ts';
import { claimsFile, readClaims, type Ledgers } from '../../src/story/claims/read-claims.ts';
import { committedEstimates, committedProtection } from './committed-ledgers.ts';

/** The committed ledgers, as claims name their rows. */
export const ledgers: Ledgers = {
  estimates: committedEstimates().estimates,
  protection: committedProtection()
};

/** The claims of the story. */
export const claims = readClaims(readFileSync(claimsFile, 'utf8'), ledgers);

/**
 * The columns of `data/story/claims.csv`, of which a row of a test says those that matter to it.
 */
const columns = {
  id: 'a',
  year: '',
  unit: 'percent',
  digits: '0',
  value: '1',
  promise: 'any',
  // True of what tests compute, and no promise that every number keeps.
  holds: 'value != 77 and value != 2077',
  source: 'internet-use'
};
export type MadeRow = Partial<typeof columns>;

/** Returns the text of a file of claims. */
export function claimsText(...rows: readonly MadeRow[]): string {
  const cell = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) =>
    Object.values({ ...columns, ...row })
      .map(cell)
      .join(',')
  );
  return [Object.keys(columns).join(','), ...lines, ''].join('\n');
}

/** Returns the claims of some rows. */
export function claimsOf(...rows: readonly MadeRow[]): ReadonlyMap<string, Claim> {
  return readClaims(claimsText(...rows), ledgers);
}

/** Returns one claim. */
export function claimOf(row: MadeRow): Claim {
  return [...claimsOf(row).values()][0]!;
}
