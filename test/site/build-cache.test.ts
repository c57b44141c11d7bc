import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBuildCache } from '../../src/site/output/build-cache.ts';

const project = join(import.meta.dirname, '..', '..');
const makers = [
  'package-lock.json',
  ...(
    await Promise.all(
      ['src/site', 'src/charts/choropleth/geometry', 'src/charts/drawing', 'src/copy'].map(
        async (folder) =>
          (await readdir(join(project, folder), { recursive: true })).map(
            (name) => `${folder}/${name}`
          )
      )
    )
  )
    .flat()
    .filter((name) => name.endsWith('.ts'))
];

let root = '';
const write = async (path: string, text: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'terhubung-cache-'));
  for (const path of makers) await write(path, `first ${path}`);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const cacheFolder = () => join(root, 'node_modules/.cache/terhubung/build/pictures');
const entries = async () => (await readdir(cacheFolder())).map((name) => join(cacheFolder(), name));

async function ask(parts: string[], most?: number) {
  const work = await openBuildCache(root, most);
  let made = false;
  const bytes = await work.getOrMake('pictures', parts, () => {
    made = true;
    return new TextEncoder().encode(`picture of ${parts.join(', ')}`);
  });
  await work.prune();
  return { text: new TextDecoder().decode(bytes), made };
}

describe('the build cache', () => {
  it('returns an entry for the same inputs only', async () => {
    expect(await ask(['one', 'two'])).toEqual({ text: 'picture of one, two', made: true });
    expect(await ask(['one', 'two'])).toEqual({ text: 'picture of one, two', made: false });
    expect(await ask(['onet', 'wo'])).toEqual({ text: 'picture of onet, wo', made: true });
  });

  it('is invalidated by a new or changed file in a folder of code', async () => {
    const ways: [string, string][] = [
      ['src/charts/choropleth/geometry/path.ts', 'second'],
      ['src/charts/choropleth/geometry/new.ts', 'first']
    ];
    const draw = async () => {
      let drawn = false;
      await (
        await openBuildCache(root)
      ).getOrMake('worlds', ['one'], () => Buffer.from([Number((drawn = true))]));
      return drawn;
    };
    expect([await draw(), await draw()]).toEqual([true, false]);
    for (const [path, text] of ways) {
      await write(path, text);
      expect([path, await draw(), await draw()]).toEqual([path, true, false]);
    }
  });

  it('replaces a damaged entry', async () => {
    await ask(['one']);
    const [file] = await entries();
    const whole = await readFile(file!);
    for (const damaged of [
      whole.subarray(0, 40),
      whole.subarray(0, 3),
      Buffer.concat([whole, Buffer.from('more')]),
      Buffer.alloc(0)
    ]) {
      await writeFile(file!, damaged);
      expect(await ask(['one'])).toEqual({ text: 'picture of one', made: true });
    }
    expect((await readFile(file!)).equals(whole)).toBe(true);
  });

  it('makes the result if it cannot write', async () => {
    await write('node_modules/.cache/terhubung/build', 'a file where the folder would be');
    expect(await ask(['one'])).toEqual({ text: 'picture of one', made: true });
    expect(await ask(['one'])).toEqual({ text: 'picture of one', made: true });
  });

  it('prunes the least recently used entries and leftovers of killed runs', async () => {
    await ask(['one']);
    const [first] = await entries();
    const { size } = await stat(first!);
    await utimes(first!, 1, 1);
    await writeFile(join(cacheFolder(), 'half.1.1.part'), 'half');
    await utimes(join(cacheFolder(), 'half.1.1.part'), 1, 1);
    await ask(['two'], size);
    expect(await entries()).not.toContain(first);
    expect(await entries()).toHaveLength(1);
    expect((await ask(['two'], size)).made).toBe(false);
  });
});
