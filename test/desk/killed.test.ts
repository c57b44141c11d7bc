import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderPlace } from '../../src/desk/release/folder-place.ts';
import { readProject } from '../../src/site/story/read-project.ts';
import { lockFile } from '../../src/story/lock.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { seeded } from '../slice.ts';
import { bundleDesk, runBundled } from './bundled-desk.ts';
import { runDesk } from './killed-desk.ts';
import { expectReadersKept, kills } from './killed-place.ts';
import { lockedProject } from './locked-project.ts';
import { onDisk, type SmallProject } from './memory-project.ts';

const timeout = 60_000 + kills * 5_000;

const root = join(import.meta.dirname, '../..');
let bundle = '';
const temporary: string[] = [];
beforeAll(async () => {
  bundle = await bundleDesk();
  temporary.push(bundle);
}, 120_000);
afterAll(() =>
  Promise.all(temporary.map((folder) => rm(folder, { recursive: true, force: true })))
);

async function campaign(
  seed: number,
  project: string,
  command: (round: number) => string[],
  holds: (round: number, state: 'killed' | 'again') => Promise<void>
) {
  const random = seeded(seed);
  const { took, code, said } = await runBundled(bundle, project, command(0));
  expect(code, said).toBe(0);
  await holds(0, 'again');
  let killed = 0;
  let span = took;
  for (let round = 1; round <= kills || (killed === 0 && round <= 10 * kills); round++) {
    const after = (((round - 1 + random()) % kills) / kills) * span;
    const { code, took: ended } = await runBundled(bundle, project, command(round), after);
    if (code === null) killed += 1;
    else span = Math.min(span, ended);
    await holds(round, 'killed');
    expect(await runDesk(project, command(round))).toBe(0);
    await holds(round, 'again');
  }
  return killed;
}

async function smallLocked(): Promise<SmallProject> {
  const project = onDisk(await lockedProject());
  temporary.push(project.root);
  return project;
}
const leftovers = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((path) =>
    /(^|\/)\.(tmp|old)-|\.part$|desk[.-]lock/.test(path)
  );

describe('kill -9', () => {
  it(
    'during publish and rollback keeps readers on whole releases, and the next desk finishes',
    async () => {
      const { root: project } = await smallLocked();
      const address = join(project, 'out');
      const load = (path: string) =>
        readFile(join(address, 'current', path), 'utf8').catch(() => undefined);
      const place = folderPlace(address);
      await expectReadersKept({ bundle, root: project, address, place, load });
      expect(await leftovers(project)).toEqual([]);
    },
    timeout
  );

  it(
    'during take leaves the whole vintage or none',
    async () => {
      const project = await mkdtemp(join(tmpdir(), 'terhubung-killed-'));
      temporary.push(project);
      const input = join(root, 'test/cases/take/release-given/input');
      await mkdir(join(project, 'data/sources'), { recursive: true });
      await cp(join(input, 'source.json'), join(project, 'data/sources/wb-small.json'));
      const kept = 'data/vintages/wb-small/2018-08-28';
      const names = (): Promise<string[]> =>
        readdir(join(project, 'data/vintages/wb-small')).catch(() => []);
      const killed = await campaign(
        2,
        project,
        () => ['take', join(input, 'wb.csv'), '--source', 'wb-small', '--released', '2018-08-28'],
        async (_, state) => {
          const there = (await names()).includes('2018-08-28');
          if (there)
            expect(openVintage(await readProject(project), kept).economies).toHaveLength(5);
          if (state === 'killed') return;
          expect(there).toBe(true);
          expect(await names()).toEqual(['2018-08-28']);
          expect(await leftovers(project)).toEqual([]);
          await rm(join(project, 'data/vintages'), { recursive: true });
        }
      );
      expect(killed).toBeGreaterThan(0);
    },
    timeout
  );

  it(
    'during a pin leaves the old edition or the new one',
    async () => {
      const { root: project, read } = await smallLocked();
      const release = (round: number) => (round % 2 === 0 ? '2024-12' : '2024-11');
      const killed = await campaign(
        3,
        project,
        (round) => ['edition', 'lock', '--pin', `internet-use=wb-internet-users/${release(round)}`],
        async (round, state) => {
          const lock = JSON.parse(read(lockFile)) as {
            pins: Record<string, { release: string }>;
            claims: object;
          };
          expect(Object.keys(lock.claims).length).toBeGreaterThan(5);
          const releases =
            state === 'again' ? [release(round)] : [release(round - 1), release(round)];
          expect(releases).toContain(lock.pins['internet-use']?.release);
          if (state === 'again') expect(await leftovers(project)).toEqual([]);
        }
      );
      expect(killed).toBeGreaterThan(0);
    },
    timeout
  );
});
