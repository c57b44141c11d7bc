/** A table of the story's figures as the data page offers it. Texts are in the reader's language; credits are their publishers'. */
export interface TableFile {
  id: string;
  caption: string;
  /** Its file, from the folder of the site. */
  path: string;
  credit: string;
  /** What was changed of its sources, in the reader's language; empty where no licence asks for that. */
  changed: string;
  /** Each licence once, as its title and its address. */
  licences: { title: string; path: string }[];
  /** What it was made from; no address where that would open a list of countries. */
  sources: { title: string; address: string | null }[];
  version: string;
  /** The day of the edition, as `YYYY-MM-DD`. */
  edition: string;
  /** Who makes the table, as a citation names its author. */
  author: string;
  /** Where the site is published, with a slash at its end; empty when not known yet. */
  address: string;
}
