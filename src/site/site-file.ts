/** One file of the site: its path from the root and its text. */
export interface SiteFile {
  path: string;
  text: string;
}
