import type { Estimate } from './estimate.ts';

/** Kinds by `family` or `family/segment` (V07). Others share an axis only with their own unit. */
const kinds: Readonly<Record<string, string>> = {
  uk_threat_estimate: 'offenders estimated by an agency',
  'uk_monthly_response/arrests': 'arrests a month',
  'uk_monthly_response/children_safeguarded': 'children safeguarded a month',
  nca_industry_referrals: 'referrals by companies',
  nca_disseminations: 'case packages sent to forces',
  ncmec_cybertipline_reports: 'reports received',
  ncmec_online_enticement_half_year: 'reports received in half a year',
  iwf_confirmed: 'pages confirmed',
  iwf_hosting_share: 'share of confirmed pages by server location',
  iwf_ai_reports: 'confirmed reports of generated images',
  childlight_2024_offending: 'self-reported offending',
  survey_all_children: 'children affected, by survey'
};

/** Families drawn year by year: one figure a year, whatever its rows say they count. */
const yearlyFamilies: ReadonlySet<string> = new Set([
  'ncmec_cybertipline_reports',
  'iwf_confirmed'
]);

/** No line joins others: NCA estimates are cards (V04), monthly figures rounded, ITU's revised. */
const lineFamilies: ReadonlySet<string> = new Set([...yearlyFamilies, 'iwf_hosting_share']);

/** Families that measure different things under one publisher's name. */
const familiesApart: readonly { families: readonly [string, string]; why: string }[] = [
  {
    families: ['childlight_2024', 'childlight_2025'],
    why: 'the 2024 and 2025 editions measure different things'
  },
  {
    families: ['uk_threat_estimate', 'childlight_2024_offending'],
    why: 'a self-report survey is not an agency estimate (V07)'
  }
];

/** Reasons that messages give for keeping segments apart, from the ledger's notes. */
const segmentBreaks: Readonly<Record<string, string>> = {
  uk_threat_estimate: 'each NCA estimate counts another group by another method (V04)',
  ncmec_cybertipline_reports:
    'the reporting regime changed, and since 2024 duplicate reports are bundled',
  iwf_confirmed: 'the IWF began to search for pages itself in 2014',
  iwf_hosting_share: 'continent, EU and UK are different groups of countries',
  itu_internet_users: 'ITU revises earlier years in each edition'
};

const familyOf = (series: string): string => series.split('/', 1)[0] ?? series;

export const isYearly = (series: string): boolean => yearlyFamilies.has(familyOf(series));

/** The kind of thing a series counts, for the rule of one kind per axis (V07). */
export function measureKindOf(series: string, unit: string): string {
  return kinds[series] ?? kinds[familyOf(series)] ?? `${familyOf(series)}: ${unit}`;
}

/** Returns why figures of two series may not share a line, an axis or a multiple. Symmetric. */
function seriesApart(one: string, other: string): string | undefined {
  const [family, otherFamily] = [familyOf(one), familyOf(other)];
  if (family === otherFamily) {
    return one === other
      ? undefined
      : (segmentBreaks[family] ?? `“${one}” and “${other}” are different segments of one series`);
  }
  return familiesApart.find(
    ({ families }) => families.includes(family) && families.includes(otherFamily)
  )?.why;
}

/** Refuses estimates of more than one kind (V07). @throws Error with the two ids. */
export function assertOneMeasure(estimates: readonly Estimate[]): void {
  const [first, ...rest] = estimates;
  const odd = rest.find((estimate) => estimate.measureKind !== first?.measureKind);
  if (!first || !odd) return;
  throw new Error(
    `${first.id} counts “${first.measureKind}”, ${odd.id} “${odd.measureKind}”. Give each its own axis (V07).`
  );
}

/**
 * Refuses to join what may not be compared (V04, V07). `axis`: figures on one scale or in a
 * multiple. `line`: figures joined by a mark, which also need a series that is counted alike
 * throughout.
 * @throws Error with the two ids, the reason and what to draw instead.
 */
export function assertComparable(estimates: readonly Estimate[], how: 'line' | 'axis'): void {
  estimates.forEach((one, index) => {
    for (const other of estimates.slice(index + 1)) {
      const why = seriesApart(one.series, other.series);
      if (why)
        throw new Error(
          `${one.id} and ${other.id} may not share ${how === 'line' ? 'a line' : 'an axis'}: ${why}. Draw each on its own.`
        );
    }
  });
  assertOneMeasure(estimates);
  const alone =
    how === 'line' &&
    estimates.length > 1 &&
    estimates.find(({ series }) => !lineFamilies.has(familyOf(series)));
  if (alone)
    throw new Error(
      `No line may run through ${alone.id}: figures of “${alone.series}” are not joined. Draw points or cards.`
    );
}
