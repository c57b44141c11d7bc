import { join } from 'node:path';
import { ensureEdition } from '../output/build.ts';
import type { Desk } from '../cli/desk-io.ts';
import { openHostBench } from './host-bench.ts';
import { interrupted } from './start.ts';

/**
 * `npm run hosts`: serves partners' pages of every kind with the edition's cards in them, and
 * prints their addresses. Ends at Ctrl+C with 0.
 */
export async function hosts(_argv: string[], desk: Desk): Promise<number> {
  await ensureEdition(desk);
  const bench = await openHostBench(desk.root, join(desk.root, 'build', 'hosts'));
  const width = Math.max(...bench.pages.map(({ name }) => name.length));
  for (const { name, title } of bench.pages)
    desk.out(`${bench.partner.url}${name.padEnd(width)}  ${title}`);
  desk.err(`The cards come from ${bench.site.url}. Press Ctrl+C to stop.`);
  await interrupted();
  await bench.close();
  return 0;
}
