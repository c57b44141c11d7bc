import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { built, builtFiles } from './dist.ts';

const files = new Set(builtFiles());
const { edition } = JSON.parse(readFileSync('data/edition.lock.json', 'utf8')) as {
  edition: string;
};
const folder = join(import.meta.dirname, '..', 'cases', 'addresses');
/** `{edition}` is the day of the edition that answers. */
const published = readdirSync(folder).flatMap((name) =>
  readFileSync(join(folder, name), 'utf8').trim().replaceAll('{edition}', edition).split('\n')
);

const ids = new Map<string, Set<string>>();
function idsIn(path: string) {
  const found =
    ids.get(path) ?? new Set([...built(path).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!));
  ids.set(path, found);
  return found;
}

/** `en/#world-2018` is the file `en/index.html` and the anchor `world-2018`. */
function isAnswered(address: string) {
  const [place = '', anchor] = address.split('#');
  const path = place.replace(/^\.\//, '').replace(/(^|\/)$/, '$1index.html');
  return files.has(path) && (anchor === undefined || idsIn(path).has(anchor));
}

it('answers every address that was ever published, with its anchor', () => {
  expect(published.length).toBeGreaterThan(800);
  expect(published.filter((address) => !isAnswered(address))).toEqual([]);
});
