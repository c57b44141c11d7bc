import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cardPath } from '../../src/cards/card.ts';
import { openBuildCache } from '../../src/site/output/build-cache.ts';
import { compressSite } from '../../src/site/output/compressed-copies.ts';
import { builtFiles, dist } from '../built/dist.ts';
import { share } from '../slice.ts';

/** Hundreds of cards, tables and shared pages are alike. */
const alike = /^(data|embed|share)\//;

/** The built site with its compressed copies; of files that are alike, one in six. */
export async function compressedDist(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'terhubung-compressed-'));
  const [many, few] = [true, false].map((is) =>
    builtFiles().filter((path) => alike.test(path) === is)
  );
  for (const path of new Set([cardPath('id', 'world'), ...share(many!, 6), ...few!])) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(dist, path), join(folder, path));
  }
  await compressSite(folder, await openBuildCache(join(dist, '..')));
  return folder;
}
