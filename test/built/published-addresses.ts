import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'cases', 'addresses');

/** Every address of `test/cases/addresses`; `{edition}` is the day of the edition that answers. */
export function publishedAddresses(edition: string): string[] {
  const lists = readdirSync(folder).map((name) =>
    readFileSync(join(folder, name), 'utf8').trim().split('\n')
  );
  return [...new Set(lists.flat())].map((address) => address.replaceAll('{edition}', edition));
}

/** `en/#world-2018` is the file `en/index.html` and the anchor `world-2018`. */
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
