import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edition } from '../../src/desk/edition/edition.ts';
import { key } from '../../src/desk/release/key.ts';
import { publish } from '../../src/desk/release/publish.ts';
import { openPlace } from '../../src/desk/release/open-place.ts';
import { openPublished, releaseFaults } from '../../src/desk/release/release-place.ts';
import { releases, rollback } from '../../src/desk/release/releases.ts';
import { minisignFault, readPublicKey } from '../../src/site/output/minisign.ts';
import { walkFolder } from '../../src/site/output/walk-folder.ts';
import { isHere } from '../run/needs.ts';
import { seeded } from '../seeded.ts';
import { long } from '../slice.ts';
import { onDisk, removeFolders, type SmallProject } from '../desk/memory-project.ts';
import { firstPins, smallProject } from '../desk/small-project.ts';
import { writeSmallSite } from '../desk/release/small-site.ts';

const hasMinisign = isHere('minisign');
let project: SmallProject;
let folder = '';
let secrets = '';
const before = process.env['TERHUBUNG_KEY'];
const put = (word: string) =>
  publish([folder], project.desk, (_root, into) => writeSmallSite(into, word));
const releaseAt = (id: string) => join(folder, 'releases', id);
const use = (path: string | undefined) => {
  if (path === undefined) delete process.env['TERHUBUNG_KEY'];
  else process.env['TERHUBUNG_KEY'] = path;
};

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
  it('is published unsigned where there is no key, and that is said', async () => {
    expect(await put('unsigned')).toBe(0);
    expect(project.complained()).toContain('Unsigned: nobody can tell this from a forgery');
    expect(await walkFolder(releaseAt('2026-01-02'))).not.toContain('manifest.json.minisig');
  });

  it('is signed with a key made outside the project, for its owner alone', async () => {
    project.forget();
    expect(await key(['new', 'data/secret.key'], project.desk)).toBe(2);
    expect(project.complained()).toContain('inside the project');
    const path = join(secrets, 'one.key');
    await writeFile(path, 'theirs');
    expect(await key(['new', path], project.desk)).toBe(2);
    expect(project.complained()).toContain('never overwritten');
    expect(await readFile(path, 'utf8')).toBe('theirs');
    await rm(path);
    expect(await key(['new', path], project.desk)).toBe(0);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await key(['new', join(secrets, 'other.key')], project.desk)).toBe(2);
    expect(project.complained()).toContain('This newsroom has a key');
    use(path);
    expect(await put('signed')).toBe(0);
    project.forget();
    expect(await releases([folder], project.desk)).toBe(0);
    expect(project.printed()).toMatch(
      /^→ 2026-01-02\.2 .* intact, signed\n {2}2026-01-02 .* intact, NOT SIGNED$/
    );
  });

  it.skipIf(!hasMinisign)('is verified by Debian’s minisign, without this code', async () => {
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

  it('that was not signed is gone back to only when that is asked for', async () => {
    project.forget();
    expect(await rollback([folder], project.desk)).toBe(2);
    expect(project.complained()).toContain('2026-01-02 is not signed');
    expect(await rollback([folder, '--unsigned'], project.desk)).toBe(0);
    expect(await releases([folder], project.desk)).toBe(1);
    expect(await rollback([folder, '2026-01-02.2'], project.desk)).toBe(0);
  });

  it('says that it is unsigned where the newsroom has a key and it is not at hand', async () => {
    use(undefined);
    project.forget();
    expect(await put('signed')).toBe(0);
    expect(project.complained()).toContain('TERHUBUNG_KEY is not set');
    use(join(secrets, 'one.key'));
  });

  it('that was not signed is written anew once there is a key, and the one that is signed is not', async () => {
    for (const outcome of ['Wrote and verified', 'Readers already see 2026-01-02.3']) {
      project.forget();
      expect(await put('unsigned')).toBe(0);
      expect(project.printed()).toContain(outcome);
    }
  });

  it.each<[string, (path: string) => Promise<string>, string]>([
    ['a key that is not there', (path) => Promise.resolve(`${path}-gone`), 'which does not exist'],
    [
      'a file that is no key',
      async (path) => (await writeFile(`${path}.txt`, 'key', { mode: 0o600 }), `${path}.txt`),
      'is not a secret key'
    ],
    [
      'a key that others can read',
      async (path) => {
        await writeFile(`${path}.open`, await readFile(path));
        await chmod(`${path}.open`, 0o644);
        return `${path}.open`;
      },
      'chmod 600'
    ],
    [
      'a key inside the project',
      async (path) => {
        await mkdir(join(project.root, 'build'), { recursive: true });
        await writeFile(join(project.root, 'build/secret.key'), await readFile(path), {
          mode: 0o600
        });
        return join(project.root, 'build/secret.key');
      },
      'is inside the project'
    ],
    [
      'another key',
      async (path) => {
        const pub = project.read('data/minisign.pub');
        await rm(join(project.root, 'data/minisign.pub'));
        expect(await key(['new', `${path}.other`], project.desk)).toBe(0);
        project.write('data/minisign.pub', pub);
        return `${path}.other`;
      },
      'does not belong to'
    ]
  ])('is not published with %s', async (_, make, words) => {
    use(await make(join(secrets, 'one.key')));
    project.forget();
    expect(await put('two')).toBe(2);
    expect(project.complained()).toContain(words);
    use(join(secrets, 'one.key'));
    expect(await rm(join(project.root, 'build/secret.key'), { force: true })).toBeUndefined();
  });

  it('signed with another key is refused', async () => {
    const pub = project.read('data/minisign.pub');
    await rm(join(project.root, 'data/minisign.pub'));
    expect(await key(['new', join(secrets, 'two.key')], project.desk)).toBe(0);
    project.forget();
    expect(await rollback([folder, '2026-01-02.2'], project.desk)).toBe(2);
    use(join(secrets, 'two.key'));
    project.forget();
    expect(await rollback([folder, '2026-01-02.2'], project.desk)).toBe(2);
    expect(project.complained()).toContain('signed with another key');
    project.write('data/minisign.pub', pub);
    use(join(secrets, 'one.key'));
  });

  it('with one byte changed anywhere is refused by the desk; of its manifest and what is signed by minisign too', async () => {
    const base = releaseAt('2026-01-02.2');
    const paths = await walkFolder(base);
    const place = await openPlace(folder, project.desk);
    const faultsNow = async () => {
      const kept = (await openPublished(place)).releases.find(({ id }) => id === '2026-01-02.2')!;
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
