import { monthOf } from '../../sources/cells/calendar.ts';
import type { Estimate } from './estimate.ts';
import type { Link } from './links.ts';

/**
 * Titles that would lead a reader to figures by named country: such a source is cited by its
 * publisher and year (standards S01, S06).
 */
const leadsToCountries = /countries named|table \d/i;
/**
 * Notes of the desk beside a publisher's name; how well a figure was seen is said in the reader's
 * language.
 */
const remark = / \((?:press|third party|third-party summaries)\)$/;

/** One publication of an estimate as it is named to a reader. */
export interface Citation {
  publisher: string;
  /** Null where the title leads to countries. */
  title: string | null;
  /** Publisher and title, in the publisher's own words. */
  text: string;
  /** The same where no date stands beside it: with its year where it has no title. */
  credit: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, without the ledger's remarks. */
  published: string;
  /** True where the ledger doubts the month. */
  unconfirmed: boolean;
  /**
   * Undefined where the address itself would open a list of countries, or none is given for this
   * publication.
   */
  link: Link | undefined;
}

/** Returns the date at the start of a ledger's cell; empty where it has none. */
export const ledgerDate = (cell: string): string =>
  /^\d{4}(?:-\d{2}){0,2}(?=$|\s)/.exec(cell)?.[0] ?? '';

/** A title such as `Guardian 8 Oct 2018` carries the day of its publication. */
function ownDay(title: string): { title: string; published?: string } {
  const [, name, day, month = '', year] =
    /^(.+) (\d{1,2}) ([A-Z][a-z]{2}) (\d{4})$/.exec(title) ?? [];
  const at = monthOf(month);
  if (!name || !day || at === 0) return { title };
  return {
    title: name,
    published: `${year}-${String(at).padStart(2, '0')}-${day.padStart(2, '0')}`
  };
}

/**
 * Returns how an estimate is cited (standards D12): one publication, or two where the ledger sets a
 * second beside the first in both publisher and title. Publisher and title, unless the title or the
 * address leads to figures by named country.
 */
export function citeEstimate(
  estimate: Pick<Estimate, 'publisher' | 'title' | 'url' | 'published' | 'link'>
): Citation[] {
  const [publishers, titles] = [estimate.publisher.split('; '), estimate.title.split('; ')];
  const paired = publishers.length === titles.length;
  const guarded =
    leadsToCountries.test(estimate.title) || /\/tables\/|countries-named/i.test(estimate.url);
  const unconfirmed = estimate.published.includes('date to confirm');
  return (paired ? publishers : [estimate.publisher]).map((cell, index): Citation => {
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

/**
 * Returns whose an estimate is, in one line, in English as its publishers name themselves
 * (standards D11).
 */
export const estimateCredit = (estimate: Parameters<typeof citeEstimate>[0]): string =>
  citeEstimate(estimate)
    .map(({ credit }) => credit)
    .join('; ');
