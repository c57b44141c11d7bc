import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FillSite } from '../../src/desk/output/build.ts';
import type { Desk } from '../../src/desk/cli/desk-io.ts';
import { desk } from '../../src/desk/cli/desk.ts';
import { withProjectLock } from '../../src/desk/cli/desk-lock.ts';
import { publish } from '../../src/desk/release/publish.ts';

function wordSite(word: string): FillSite {
  return async (_root, folder) => {
    const files = Array.from(
      { length: 40 },
      (_, page) => [`pages/${page}/index.html`, `${word}\n`.repeat(500)] as const
    );
    for (const [path, text] of [
      ...files,
      ['index.html', word],
      [`assets/story-${word}.js`, word]
    ] as const) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  };
}

const silent = () => undefined;

/** Runs one command of the desk. `publish <place> <word>` publishes a made-up site. */
export async function runDesk(root: string, argv: string[], err: Desk['err'] = silent) {
  const io: Desk = {
    root,
    out: silent,
    err,
    now: () => new Date('2026-01-02T10:00:00Z')
  };
  const [command = '', folder = '', word = '', ...flags] = argv;
  if (command !== 'publish') return desk(argv, io);
  return withProjectLock(io, 'desk publish', () => publish([folder, ...flags], io, wordSite(word)));
}

const [marker, root, ...argv] = process.argv.slice(2);
if (marker === 'run-killed-desk' && root !== undefined) {
  process.stdout.write('at work\n');
  process.exitCode = await runDesk(root, argv, (line) => void process.stderr.write(`${line}\n`));
}
