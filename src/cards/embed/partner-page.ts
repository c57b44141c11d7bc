import type { Embed } from './embed.ts';

/** What the partner page lists of one card: all that `embeds.json` does, with sizes in words. */
interface PartnerEmbed extends Embed {
  /** Of the zip; empty where there is none. */
  size: string;
  /** Films of it, where they were made, each with its shape and size. */
  films: readonly { name: string; href: string; still: string }[];
}

/** What the partner page is made of besides its words. */
export interface PartnerPage {
  /** In this language, in the order of the story. */
  embeds: readonly PartnerEmbed[];
  /** Cards that were taken back, and why. */
  withdrawn: readonly { id: string; name: string; date: string; reason: string; editions: string }[];
  /** ISO-3 codes of the countries whose help a card can print, the language's own first. */
  countries: readonly string[];
  /** Everything for hosting it oneself as one zip, and its size in words. */
  kit: { href: string; size: string } | undefined;
  /** Addresses, from this page or in full, of the list of embeds and the feed of changes. */
  list: string;
  changes: string;
  /** What a partner's page may add, as HTML: the script, or the element with its own. */
  script: string;
  element: string;
  /** What verifies an edition by our public key; undefined where editions are not signed. */
  verify?: string | undefined;
  /** Whether the site's own address is known: the snippets name it then. */
  addressed: boolean;
}
