import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../src/desk/cli/desk-io.ts';
import { edition } from '../desk/edition-verbs.ts';
import { key } from '../../src/desk/release/key.ts';
import { publish } from '../../src/desk/release/publish.ts';
import { openPlace } from '../../src/desk/release/open-place.ts';
import { openPublished, releaseFaults } from '../../src/desk/release/release-place.ts';
import { releases, rollback, type ReleaseReport } from '../../src/desk/release/releases.ts';
import { minisignFault, readPublicKey } from '../../src/site/output/minisign.ts';
import { logKey } from '../../src/site/output/edition-log.ts';
import { walkFolder } from '../../src/site/output/walk-folder.ts';
import { isHere } from '../run/needs.ts';
import { seeded, long } from '../slice.ts';
import { onDisk, removeFolders, type SmallProject } from '../desk/memory-project.ts';
import { firstPins, smallProject } from '../desk/small-project.ts';
import { writeSmallSite } from '../desk/release/small-site.ts';

const hasMinisign = isHere('minisign');
const hasLogTool = hasMinisign && isHere('spicy-litetlog');
let project: SmallProject;
let folder = '';
let secrets = '';
const before = process.env['TERHUBUNG_KEY'];
const publishWord =
  (word: string): Command =>
  (argv, desk) =>
    publish(argv, desk, (_root, into) => writeSmallSite(into, word));
const put = (word: string) => publishWord(word)([folder], project.desk);
const listed = async () => {
  const { report } = await project.run<ReleaseReport[]>(releases, folder);
  return report.map(({ release, signed }) => [release, signed]);
};
const releaseAt = (id: string) => join(folder, 'releases', id);
const use = (path: string | undefined) => {
  if (path === undefined) delete process.env['TERHUBUNG_KEY'];
  else process.env['TERHUBUNG_KEY'] = path;
};

async function makeOther(path: string) {
  const pub = project.read('data/minisign.pub');
  await rm(join(project.root, 'data/minisign.pub'));
  expect(await key([path], project.desk)).toBe(0);
  return () => project.write('data/minisign.pub', pub);
}

beforeAll(async () => {
  project = onDisk(await smallProject());
  folder = `${project.root}-public`;
  secrets = await mkdtemp(join(tmpdir(), 'terhubung-key-'));
  let hour = 10;
  project.desk.now = () => new Date(Date.UTC(2026, 0, 2, hour++));
  expect(await edition(['lock', ...firstPins], project.desk)).toBe(0);
  use(undefined);
});
afterAll(async () => {
  use(before);
  removeFolders();
  await Promise.all([folder, secrets].map((path) => rm(path, { recursive: true, force: true })));
});

