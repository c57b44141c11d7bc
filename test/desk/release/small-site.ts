import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NewRelease } from '../../../src/desk/release/release-place.ts';
import { sha256 } from '../../../src/vintages/sha256.ts';

export const scriptOf = (word: string) =>
  `assets/story-${sha256(Buffer.from(word)).slice(0, 8)}.js`;

export async function writeSmallSite(site: string, word: string) {
  const page = (name: string) => `<script src="/${scriptOf(word)}"></script>${name} ${word}`;
  const files = {
    'index.html': page('first'),
    'en/index.html': page('en'),
    'data/one.csv': 'always the same',
    [scriptOf(word)]: word
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(site, path)), { recursive: true });
    await writeFile(join(site, path), text);
  }
}

export async function smallRelease(root: string, word: string, now: Date): Promise<NewRelease> {
  const site = join(root, word);
  await writeSmallSite(site, word);
  return {
    site,
    now,
    edition: '2026-01-02',
    claims: { count: 1, sha256: 'a'.repeat(64) },
    vintages: []
  };
}

export function readSmallPage(page: string) {
  const [, script, word] = /src="\/([^"]+)"><\/script>\w+ (\S+)$/.exec(page) ?? [];
  if (script === undefined || word === undefined)
    throw new Error(`found no page: ${page.slice(0, 100)}`);
  return { script, word };
}
