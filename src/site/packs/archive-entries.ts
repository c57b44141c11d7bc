import { extname } from 'node:path';
import { languages, type Language } from '../../locale/languages.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { Lock } from '../../story/lock.ts';
import { sha256 } from '../../vintages/sha256.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import { encoded, type BinaryFile } from '../output/site-file.ts';
import { tableCredits } from './public-package.ts';

export interface ArchiveParts {
  lock: Lock;
  site: readonly BinaryFile[];
  /**
   * The project's `data/` files that belong to the record, and its licences; paths as in the
   * archive.
   */
  records: readonly BinaryFile[];
  vintages: readonly VintageRecord[];
  /** The template of the note on opening it, for each language. */
  notes: Record<Language, string>;
  names: Record<Language, string>;
}

/** Served packed, or only to scripts, or only to search engines. */
const left = new Set(['.br', '.gz', '.js', '.mjs', '.map', '.webmanifest']);

/**
 * Links of a page that lead to a folder: a browser that reads from a disk opens no `index.html` by
 * itself, and has no use for a question.
 */
const folderLink =
  /(<a\b[^>]*?\shref=")((?![a-z][a-z0-9+.-]*:|\/)[^"?#]*\/)(?:\?[^"#]*)?((?:#[^"]*)?")/gi;

/**
 * Returns a page as it reads without server or script, folder links naming the file.
 * @throws Error when a script is left anywhere in it.
 */
export function plainPage(html: string): string {
  const plain = html
    .replace(/<script\b[^>]*>[\s\S]*?<\/script\s*>\n?/gi, '')
    .replace(
      /<meta http-equiv="Content-Security-Policy"[^>]*>/i,
      `<meta http-equiv="Content-Security-Policy" content="script-src 'none'">`
    )
    .replace(/<link rel="(?:preload|modulepreload|prefetch)"[^>]*>\n?/gi, '')
    .replace(
      folderLink,
      (_, before: string, folder: string, after: string) => `${before}${folder}index.html${after}`
    );
  const left = /<script\b|<[^>]*\son[a-z]+\s*=|(?:href|src)\s*=\s*["']?\s*javascript:/i.exec(plain);
  if (left)
    throw new Error(`the page still runs “${left[0].slice(0, 80)}”; an archive holds no script`);
  return plain;
}

function article(site: readonly BinaryFile[]): BinaryFile[] {
  return site
    .filter(({ path }) => !left.has(extname(path)) && !['robots.txt', '_headers'].includes(path))
    .map(({ path, bytes }) => {
      const to = `article/${path}`;
      if (extname(path) !== '.html') return { path: to, bytes };
      try {
        return encoded(to, plainPage(new TextDecoder().decode(bytes)));
      } catch (error) {
        throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
      }
    });
}

function note({ lock, notes, names }: ArchiveParts): string {
  const written = languages.map((language) =>
    notes[language].replace(/\{(\w+)\}/g, (slot, name: string) => {
      if (name === 'name') return names[language];
      if (name === 'edition') return formatDate(lock.edition, language);
      throw new Error(
        `data/copy/${language}/archive.txt: found ${slot}, expected {name} or {edition}`
      );
    })
  );
  return written.map((one) => `${one.trimEnd()}\n`).join(`\n${'-'.repeat(120)}\n\n`);
}

/**
 * Returns every file of an archive, with checksums for `sha256sum`.
 * @throws Error when a page still runs a script, or nothing fills a slot.
 */
export function archiveEntries(parts: ArchiveParts): BinaryFile[] {
  const entries = [
    encoded('README.txt', note(parts)),
    encoded('licences/tables.txt', tableCredits(parts.vintages)),
    ...parts.records,
    ...article(parts.site)
  ].sort((one, other) => (one.path < other.path ? -1 : 1));
  const sums = entries.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`).join('');
  return [...entries, encoded('SHA256SUMS', sums)];
}
