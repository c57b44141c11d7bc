import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'cases', 'addresses');

/**
 * Returns every address of every list of `test/cases/addresses`: what an edition of that day had
 * published, with its anchors, but for the notes of single claims. `{edition}` is the day of the
 * edition that answers: cards of earlier ones go along when a release is published.
 */
export function publishedAddresses(edition: string): string[] {
  const lists = readdirSync(folder).map((name) =>
    readFileSync(join(folder, name), 'utf8').trim().split('\n')
  );
  return [...new Set(lists.flat())].map((address) => address.replaceAll('{edition}', edition));
}

/**
 * Returns the file that answers an address, and the anchor in it: `en/#world-2018` is
 * `en/index.html` and `world-2018`.
 */
function fileOf(address: string): { path: string; anchor: string | undefined } {
  const [place = '', anchor] = address.split('#');
  return { path: place.replace(/^\.\//, '').replace(/(^|\/)$/, '$1index.html'), anchor };
}

/** Returns the addresses that no file answers, or that name an anchor which its page lacks. */
export function unanswered(
  addresses: readonly string[],
  has: (path: string) => boolean,
  textOf: (path: string) => string
): string[] {
  const ids = new Map<string, Set<string>>();
  const idsIn = (path: string) => {
    const found =
      ids.get(path) ??
      new Set([...textOf(path).matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id));
    ids.set(path, found);
    return found;
  };
  return addresses.filter((address) => {
    const { path, anchor } = fileOf(address);
    return !has(path) || (anchor !== undefined && !idsIn(path).has(anchor));
  });
}
