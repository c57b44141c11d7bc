import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cardPath } from '../../src/cards/card.ts';
import { openBuildCache } from '../../src/site/output/build-cache.ts';
import { compressSite } from '../../src/site/output/compressed-copies.ts';
import { share } from '../slice.ts';
import { builtFiles, dist } from './dist.ts';

/** Cards, tables and pages of parts: hundreds, alike. */
const alike = /^(data|embed|share)\//;

/**
 * Returns a folder that holds the built edition as it is published, with its packed copies; in the
 * slice, of the files that are alike, a card and one in six. The caller removes it.
 */
export async function packedDist(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'terhubung-packed-'));
  const files = builtFiles();
  const some = new Set([
    cardPath('id', 'world'),
    ...share(
      files.filter((path) => alike.test(path)),
      6
    )
  ]);
  for (const path of files.filter((path) => !alike.test(path) || some.has(path))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(dist, path), join(folder, path));
  }
  await compressSite(folder, await openBuildCache(join(dist, '..')));
  return folder;
}
