import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { isCompressible } from '../../src/site/output/content-types.ts';
import { brotliOptions } from '../../src/site/output/compressed-copies.ts';

export const dist = join(import.meta.dirname, '..', '..', 'dist');
if (!existsSync(join(dist, 'index.html')))
  throw new Error('dist/ is missing: run `npm run build` first; `npm test` does so by itself');

export function built(path: string) {
  return readFileSync(join(dist, path), 'utf8');
}

const sent = new Map<string, number>();

/** Returns the bytes that a reader with brotli receives for a file, once it is published. */
export function bytesSent(path: string) {
  const known = sent.get(path);
  if (known !== undefined) return known;
  const bytes = readFileSync(join(dist, path));
  const size = isCompressible(path) ? packedSize(bytes) : bytes.length;
  sent.set(path, size);
  return size;
}

export const packedSize = (bytes: Uint8Array) =>
  Math.min(bytes.length, brotliCompressSync(bytes, brotliOptions(bytes)).length);

export function builtFiles() {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(dist, path)).isFile())
    .sort();
}

export function attributes(html: string, tag: string, name: string) {
  return [...html.matchAll(new RegExp(`<${tag}\\b[^>]*?\\s${name}="([^"]*)"`, 'g'))].map((match) =>
    match[1]!.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
  );
}

export function wordsOf(html: string) {
  return (
    html
      .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
      // Inline, around one word.
      .replace(/<span class="doubled">([^<]*)<\/span>/g, '$1')
      .replace(/<[^>]*>/g, ' ')
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&quot;', '"')
      .replace(/\s+/g, ' ')
      .trim()
  );
}
