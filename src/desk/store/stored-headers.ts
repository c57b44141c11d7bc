import { contentTypeOf, isPacked } from '../../site/output/content-types.ts';
import { headersFor } from '../../site/headers.ts';
import type { ObjectHeaders } from './object-store.ts';

const encodings: Readonly<Record<string, string>> = { '.br': 'br', '.gz': 'gzip' };

/** A path without the end that names its packed copy, and how that is packed. */
function unpacked(path: string): { of: string; encoding?: string } {
  const end = /\.(br|gz)$/.exec(path)?.[0];
  const of = end === undefined ? path : path.slice(0, -end.length);
  return end !== undefined && isPacked(of) ? { of, encoding: encodings[end]! } : { of: path };
}

/** Returns what a file of the site is kept with where readers are sent it as it is: all of `headersFor` that a store can keep. */
export function liveHeaders(path: string): ObjectHeaders {
  const { of, encoding } = unpacked(path);
  const sent = headersFor(of);
  return { type: contentTypeOf(of), cache: sent['Cache-Control'] ?? 'no-cache', encoding, language: sent['Content-Language'] };
}

/** Returns what a file of a release is kept with: its key names the release, so the edge may keep it for good; it tells browsers otherwise. */
export const releaseHeaders = (path: string): ObjectHeaders => ({ ...liveHeaders(path), cache: 'public, max-age=31536000, immutable' });
