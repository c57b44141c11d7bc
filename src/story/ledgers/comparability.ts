import type { Estimate } from './estimate.ts';

/**
 * What each series counts, by `family` or `family/segment` of the ledger: one kind per axis
 * (standards V07). A series that is not listed counts only what it says itself, so it shares an
 * axis with nothing but its own unit.
 */
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
  survey_all_children_unlabelled: 'children affected, by survey'
};

/**
 * Families that are drawn year by year, so of one figure a year, whatever its row says that it
 * counts.
 */
const yearlyFamilies: ReadonlySet<string> = new Set([
  'ncmec_cybertipline_reports',
  'iwf_confirmed'
]);

/**
 * The only families a line may join, within one segment: NCA estimates are cards (V04), monthly
 * statements rounded, ITU totals revised.
 */
const lineFamilies: ReadonlySet<string> = new Set([...yearlyFamilies, 'iwf_hosting_share']);

/**
 * Families that measure different things under one publisher's name; their figures are never set
 * against each other.
 */
const familiesApart: readonly { families: readonly [string, string]; why: string }[] = [
  {
    families: ['childlight_2024', 'childlight_2025'],
    why: 'the 2024 and 2025 editions measure different things'
  },
  {
    families: ['uk_threat_estimate', 'childlight_2024_offending'],
    why: 'a self-report survey is not an agency estimate (standards V07)'
  }
];

/**
 * Why two segments of one family are apart, where the ledger's notes give the reason in a few
 * words.
 */
const segmentBreaks: Readonly<Record<string, string>> = {
  uk_threat_estimate: 'each NCA estimate counts another group by another method (standards V04)',
  ncmec_cybertipline_reports:
    'the reporting regime changed, and since 2024 duplicate reports are bundled',
  iwf_confirmed: 'the IWF began to search for pages itself in 2014',
  iwf_hosting_share: 'continent, EU and UK are different groups of countries',
  itu_internet_users: 'ITU revises earlier years in each edition'
};

const familyOf = (series: string): string => series.split('/', 1)[0] ?? series;

/** Whether a series is drawn year by year: it has one figure a year. */
export const isYearly = (series: string): boolean => yearlyFamilies.has(familyOf(series));

/** Returns what kind of thing a series counts, for the one-kind-per-axis rule (standards V07). */
export function measureKindOf(series: string, unit: string): string {
  return kinds[series] ?? kinds[familyOf(series)] ?? `${familyOf(series)}: ${unit}`;
}

/**
 * Returns why figures of two series may not share a line, an axis or a multiple; undefined when
 * they may. Symmetric.
 */
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

/**
 * Refuses estimates of more than one kind (standards V07).
 * @throws Error naming the two ids and what each counts.
 */
export function assertOneMeasure(estimates: readonly Estimate[]): void {
  const [first, ...rest] = estimates;
  const odd = rest.find((estimate) => estimate.measureKind !== first?.measureKind);
  if (!first || !odd) return;
  throw new Error(
    `${first.id} counts “${first.measureKind}” and ${odd.id} counts “${odd.measureKind}”: give each its own axis (standards V07)`
  );
}

/**
 * Refuses to join what may not be compared. `axis`: figures drawn against one scale, or set side by
 * side as a multiple. `line`: figures a mark runs through, which needs all that `axis` needs and a
 * series that is counted alike throughout.
 * @throws Error naming the two ids, the reason and what to draw instead (standards V04, V07).
 */
export function assertComparable(estimates: readonly Estimate[], how: 'line' | 'axis'): void {
  estimates.forEach((one, index) => {
    for (const other of estimates.slice(index + 1)) {
      const why = seriesApart(one.series, other.series);
      if (why)
        throw new Error(
          `${one.id} and ${other.id} may not share ${how === 'line' ? 'a line' : 'an axis'}: ${why}; draw each on its own`
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
      `no line may run through ${alone.id}: figures of “${alone.series}” stand alone; draw points or cards`
    );
}
