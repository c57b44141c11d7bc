import { groups, sort } from 'd3';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import type { ProtectionFact } from '../../story/ledgers/protection.ts';
import { theWarning } from '../../story/warning.ts';
import { decimalYear } from '../phrases/decimal-year.ts';

// oxfmt-ignore
export const sinceGeographies: ReadonlySet<string> = new Set([
  'World', 'World (196 countries)', '184 Interpol member countries', 'ASEAN', 'Council of Europe', 'Council of Europe and beyond',
  'Indonesia', 'United Kingdom', 'England and Wales', 'United States'
]);

/** One measure per government that the 2018 report named; never a list of its own (S41). */
export const namedMeasures: Readonly<Record<string, string>> = {
  'vn-830': 'VNM',
  'kh-npa': 'KHM',
  'ke-npa': 'KEN',
  'ph-ra11930': 'PHL',
  'th-cabinet-2025': 'THA'
};

export interface SinceItem {
  fact: ProtectionFact;
  /** Set for a statement with two figures from the ledger of estimates. */
  stated?: { arrests: Estimate; safeguarded: Estimate };
  year: number;
  /** True when the ledger calls the day, the number or the date unconfirmed. */
  unconfirmed: boolean;
}

export type SinceYear = ReturnType<typeof sinceFrame>[number];

/** A year alone sorts after all dates of that year. */
const placeOf = (date: string) => (/^\d{4}$/.test(date) ? Number(date) + 0.999 : decimalYear(date));
const doubt = /not confirmed|to confirm|inferred|undated/i;

/** The first and the newest statement of UK police; the response figure has those between. */
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
 * Measures and statements since the year of the warning, oldest first: only dated rows with a
 * label, and never an absence (S02).
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
