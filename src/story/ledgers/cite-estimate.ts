import { monthOf } from '#sources/cells/calendar.ts';
import type { Estimate } from './estimate.ts';
import type { Link } from './links.ts';

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
