/** One file of the site: its path from the root and its text. */
export interface SiteFile {
  path: string;
  text: string;
}

/** One file of the site that is no text: a picture or an archive. */
export interface BinaryFile {
  path: string;
  bytes: Uint8Array;
}
