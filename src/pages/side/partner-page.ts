/** What the partner page lists of one card. */
interface PartnerEmbed {
  id: string;
  title: string;
  subtitle: string;
  live: string;
  pinned: string;
  snippet: { live: string };
  oembed: { live: { json: string } };
  /** What can be downloaded; `pictures` are those of a figure. */
  pack?: { zip: string; pictures?: { svg: string; png: string; png2x: string } };
  /** Films of it, where they were made, each with its shape and size in words. */
  films: readonly { name: string; href: string; still: string }[];
  captions?: string;
  transcript?: string;
  /** How large the zip is, in words. */
  size: string;
}

/** What the partner page is made of besides its words. */
export interface PartnerPage {
  /** The day of the edition. */
  edition: string;
  /** In this language, in the order of the story. */
  embeds: readonly PartnerEmbed[];
  /** Cards that were taken back, and why. */
  withdrawn: readonly { id: string; name: string; date: string; reason: string; editions: string }[];
  /** ISO-3 codes of the countries whose help a card can print, the language's own first. */
  countries: readonly string[];
  /** Least and greatest width that a partner may give a card, in CSS px. */
  width: { least: number; most: number };
  /** Widths at which a card's height changes, in CSS px. */
  columns: readonly number[];
  /** Everything for hosting it oneself as one zip, and its size in words. */
  kit: { href: string; size: string } | undefined;
  /** Addresses, from this page or in full, of the list of embeds and the feed of changes. */
  list: string;
  changes: string;
  /** What a partner's page may add, as HTML: the script, or the element with its own. */
  script: string;
  element: string;
  /** The line for a consent tool. */
  consent: string;
  /** What verifies an edition by our public key; undefined where editions are not signed. */
  verify?: string | undefined;
  /** Whether the site's own address is known: the snippets name it then. */
  addressed: boolean;
}
