import type { Link } from './links.ts';
import { monthOf } from '#sources/cells/calendar.ts';
import { say } from '#locale/say.ts';

/** `at_least` and `up_to` have one end, `range` has both, the others have a value (V01, V02). */
export const bounds = ['about', 'over', 'nearly', 'at_least', 'up_to', 'range', 'exact'] as const;
export type Bound = (typeof bounds)[number];

/** “About” with more significant digits claims a precision that no estimate has. */
export function isTooPrecise(bound: Bound | undefined, value: number) {
  return bound === 'about' && value !== Number(value.toPrecision(3));
}

/** Check of the figure at its origin; readers see anything but `primary`. */
export const verifications = ['primary', 'primary_mirror', 'secondary', 'derived'] as const;
export type Verification = (typeof verifications)[number];

// oxfmt-ignore
export type EstimateCells = Record<
  'id' | 'series' | 'publisher' | 'title' | 'url' | 'published' | 'ref_year' | 'geography' | 'bound' |
  'low' | 'value' | 'high' | 'unit' | 'definition' | 'method_note' | 'verification', string
>;

/** A published sentence without a number. A type of its own: no chart takes it for an estimate. */
export interface Statement extends Omit<
  EstimateCells,
  'bound' | 'low' | 'value' | 'high' | 'unit' | 'method_note'
> {
  /** `family/segment`: segments of a family are never joined by a line. */
  series: string;
  link?: Link;
  /** A year, a month or a day, perhaps with a remark. */
  published: string;
  verification: Verification;
}

/** A published figure: what it counts, its bound, and what it may be compared with (V01–V09). */
export interface Estimate extends Statement {
  bound: Bound;
  /** Set for `at_least` and `range`. */
  low: number | null;
  /** Set for `about`, `over`, `nearly` and `exact`; a `range` may have one. */
  value: number | null;
  /** Set for `up_to` and `range`. */
  high: number | null;
  unit: string;
}

/** Such titles lead to figures by named country: publisher and year are cited (S01, S06). */
const leadsToCountries = /countries named|table \d/i;
/** The desk's remarks after a publisher's name, which pages translate. */
const remark = / \((?:press|third party|third-party summaries)\)$/;

export interface Citation {
  publisher: string;
  /** Null when the title leads to countries. */
  title: string | null;
  /** Publisher and title, in the publisher's words. */
  text: string;
  /** The same without a date beside it: has the year when there is no title. */
  credit: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, without remarks. */
  published: string;
  /** True when the ledger doubts the month. */
  unconfirmed: boolean;
  /** Unset when the address leads to a list of countries, or there is none. */
  link: Link | undefined;
}

/** The date at the start of a cell, or ''. */
export const ledgerDate = (cell: string) => /^\d{4}(?:-\d{2}){0,2}(?!\d)/.exec(cell)?.[0] ?? '';

/** Titles such as `Guardian 8 Oct 2018` carry their date. */
function ownDay(title: string) {
  const [, name, day, month = '', year] =
    /^(.+) (\d{1,2}) ([A-Z][a-z]{2}) (\d{4})$/.exec(title) ?? [];
  const at = monthOf(month);
  if (!name || !day || at === 0) return { title };
  return {
    title: name,
    published: `${year}-${String(at).padStart(2, '0')}-${day.padStart(2, '0')}`
  };
}

/** Cites one publication, or two when the ledger lists two in publisher and title (D12). */
export function citeEstimate(
  estimate: Pick<Estimate, 'publisher' | 'title' | 'url' | 'published' | 'link'>
): Citation[] {
  const [publishers, titles] = [estimate.publisher.split('; '), estimate.title.split('; ')];
  const paired = publishers.length === titles.length;
  const guarded =
    leadsToCountries.test(estimate.title) || /\/tables\/|countries-named/i.test(estimate.url);
  const unconfirmed = estimate.published.includes('date to confirm');
  return (paired ? publishers : [estimate.publisher]).map((cell, index) => {
    const publisher = cell.replace(remark, '');
    const { title, published = ledgerDate(estimate.published) } = ownDay(
      (paired ? titles[index] : undefined) ?? estimate.title
    );
    const text = guarded ? publisher : `${publisher}, ${title}`;
    return {
      publisher,
      title: guarded ? null : title,
      text,
      credit: guarded ? `${publisher}, ${published.slice(0, 4)}` : text,
      published,
      unconfirmed,
      link: guarded || index > 0 ? undefined : estimate.link
    };
  });
}

export const estimateCredit = (estimate: Parameters<typeof citeEstimate>[0]) =>
  citeEstimate(estimate)
    .map(({ credit }) => credit)
    .join('; ');

/** Families drawn year by year: one figure a year, counted alike within a segment. */
const yearlyFamilies = ['ncmec_cybertipline_reports', 'iwf_confirmed'];

export const isYearly = (series: string) => yearlyFamilies.includes(series.split('/', 1)[0]!);

/**
 * Refuses to join or compare by a scale anything but figures of one yearly series and unit: NCA
 * estimates are cards (V04), monthly figures are rounded, surveys and agencies count other groups
 * (V07).
 */
export function assertComparable(estimates: readonly Estimate[]) {
  const [first] = estimates;
  const odd = estimates.find(
    ({ series, unit }) => !isYearly(series) || series !== first?.series || unit !== first.unit
  );
  if (!odd) return;
  throw new Error(
    say`${first?.id} (${first?.series}, ${first?.unit}) and ${odd.id} (${odd.series}, ${odd.unit}) may not share a line or an axis. Draw each on its own (V04, V07).`
  );
}
