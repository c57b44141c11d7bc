import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { indexedPng } from '../../src/site/pictures/indexed-png.ts';
import { openBuildCache, type BuildCache } from '../../src/site/output/build-cache.ts';
import type { Contents } from '../../src/site/route.ts';
import { openTypeFaces, type TypeFaces } from '../../src/site/pictures/type-faces.ts';
import { sha256 } from '../../src/vintages/sha256.ts';
import { openCommitted } from '../open-committed.ts';
import { siteOf } from './site-of.ts';

const root = join(import.meta.dirname, '..', '..');

let type: TypeFaces;
/** Where the work is kept: what is needed of the project to know which code does it. */
let keeping = '';
beforeAll(async () => {
  type = await openTypeFaces(root);
  keeping = await mkdtemp(join(tmpdir(), 'terhubung-keeping-'));
  for (const path of [
    'src/site',
    'src/charts/drawing',
    'src/charts/choropleth/geometry',
    'src/copy/markup.ts',
    'package-lock.json'
  ]) {
    await cp(join(root, path), join(keeping, path), { recursive: true });
  }
});
afterAll(async () => {
  await type.close();
  await rm(keeping, { recursive: true, force: true });
});

/**
 * Returns all that is slow to make, how many pictures were drawn for it, and the page that names
 * the sizes of it.
 */
async function slowPaths(
  cache: BuildCache
): Promise<{ contents: Map<string, string>; drawn: number }> {
  let drawn = 0;
  // A picture of one pixel, of a colour of its own.
  const draw = (svg: string) => {
    drawn++;
    return Promise.resolve(
      indexedPng({
        width: 1,
        height: 1,
        pixels: Buffer.from(sha256(Buffer.from(svg)).slice(0, 8), 'hex')
      })
    );
  };
  const routes = await siteOf(root, await openCommitted(), type, { draw, cache });
  const slow = [...routes].filter(([path]) =>
    /\.(png|zip)$|partners\/index\.html$|embeds\.json$/.test(path)
  );
  const bytesOf = (contents: Contents) =>
    typeof contents === 'string' ? Buffer.from(contents) : contents;
  const made = await Promise.all(
    slow.map(async ([path, make]) => [path, sha256(bytesOf(await make()))] as const)
  );
  return { contents: new Map(made), drawn };
}

it('gives the same bytes with a cache, and draws nothing twice', async () => {
  // The first finds nothing kept and makes all.
  const first = await slowPaths(await openBuildCache(keeping));
  const second = await slowPaths(await openBuildCache(keeping));
  expect(first.contents.size).toBeGreaterThan(80);
  expect(second.contents).toEqual(first.contents);
  expect([first.drawn > 50, second.drawn]).toEqual([true, 0]);
});
