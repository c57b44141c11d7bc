import { join } from 'node:path';
import type { Desk } from '../../src/desk/cli/desk-io.ts';
import { interrupted } from '../../src/desk/dev/start.ts';
import { ensureEdition } from '../../src/desk/output/build.ts';
import { openHostBench } from './host-pages.ts';

export async function command(_argv: string[], desk: Desk) {
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
