import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeptWork } from '../../src/site/output/kept-work.ts';

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
  root = await mkdtemp(join(tmpdir(), 'terhubung-kept-'));
  for (const path of makers) await write(path, `first ${path}`);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const kept = () => join(root, 'node_modules/.cache/terhubung/kept/pictures');
const entries = async () => (await readdir(kept())).map((name) => join(kept(), name));

/** Asks for a picture of some parts, and says whether it was made for it. */
async function ask(parts: string[], most?: number): Promise<{ text: string; made: boolean }> {
  const work = await openKeptWork(root, most);
  let made = false;
  const bytes = await work.keep('pictures', parts, () => {
    made = true;
    return new TextEncoder().encode(`picture of ${parts.join(', ')}`);
  });
  await work.prune();
  return { text: new TextDecoder().decode(bytes), made };
}

describe('kept work', () => {
  it('is done once for the same parts, and again for others', async () => {
    expect(await ask(['one', 'two'])).toEqual({ text: 'picture of one, two', made: true });
    expect(await ask(['one', 'two'])).toEqual({ text: 'picture of one, two', made: false });
    expect(await ask(['onet', 'wo'])).toEqual({ text: 'picture of onet, wo', made: true });
  });

  it('is done again by other code and with other packages', async () => {
    await ask(['one']);
    await write('src/site/pictures/indexed-png.ts', 'second');
    expect((await ask(['one'])).made).toBe(true);
    await write('package-lock.json', 'second');
    expect((await ask(['one'])).made).toBe(true);
  });

  it('is done again where a folder of code has another file, or one that is changed', async () => {
    const ways: [string, string][] = [
      ['src/charts/choropleth/geometry/path.ts', 'second'],
      ['src/charts/choropleth/geometry/new.ts', 'first']
    ];
    const draw = async () => {
      let drawn = false;
      await (
        await openKeptWork(root)
      ).keep('worlds', ['one'], () => Buffer.from([Number((drawn = true))]));
      return drawn;
    };
    expect([await draw(), await draw()]).toEqual([true, false]);
    for (const [path, text] of ways) {
      await write(path, text);
      expect([path, await draw(), await draw()]).toEqual([path, true, false]);
    }
  });

  it('is done again where an entry was cut short or changed', async () => {
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

  it('is done all the same where it cannot be kept', async () => {
    await write('node_modules/.cache/terhubung/kept', 'a file where the folder would be');
    expect(await ask(['one'])).toEqual({ text: 'picture of one', made: true });
    expect(await ask(['one'])).toEqual({ text: 'picture of one', made: true });
  });

  it('drops what was not asked for the longest, and what a run that was killed left, beyond its size', async () => {
    await ask(['one']);
    const [first] = await entries();
    const { size } = await stat(first!);
    await utimes(first!, 1, 1);
    await writeFile(join(kept(), 'half.1.1.part'), 'half');
    await utimes(join(kept(), 'half.1.1.part'), 1, 1);
    await ask(['two'], size);
    expect(await entries()).not.toContain(first);
    expect(await entries()).toHaveLength(1);
    expect((await ask(['two'], size)).made).toBe(false);
  });
});
