import type { Estimate } from './estimate.ts';

/** Titles that would lead a reader to figures by named country: such a source is cited by its publisher and year (standards S01, S06). */
const leadsToCountries = /countries named|table \d/i;
/**
 * The only addresses that a reader may follow: of publishers, and of copies of what they said. None leads to a list or ranking of
 * countries by harm or protection or holds a word that the story does not use; a person opens each before a release (standards S14, S40).
 */
const linked: ReadonlySet<string> = new Set([
  'https://scotland4kids.com/2018/09/05/keeping-our-children-safe/',
  'https://www.wired-gov.net/wg/news.nsf/articles/Law+enforcement+in+coronavirus+online+safety+push+as+National+Crime+Agency+reveals+300000+in+UK+pose+sexual+threat+to+children+03042020133300?open',
  'https://www.nationalcrimeagency.gov.uk/news/nca-responds-to-final-report-by-independent-inquiry-into-child-sexual-abuse-iicsa',
  'https://news.npcc.police.uk/releases/nca-and-police-arrest-130-suspects-for-child-sexual-abuse-and-exploitation-in-just-one-week',
  'https://prgloo-prod-newsroom-npcc-01.azurewebsites.net/releases/vkpp-launch-national-analysis-of-police-recorded-child-sexual-abuse-and-exploitation-csae-crimes-report-2022',
  'https://europol.europa.eu/media-press/newsroom/news/live-streaming-of-child-sexual-abuse-established-harsh-reality',
  'https://www.iwf.org.uk/news/our-2015-annual-report',
  'https://iwf.org.uk/news-media/news/record-number-of-images-showing-children-being-sexually-abused-removed-by-uk-internet-charity',
  'https://www.iwf.org.uk/news-media/blogs/parliamentarians-join-the-iwf-to-tackle-online-child-sexual-abuse-material',
  'https://coe.int/es/web/portal/-/ending-sexual-exploitation-and-abuse-of-children-towards-a-world-of-trust',
  'https://www.coe.int/en/web/children/lanzarote-convention',
  'https://ecpat.org/launch-event-the-regional-plan-of-action-for-protection-of-children-from-all-forms-of-online-exploitation-and-abuse-in-asean-2021-2025',
  'https://gov.uk/government/publications/tackling-child-sexual-abuse-strategy/tackling-child-sexual-abuse-strategy-accessible-version',
  'https://www.legislation.gov.uk/uksi/2026/268/regulation/2/made',
  'https://5rightsfoundation.com/from-indonesia-to-asean-building-momentum-for-childrens-rights-online-in-southeast-asia',
  'https://bangsanews.com/nasional/peta-jalan-pelindungan-anak-online-2025-2029-dari-pemerintah'
]);
/** Notes of the desk beside a publisher's name; how well a figure was seen is said in the reader's language. */
const remark = / \((?:press|third party|third-party summaries)\)$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

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
  /** Null where the address itself would open a list of countries, or the ledger has none for this publication. */
  href: string | null;
}

/** Returns the address that a reader may follow; null where a source is cited without one. */
export function linkTo(url: string): string | null {
  return linked.has(url) ? url : null;
}

/** Returns the date at the start of a ledger's cell; empty where it has none. */
export function ledgerDate(cell: string): string {
  return /^\d{4}(?:-\d{2}){0,2}(?=$|\s)/.exec(cell)?.[0] ?? '';
}

/** A title such as `Guardian 8 Oct 2018` carries the day of its publication. */
function ownDay(title: string): { title: string; published?: string } {
  const [, name, day, month = '', year] = /^(.+) (\d{1,2}) ([A-Z][a-z]{2}) (\d{4})$/.exec(title) ?? [];
  const at = months.indexOf(month) + 1;
  if (!name || !day || at === 0) return { title };
  return { title: name, published: `${year}-${String(at).padStart(2, '0')}-${day.padStart(2, '0')}` };
}

/**
 * Returns how an estimate is cited (standards D12): one publication, or two where the ledger sets a second beside the first in
 * both publisher and title. Publisher and title, unless the title or the address leads to figures by named country.
 */
export function citeEstimate(estimate: Pick<Estimate, 'publisher' | 'title' | 'url' | 'published'>): Citation[] {
  const [publishers, titles] = [estimate.publisher.split('; '), estimate.title.split('; ')];
  const paired = publishers.length === titles.length;
  const guarded = leadsToCountries.test(estimate.title) || /\/tables\/|countries-named/i.test(estimate.url);
  const unconfirmed = estimate.published.includes('date to confirm');
  return (paired ? publishers : [estimate.publisher]).map((cell, index): Citation => {
    const publisher = cell.replace(remark, '');
    const { title, published = ledgerDate(estimate.published) } = ownDay((paired ? titles[index] : undefined) ?? estimate.title);
    const text = guarded ? publisher : `${publisher}, ${title}`;
    return {
      publisher,
      title: guarded ? null : title,
      text,
      credit: guarded ? `${publisher}, ${published.slice(0, 4)}` : text,
      published,
      unconfirmed,
      href: guarded || index > 0 ? null : linkTo(estimate.url)
    };
  });
}
