import type { Estimate } from './estimate.ts';

/** Titles that would lead a reader to figures by named country: such a source is cited by its publisher and date (standards S01, S06). */
const leadsToCountries = /countries named|table \d/i;

/** How an estimate's source is named to a reader, and where it may be linked. */
export interface Citation {
  text: string;
  /** Null where the address itself would open a list of countries. */
  href: string | null;
}

/** Returns how an estimate is cited: publisher and title, unless the title or the address leads to figures by named country. */
export function citeEstimate(estimate: Pick<Estimate, 'publisher' | 'title' | 'url' | 'published'>): Citation {
  const guarded = leadsToCountries.test(estimate.title) || /\/tables\/|countries-named/i.test(estimate.url);
  return guarded
    ? { text: `${estimate.publisher}, ${estimate.published}`, href: null }
    : { text: `${estimate.publisher}, ${estimate.title}`, href: estimate.url };
}
