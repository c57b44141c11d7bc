import type { StoryData } from '../../story/data.ts';
import type { ProtectionFact } from '../../story/ledgers/protection.ts';
import { theWarning } from '../../story/warning.ts';
import { decimalYear } from '../phrases/decimal-year.ts';

/** The first year of the list: the year before the warning. */
export const sinceYear = theWarning.year - 1;

/**
 * Whose measures are listed, by how the ledger names them: the world, groups of states, and the three countries that the
 * story speaks of throughout. The countries that the 2018 report named are left out.
 */
// prettier-ignore
export const sinceGeographies: ReadonlySet<string> = new Set([
  'World', 'World (196 countries)', '184 Interpol member countries', 'ASEAN', 'Council of Europe', 'Council of Europe and beyond',
  'Indonesia', 'United Kingdom', 'England and Wales', 'United States'
]);

/** One thing that exists. */
export interface SinceItem {
  fact: ProtectionFact;
  /** Undefined when the ledger's page bears no date. */
  year: number | undefined;
  /** True when the ledger says that the day, the number or the whole date is not confirmed. */
  unconfirmed: boolean;
}

/** The things of one year. */
export interface SinceYear {
  /** Undefined for those without a date. */
  year: number | undefined;
  items: SinceItem[];
}

const doubt = /not confirmed|to confirm|inferred|undated/i;

/**
 * Returns what has been put in place since 2017, oldest first, what bears no date last. Only rows that `isLabelled` says the
 * copy has words for: the ledger holds counts and absences too, and an absence is never listed (standards S02).
 */
export function sinceFrame(data: Pick<StoryData, 'protection'>, isLabelled: (id: string) => boolean): SinceYear[] {
  const items = Object.values(data.protection)
    .filter(({ id, geography }) => sinceGeographies.has(geography) && isLabelled(id))
    .map((fact): SinceItem & { at: number } => {
      const dated = /^\d{4}/.test(fact.date);
      const at = dated ? decimalYear(fact.date) : Infinity;
      return { fact, at, year: dated ? Math.floor(at) : undefined, unconfirmed: doubt.test(`${fact.date} ${fact.note}`) };
    })
    .filter(({ year }) => year === undefined || year >= sinceYear)
    .sort((one, other) => (one.at === other.at ? 0 : one.at - other.at));
  const years: SinceYear[] = [];
  for (const { at: _at, ...item } of items) {
    const last = years.at(-1);
    if (last && last.year === item.year) last.items.push(item);
    else years.push({ year: item.year, items: [item] });
  }
  return years;
}
