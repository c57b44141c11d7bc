import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from './desk-io.ts';
import { take } from './take.ts';

/**
 * Runs `take` on a copy of what it reads and writes, made in an empty folder, so that everything is checked and said as it
 * would be and the project stays as it is. `argv` is for `take`; `source` is the id it names.
 * @returns the exit code of `take`.
 */
export async function rehearseTake(argv: string[], source: string, folder: string, desk: Desk): Promise<number> {
  for (const part of ['data/sources', 'data/publishers', 'data/repairs', `data/vintages/${source}`]) {
    await cp(join(desk.root, part), join(folder, part), { recursive: true }).catch((error: unknown) => {
      // No repair was ever declared, or no vintage kept.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    });
  }
  desk.out('A dry run: nothing is written. Without --dry-run, take says:');
  return take(argv, { ...desk, root: folder, out: (line) => desk.out(`  ${line}`) });
}
