import { extname } from 'node:path';

/** A kind of file that the site holds. */
interface ContentType {
  type: string;
  /** Whether packing makes it smaller: pictures, fonts and archives are packed already. */
  packs: boolean;
}

/** Every kind of file, by the end of its name. What is not here is sent as bytes that nobody should guess about. */
export const contentTypes: Readonly<Record<string, ContentType>> = {
  '.html': { type: 'text/html; charset=utf-8', packs: true },
  '.css': { type: 'text/css; charset=utf-8', packs: true },
  '.js': { type: 'text/javascript; charset=utf-8', packs: true },
  '.json': { type: 'application/json; charset=utf-8', packs: true },
  '.csv': { type: 'text/csv; charset=utf-8', packs: true },
  '.txt': { type: 'text/plain; charset=utf-8', packs: true },
  // oEmbed asks for text/xml (https://oembed.com, 2.3.3); the sitemap takes either.
  '.xml': { type: 'text/xml; charset=utf-8', packs: true },
  '.atom': { type: 'application/atom+xml; charset=utf-8', packs: true },
  '.svg': { type: 'image/svg+xml; charset=utf-8', packs: true },
  '.webmanifest': { type: 'application/manifest+json; charset=utf-8', packs: true },
  '.vtt': { type: 'text/vtt; charset=utf-8', packs: true },
  '.mp4': { type: 'video/mp4', packs: false },
  '.png': { type: 'image/png', packs: false },
  '.woff2': { type: 'font/woff2', packs: false },
  '.zip': { type: 'application/zip', packs: false }
};

export const unknownType = 'application/octet-stream';

/** Returns the media type that a file is sent as. */
export function contentTypeOf(path: string): string {
  return contentTypes[extname(path)]?.type ?? unknownType;
}

/** Returns whether a brotli and a gzip copy of a file lie beside it. */
export function isPacked(path: string): boolean {
  return contentTypes[extname(path)]?.packs ?? false;
}
