import { readFileSync } from 'node:fs';
import type { Claim } from '../../src/story/claim.ts';
import { claimsFile, readClaims, type Ledgers } from '../../src/story/claims/read-claims.ts';
import { committedEstimates, committedProtection } from './committed-ledgers.ts';

export const ledgers: Ledgers = {
  estimates: committedEstimates().estimates,
  protection: committedProtection()
};

export const claims = readClaims(readFileSync(claimsFile, 'utf8'), ledgers);

const columns = {
  id: 'a',
  year: '',
  unit: 'percent',
  digits: '0',
  value: '1',
  promise: 'any',
  // True of the values in tests, but not of every number.
  holds: 'value != 77 and value != 2077',
  source: 'internet-use'
};
export type MadeRow = Partial<typeof columns>;

export function claimsText(...rows: readonly MadeRow[]) {
  const cell = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) =>
    Object.values({ ...columns, ...row })
      .map(cell)
      .join(',')
  );
  return [Object.keys(columns).join(','), ...lines, ''].join('\n');
}

export function claimsOf(...rows: readonly MadeRow[]): ReadonlyMap<string, Claim> {
  return readClaims(claimsText(...rows), ledgers);
}

export function claimOf(row: MadeRow): Claim {
  return [...claimsOf(row).values()][0]!;
}
