import { groups, sort } from 'd3';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import type { ProtectionFact } from '../../story/ledgers/protection.ts';
import { theWarning } from '../../story/warning.ts';
import { decimalYear } from '../phrases/decimal-year.ts';

/**
 * Whose measures are listed: the world, groups of states, and the three countries that the story
 * speaks of throughout.
 */
// oxfmt-ignore
export const sinceGeographies: ReadonlySet<string> = new Set([
  'World', 'World (196 countries)', '184 Interpol member countries', 'ASEAN', 'Council of Europe', 'Council of Europe and beyond',
  'Indonesia', 'United Kingdom', 'England and Wales', 'United States'
]);

/**
 * One measure of each government that the 2018 report named, dated among everybody's and never a
 * list of its own (standards S41).
 */
export const namedMeasures: Readonly<Record<string, string>> = {
  'vn-830': 'VNM',
  'kh-npa': 'KHM',
  'ke-npa': 'KEN',
  'ph-ra11930': 'PHL',
  'th-cabinet-2025': 'THA'
};

/** One thing that exists, or was stated. */
export interface SinceItem {
  fact: ProtectionFact;
  /** Where the entry is a statement of two figures: they stand in the ledger of estimates. */
  stated?: { arrests: Estimate; safeguarded: Estimate };
  year: number;
  /** True when the ledger says that the day, the number or the whole date is not confirmed. */
  unconfirmed: boolean;
}

/** The things of one year. */
export type SinceYear = ReturnType<typeof sinceFrame>[number];

/** What happened in a year may have been later than any day of it that is known. */
const placeOf = (date: string) => (/^\d{4}$/.test(date) ? Number(date) + 0.999 : decimalYear(date));
const doubt = /not confirmed|to confirm|inferred|undated/i;

/**
 * Returns the first and the newest that UK police stated, as entries of the list: the figure of the
 * response has those between.
 */
function policeStatements({
  estimates
}: Pick<StoryData, 'estimates'>): Omit<SinceItem, 'year' | 'unconfirmed'>[] {
  const prefix = 'ukresp-arrests-';
  const statements = Object.values(estimates).flatMap((arrests) => {
    const date = arrests.id.startsWith(prefix) ? arrests.id.slice(prefix.length) : undefined;
    const safeguarded = date === undefined ? undefined : estimates[`ukresp-safeguarded-${date}`];
    if (!safeguarded) return [];
    const { title: instrument, published, publisher, url, verification } = arrests;
    const fact = {
      id: `ukresp-${date}`,
      instrument,
      geography: 'United Kingdom',
      status: 'stated',
      date: published,
      publisher,
      url,
      verification
    };
    return [
      { fact: { ...fact, value: null, unit: '', note: '' }, stated: { arrests, safeguarded } }
    ];
  });
  const [first, ...later] = sort(statements, ({ fact }) => decimalYear(fact.date));
  return first ? [first, ...later.slice(-1)] : [];
}

/**
 * Returns what has been put in place or stated since the year of the warning, oldest first: rows
 * with a date that `isLabelled` knows, no absence (standards S02).
 */
export function sinceFrame(
  data: Pick<StoryData, 'protection' | 'estimates'>,
  isLabelled: (id: string) => boolean
) {
  const listed = Object.values(data.protection)
    .filter(
      ({ id, geography }) =>
        (sinceGeographies.has(geography) || id in namedMeasures) && isLabelled(id)
    )
    .map((fact) => ({ fact }));
  const items = [...listed, ...policeStatements(data)]
    .filter(({ fact }) => /^\d{4}/.test(fact.date))
    .map((item): SinceItem => {
      const { date, note } = item.fact;
      return {
        ...item,
        year: Math.floor(placeOf(date)),
        unconfirmed: doubt.test(`${date} ${note}`)
      };
    })
    .filter(({ year }) => year >= theWarning.year);
  const inOrder = sort(items, ({ fact }) => placeOf(fact.date));
  return groups(inOrder, ({ year }) => year).map(([year, items]) => ({ year, items }));
}
