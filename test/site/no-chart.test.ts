import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

/**
 * Returns every module that a module loads, with the one that imports it. Types load nothing, and
 * `await import` only when it is reached.
 */
function loadedBy(entry: string): Map<string, string> {
  const importer = new Map<string, string>([[entry, '']]);
  const ahead = [entry];
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    const text = readFileSync(path, 'utf8').replace(
      /^(import|export) type\b[^;]*;|await import\([^)]*\)/gm,
      ''
    );
    for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
      const next = normalize(join(dirname(path), fileName));
      if (!fileName.startsWith('.') || importer.has(next) || !existsSync(next)) continue;
      importer.set(next, path);
      ahead.push(next);
    }
  }
  return importer;
}

it.each(['src/site/story/open-story.ts', 'src/desk/review/check.ts', 'src/copy/read-chapter.ts'])(
  '%s loads no chart',
  (entry) => {
    const loaded = loadedBy(entry);
    expect(loaded.size).toBeGreaterThan(10);
    expect(
      [...loaded].filter(([path]) => path.startsWith('src/charts/')).map((pair) => pair.join(' ← '))
    ).toEqual([]);
  }
);
