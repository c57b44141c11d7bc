import { sha256 } from '../../vintages/sha256.ts';

/** One file of the site: its path from the root and its text. */
export interface SiteFile {
  path: string;
  text: string;
}

/** One file of the site or of an archive that is no text, or is packed as bytes. */
export interface BinaryFile {
  path: string;
  bytes: Uint8Array;
}

/** Returns a text file as bytes. */
export const encoded = (path: string, text: string): BinaryFile => ({ path, bytes: new TextEncoder().encode(text) });

/** Returns a file of `assets/` that may be kept for ever where it is read: its name carries its checksum. */
export const assetFile = (name: string, extension: string, text: string): SiteFile => ({
  path: `assets/${name}-${sha256(text).slice(0, 8)}.${extension}`,
  text
});