describe('an edition', () => {
  it('is published unsigned without a key', async () => {
    expect(await put('unsigned')).toBe(0);
    expect(await walkFolder(releaseAt('2026-01-02'))).not.toContain('manifest.json.minisig');
  });

  it('is signed with a key', async () => {
    const path = join(secrets, 'one.key');
    expect(await key([path], project.desk)).toBe(0);
    use(path);
    expect(await put('signed')).toBe(0);
    expect(await listed()).toEqual([
      ['2026-01-02.2', true],
      ['2026-01-02', false]
    ]);
  });

  it.skipIf(!hasMinisign)('is verified by minisign', async () => {
    const line = project.read('data/minisign.pub').trim().split('\n')[1]!;
    const ask = (...args: string[]) =>
      execFileSync('minisign', args, { cwd: releaseAt('2026-01-02.2') }).toString();
    expect(ask('-Vm', 'manifest.json', '-P', line)).toContain(
      'Trusted comment: terhubung 2026-01-02.2, published 2026-01-02T'
    );
    expect(ask('-Vm', 'manifest.json', '-p', join(project.root, 'data/minisign.pub'))).toContain(
      'Signature and comment signature verified'
    );
  });

  it('without a signature is only rolled back to with --unsigned', async () => {
    expect(await project.run(rollback, folder)).toMatchObject({ refused: 'unsigned-release' });
    expect(await rollback([folder, '--unsigned'], project.desk)).toBe(0);
    expect(await releases([folder], project.desk)).toBe(1);
    expect(await rollback([folder, '2026-01-02.2'], project.desk)).toBe(0);
  });

  it('is published unsigned while the key is not at hand, and signed once it is', async () => {
    use(undefined);
    expect(await put('unsigned')).toBe(0);
    use(join(secrets, 'one.key'));
    for (let round = 0; round < 2; round++) expect(await put('unsigned')).toBe(0);
    expect((await listed())[0]).toEqual(['2026-01-02.3', true]);
  });

  it('is in the log of the releases after it, which goes on through a rollback', async () => {
    const bundle = (id: string, size: number) =>
      readFile(join(releaseAt(id), `log/tile/entries/000.p/${size}`), 'utf8');
    expect(await put('third')).toBe(0);
    expect(await rollback([folder, '2026-01-02.2'], project.desk)).toBe(0);
    expect(await put('fourth')).toBe(0);
    const first = await bundle('2026-01-02.4', 2);
    const second = await bundle('2026-01-02.5', 3);
    expect(second.slice(0, first.length)).toBe(first);
    expect(second.match(/  \S+\.json/g)).toEqual(
      ['2026-01-02.2', '2026-01-02.3', '2026-01-02.4'].map((id) => `  ${id}.json`)
    );
    expect(await listed()).not.toContainEqual(['2026-01-02.5', false]);
    use(undefined);
    expect(await put('unsigned fifth')).toBe(0);
    expect(await bundle('2026-01-02.6', 3)).toBe(second);
    use(join(secrets, 'one.key'));
    expect(await put('sixth')).toBe(0);
  });

  it.skipIf(!hasLogTool)(
    'is found changed by tools of others, whichever byte it is',
    async () => {
      const key = readPublicKey(project.read('data/minisign.pub'));
      const base = releaseAt('2026-01-02.7');
      const kept = join(secrets, '2026-01-02.3.json');
      await writeFile(kept, await readFile(join(releaseAt('2026-01-02.3'), 'manifest.json')));
      // As docs/publishing.md has it.
      const check = () =>
        execFileSync(
          'sh',
          [
            '-ec',
            `minisign -QVm manifest.json -P ${key.line}
          jq -r '(.files + .carried)[] | .sha256 + "  " + .path' manifest.json > ${secrets}/sums
          sha256sum -c --quiet ${secrets}/sums
          spicy-litetlog -verify ${logKey(key)} log/2026-01-02.3.txt
          cd ${secrets} && sha256sum -c --quiet ${base}/log/2026-01-02.3.txt`
          ],
          { cwd: base, stdio: 'pipe' }
        );
      check();
      const logged = (await walkFolder(base)).filter((path) => path.startsWith('log/'));
      const paths = [kept, ...logged.map((path) => join(base, path))];
      const random = seeded(43);
      for (let round = 0; round < (long ? 1000 : 60); round++) {
        const path = paths[round % paths.length]!;
        const whole = await readFile(path);
        const changed = Buffer.from(whole);
        const at = Math.floor(random() * changed.length);
        changed[at] = changed[at]! ^ (1 + Math.floor(random() * 255));
        await writeFile(path, changed);
        expect(check, `${path} at ${at}`).toThrow();
        await writeFile(path, whole);
      }
      check();
    },
    120_000
  );

  it.each<[string, (path: string) => Promise<string>, string]>([
    ['a missing key', (path) => Promise.resolve(`${path}-gone`), 'secret-key'],
    [
      'a file that is not a key',
      async (path) => (await writeFile(`${path}.txt`, 'key', { mode: 0o600 }), `${path}.txt`),
      'secret-key'
    ],
    [
      'a key that others can read',
      async (path) => {
        await writeFile(`${path}.open`, await readFile(path));
        await chmod(`${path}.open`, 0o644);
        return `${path}.open`;
      },
      'secret-key'
    ],
    [
      'a key inside the project',
      async (path) => {
        const inside = join(project.root, 'build/secret.key');
        await mkdir(join(project.root, 'build'), { recursive: true });
        await writeFile(inside, await readFile(path), { mode: 0o600 });
        return inside;
      },
      'key-in-project'
    ],
    [
      'another key',
      async (path) => {
        const restore = await makeOther(`${path}.other`);
        restore();
        return `${path}.other`;
      },
      'secret-key'
    ]
  ])('is not published with %s', async (_, make, kind) => {
    use(await make(join(secrets, 'one.key')));
    const refused = await project.run(publishWord('two'), folder);
    expect(refused).toMatchObject({ exit: 2, refused: kind });
    use(join(secrets, 'one.key'));
    await rm(join(project.root, 'build/secret.key'), { force: true });
  });

  it('signed with another key is not rolled back to', async () => {
    const restore = await makeOther(join(secrets, 'two.key'));
    const back = () => project.run(rollback, folder, '2026-01-02.3');
    expect(await back()).toMatchObject({ exit: 2, refused: 'secret-key' });
    use(join(secrets, 'two.key'));
    expect(await back()).toMatchObject({ exit: 2, refused: 'damaged-release' });
    restore();
    use(join(secrets, 'one.key'));
  });

  it('with one changed bit is damaged for the desk and, in its manifest, for minisign', async () => {
    const base = releaseAt('2026-01-02.7');
    const paths = await walkFolder(base);
    const place = await openPlace(folder, project.desk);
    const faultsNow = async () => {
      const kept = (await openPublished(place)).releases.find(({ id }) => id === '2026-01-02.7')!;
      return releaseFaults(place, kept);
    };
    expect(await faultsNow()).toEqual([]);
    const publicKey = readPublicKey(project.read('data/minisign.pub'));
    const random = seeded(26);
    const mutations = long ? 1000 : 120;
    for (let round = 0; round < mutations; round++) {
      const path = paths[round % paths.length]!;
      const whole = await readFile(join(base, path));
      const changed = Buffer.from(whole);
      const at = Math.floor(random() * changed.length);
      changed[at] = changed[at]! ^ (1 << Math.floor(random() * 8));
      await writeFile(join(base, path), changed);
      expect(await faultsNow(), `${path} at ${at}`).not.toEqual([]);
      if (path === 'manifest.json') {
        expect(
          minisignFault(
            changed,
            await readFile(join(base, 'manifest.json.minisig'), 'utf8'),
            publicKey
          )
        ).toBe('not the bytes that were signed');
      }
      if (
        hasMinisign &&
        path.startsWith('manifest.json') &&
        !(path.endsWith('.minisig') && at <= whole.indexOf('\n'))
      ) {
        const verify = () =>
          execFileSync('minisign', ['-Vm', 'manifest.json', '-P', publicKey.line], {
            cwd: base,
            stdio: 'pipe'
          });
        expect(verify, `${path} at ${at}`).toThrow();
      }
      await writeFile(join(base, path), whole);
    }
    expect(await faultsNow()).toEqual([]);
  }, 240_000);
});
