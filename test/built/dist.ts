import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where the edition was built. */
export const dist = join(import.meta.dirname, '..', '..', 'dist');
if (!existsSync(join(dist, 'index.html'))) throw new Error('dist/ is missing: run `npm run build` first; `npm test` does so by itself');

/** Returns the text of a built file. */
export function built(path: string): string {
  return readFileSync(join(dist, path), 'utf8');
}

/** Returns the bytes that a reader with brotli receives for a built file. */
export function bytesSent(path: string): number {
  const packed = join(dist, `${path}.br`);
  return statSync(existsSync(packed) ? packed : join(dist, path)).size;
}

/** Returns every published file, from the folder of the site. */
export function builtFiles(): string[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(dist, path)).isFile())
    .sort();
}

/** Returns the values of an attribute in the order they stand in the HTML. */
export function attributes(html: string, tag: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`<${tag}\\b[^>]*?\\s${name}="([^"]*)"`, 'g'))].map((match) =>
    match[1]!.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
  );
}

/** Returns the words of a piece of HTML, one space between them. */
export function wordsOf(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
    .trim();
}
