import { groups, sort } from 'd3';
import type { StoryData } from '../../story/data.ts';
import type { ProtectionFact } from '../../story/ledgers/protection.ts';
import { theWarning } from '../../story/warning.ts';
import { decimalYear } from '../phrases/decimal-year.ts';

/** The readers’ own places, and never a country that the report of 2018 named (S41). */
const geographies: ReadonlySet<string> = new Set([
  'ASEAN',
  'Indonesia',
  'United Kingdom',
  'England and Wales'
]);

export interface SinceItem {
  fact: ProtectionFact;
  year: number;
  /** True when the ledger calls the day, the number or the date unconfirmed. */
  unconfirmed: boolean;
}

export type SinceYear = ReturnType<typeof sinceFrame>[number];

/** A year alone sorts after all dates of that year. */
const placeOf = (date: string) => (/^\d{4}$/.test(date) ? Number(date) + 0.999 : decimalYear(date));
const doubt = /not confirmed|to confirm|inferred|undated/i;

/**
 * Measures since the year of the warning, oldest first: only dated rows with a
 * label, and never an absence (S02).
 */
export function sinceFrame(
  data: Pick<StoryData, 'protection'>,
  isLabelled: (id: string) => boolean
) {
  const items = Object.values(data.protection)
    .filter(
      ({ id, geography, date }) =>
        geographies.has(geography) && isLabelled(id) && /^\d{4}/.test(date)
    )
    .map((fact): SinceItem => {
      const { date, note } = fact;
      return {
        fact,
        year: Math.floor(placeOf(date)),
        unconfirmed: doubt.test(`${date} ${note}`)
      };
    })
    .filter(({ year }) => year >= theWarning.year);
  const inOrder = sort(items, ({ fact }) => placeOf(fact.date));
  return groups(inOrder, ({ year }) => year).map(([year, items]) => ({ year, items }));
}
