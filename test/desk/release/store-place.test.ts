import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from '../../../src/desk/cli/desk-io.ts';
import { ownHolder } from '../../../src/desk/files/exclusive-file.ts';
import { releaseEdition, type PublishReport } from '../../../src/desk/release/publish.ts';
import { openPublished, releaseFaults } from '../../../src/desk/release/release-place.ts';
import { storePlace, type StoreOptions } from '../../../src/desk/store/store-place.ts';
import { seeded, long } from '../../slice.ts';
import { publishTogether } from './publish-together.ts';
import { readSmallPage, scriptOf, smallRelease } from './small-site.ts';
import { Killed, memoryStore, type Habits, type MemoryStore } from './memory-store.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'terhubung-store-'));
});
afterAll(() => rm(root, { recursive: true }));

let hour = 0;
const said: string[] = [];
const desk: Desk = {
  root: '/nowhere',
  out: (line) => said.push(line),
  err: (line) => said.push(line),
  now: () => new Date(Date.UTC(2026, 0, 2, 10, hour++))
};
const dead = (command: string, since: Date) => ({ ...ownHolder(command, since), pid: 2 ** 22 + 1 });
const elsewhere = (command: string, since: Date) => ({
  ...ownHolder(command, since),
  host: 'elsewhere'
});

interface How extends StoreOptions {
  kill?: Parameters<MemoryStore['open']>[0];
  keep?: number;
}
type Place = ReturnType<typeof storePlace>;
type Edition = Awaited<ReturnType<typeof smallRelease>>;
const publishAt = (place: Place, edition: Edition, keep = 5) =>
  place.exclusively('desk publish', desk, () => releaseEdition(new Map(), place, edition, keep));
async function put(
  store: MemoryStore,
  word: string,
  { kill, keep = 5, ...options }: How = {}
): Promise<{ report: PublishReport; asked: number }> {
  const opened = store.open(kill);
  const place = storePlace(opened, desk, options);
  const edition = await smallRelease(root, word, desk.now());
  const report = await publishAt(place, edition, keep);
  return { report, asked: opened.asked() };
}
async function back(store: MemoryStore, id: string, { kill, ...options }: How = {}) {
  const place = storePlace(store.open(kill), desk, options);
  await place.exclusively('desk rollback', desk, async () => {
    const { releases } = await openPublished(place);
    await place.setCurrent(releases.find((one) => one.id === id)!);
  });
}
const textAt = (store: MemoryStore, key: string) =>
  new TextDecoder().decode(store.objects.get(key)?.bytes);
const pointed = (store: MemoryStore) =>
  (JSON.parse(textAt(store, 'current.json')) as { release: string }).release;

/**
 * Returns the edition that a reader gets from an edge: pages from the current release, scripts from
 * the shared folder.
 * @throws when anything is missing or of another release.
 */
function seen(store: MemoryStore, plain = false) {
  if (!store.objects.has('current.json')) return undefined;
  const from = plain ? '' : `releases/${pointed(store)}/`;
  const words = ['index.html', 'en/index.html'].map((path) => {
    const page = textAt(store, from + path);
    const { script, word } = readSmallPage(page);
    expect(textAt(store, script), `${path} of ${from}`).toBe(word);
    return word;
  });
  // Pages of a plain bucket are laid one by one; each is whole.
  if (!plain) expect(new Set(words).size).toBe(1);
  return words[0];
}
async function allWhole(store: MemoryStore) {
  const place = storePlace(store.open(), desk);
  const { releases } = await openPublished(place);
  for (const release of releases) expect(await releaseFaults(place, release)).toEqual([]);
  return releases.map(({ id }) => id);
}
const foreignFile = (text = 'theirs') => ({
  bytes: Buffer.from(text),
  type: '',
  cache: ''
});
const foreign = ['releases/notes.txt', 'assets/theirs.js', 'holiday.jpg', 'photos/readme.txt'];
const withForeign = (store: MemoryStore) => {
  for (const key of foreign) store.objects.set(key, foreignFile());
  return store;
};
const theirsIsThere = (store: MemoryStore) =>
  expect(foreign.map((key) => textAt(store, key))).toEqual(foreign.map(() => 'theirs'));

describe('a store', () => {
  it('gets an immutable release, then shared scripts, then a small pointer', async () => {
    const store = memoryStore();
    expect((await put(store, 'one')).report).toMatchObject({
      release: '2026-01-02',
      outcome: 'written',
      before: null,
      files: 4
    });
    expect(seen(store)).toBe('one');
    expect(store.writes.findLast((line) => !line.includes('lock'))).toBe('put current.json');
    expect(store.objects.get('releases/2026-01-02/index.html')).toMatchObject({
      type: 'text/html; charset=utf-8',
      cache: 'public, max-age=31536000, immutable'
    });
    expect(store.objects.get('current.json')!.bytes.length).toBeLessThan(120);
  });

  it('is sent only changed files; the rest is copied inside it', async () => {
    const store = memoryStore();
    await put(store, 'one');
    store.writes.length = 0;
    await put(store, 'two');
    const puts = store.writes
      .filter((line) => line.startsWith('put releases/'))
      .map((line) => line.slice('put releases/2026-01-02.2/'.length));
    expect(puts.sort()).toEqual(
      [scriptOf('two'), 'en/index.html', 'index.html', 'manifest.json'].sort()
    );
    expect(store.writes).toContain('copy releases/2026-01-02.2/data/one.csv');
  });

  it('keeps compressed copies with their encoding', async () => {
    const store = memoryStore();
    const release = await smallRelease(root, 'packed', desk.now());
    const place = storePlace(store.open(), desk);
    for (const path of ['en/index.html', scriptOf('packed')])
      await writeFile(join(release.site, `${path}.br`), 'packed');
    await publishAt(place, release);
    expect(store.objects.get('releases/2026-01-02/en/index.html.br')).toMatchObject({
      type: 'text/html; charset=utf-8',
      encoding: 'br'
    });
    expect(store.objects.get(`${scriptOf('packed')}.br`)).toMatchObject({
      type: 'text/javascript; charset=utf-8',
      encoding: 'br'
    });
  });

  it('is sent every file when it cannot copy', async () => {
    const store = memoryStore({ conditions: true, copies: false });
    await put(store, 'one');
    await put(store, 'two');
    expect(seen(store)).toBe('two');
    expect(await allWhole(store)).toHaveLength(2);
  });

  it('switches back after a rollback, and does nothing for the same release', async () => {
    const store = memoryStore();
    await put(store, 'one');
    await put(store, 'two');
    await back(store, '2026-01-02');
    expect(seen(store)).toBe('one');
    expect((await put(store, 'one')).report.outcome).toBe('same');
    expect((await put(store, 'two')).report.outcome).toBe('switched');
    expect(seen(store)).toBe('two');
  });

  it('keeps the newest releases and foreign files', async () => {
    const store = withForeign(memoryStore());
    for (const word of ['1', '2', '3', '4']) await put(store, word, { keep: 2 });
    expect(await allWhole(store)).toEqual(['2026-01-02.4', '2026-01-02.3']);
    theirsIsThere(store);
  });

  it('refuses to overwrite a foreign script', async () => {
    const store = memoryStore();
    await put(store, 'one', { plain: true });
    store.objects.set(scriptOf('two'), foreignFile());
    await expect(put(store, 'two')).rejects.toMatchObject({ kind: 'foreign-files' });
    expect(seen(store, true)).toBe('one');
    expect(textAt(store, scriptOf('two'))).toBe('theirs');
  });

  it('refuses to overwrite a foreign page unless it is identical', async () => {
    const store = memoryStore();
    const lay = (text: string) => store.objects.set('en/index.html', foreignFile(text));
    lay('theirs');
    await expect(put(store, 'one', { plain: true })).rejects.toMatchObject({
      kind: 'foreign-files'
    });
    expect(store.writes.filter((line) => !line.includes('lock'))).toEqual([]);
    lay(await readFile(join(root, 'one/en/index.html'), 'utf8'));
    await put(store, 'one', { plain: true });
    expect(seen(store, true)).toBe('one');
  });

  it('skips the id of a foreign release folder', async () => {
    const store = memoryStore();
    store.objects.set('releases/2026-01-02/theirs.html', foreignFile());
    expect((await put(store, 'one')).report.release).toBe('2026-01-02.2');
    expect(seen(store)).toBe('one');
    expect(textAt(store, 'releases/2026-01-02/theirs.html')).toBe('theirs');
  });

  it('refuses a foreign file that appears in the release folder', async () => {
    const store = memoryStore();
    const opened = store.open();
    const place = storePlace(
      {
        ...opened,
        list(prefix) {
          if (prefix === 'releases/2026-01-02/')
            store.objects.set('releases/2026-01-02/index.html', foreignFile());
          return opened.list(prefix);
        }
      },
      desk
    );
    const edition = await smallRelease(root, 'one', desk.now());
    await expect(publishAt(place, edition)).rejects.toMatchObject({ kind: 'foreign-files' });
    expect(textAt(store, 'releases/2026-01-02/index.html')).toBe('theirs');
  });

  it('refuses a file that changed since the build', async () => {
    const store = memoryStore();
    const place = storePlace(store.open(), desk);
    const edition = await smallRelease(root, 'resting', desk.now());
    const add: typeof place.add = async (manifest, files) => {
      await writeFile(join(edition.site, 'index.html'), 'other');
      return place.add(manifest, files);
    };
    await expect(publishAt({ ...place, add }, edition)).rejects.toMatchObject({
      kind: 'changed-files'
    });
    expect(seen(store)).toBeUndefined();
  });

  it('refuses a foreign pointer, and replaces one to a missing release', async () => {
    const store = memoryStore();
    await put(store, 'one');
    store.objects.get('current.json')!.bytes = Buffer.from('<html>');
    await expect(put(store, 'two')).rejects.toMatchObject({ kind: 'foreign-record' });
    store.objects.get('current.json')!.bytes = Buffer.from(
      '{"release":"2025-01-01","number":3,"plain":false}\n'
    );
    expect((await put(store, 'two')).report.before).toBe('2025-01-01');
    expect(seen(store)).toBe('two');
  });

  it.each([
    '<html>',
    '{"holder":{}}',
    '{"expires":"2026-01-02T10:00:00Z","unfinished":"../other"}'
  ])('refuses an invalid lock: %s', async (text) => {
    const store = memoryStore();
    store.objects.set('lock.json', foreignFile(text));
    await expect(put(store, 'one')).rejects.toMatchObject({ kind: 'foreign-record' });
    expect(textAt(store, 'lock.json')).toBe(text);
    expect(seen(store)).toBeUndefined();
  });

  it('is published to beside a release with a damaged manifest', async () => {
    const store = memoryStore();
    await put(store, 'one');
    store.objects.get('releases/2026-01-02/manifest.json')!.bytes = Buffer.from('<html>');
    await put(store, 'two');
    expect(seen(store)).toBe('two');
  });

  it('keeps the scripts of kept releases for open pages, and removes those of no release', async () => {
    const store = memoryStore();
    for (const word of ['one', 'two', 'three', 'four']) await put(store, word, { keep: 2 });
    const kept = ['one', 'two', 'three', 'four'].map((word) => store.objects.has(scriptOf(word)));
    // Each release also has the scripts of the one before.
    expect(kept).toEqual([false, true, true, true]);
  });
});

describe('a plain bucket', () => {
  it('gets its pages last, and loses those that the release does not have', async () => {
    const store = withForeign(memoryStore());
    await put(store, 'one', { plain: true });
    const edition = await smallRelease(root, 'more', desk.now());
    await writeFile(join(edition.site, 'more.html'), 'more');
    await publishAt(storePlace(store.open(), desk), edition);
    expect(textAt(store, 'more.html')).toBe('more');
    store.writes.length = 0;
    await put(store, 'two');
    expect(seen(store, true)).toBe('two');
    const laid = store.writes.filter((line) => !/ releases|lock/.test(line));
    expect(laid).toEqual([
      `copy ${scriptOf('two')}`,
      'copy en/index.html',
      'copy index.html',
      'copy manifest.json',
      'put current.json',
      'remove more.html'
    ]);
    expect(store.objects.get('index.html')!.cache).toBe('no-cache');
    expect(textAt(store, scriptOf('one'))).toBe('one');
    theirsIsThere(store);
  });
});

describe('kill at any request', () => {
  const cases: [string, Habits, StoreOptions][] = [
    ['a store with conditions', { conditions: true, copies: true }, {}],
    ['a plain bucket', { conditions: true, copies: true }, { plain: true }],
    ['a store without conditions or copies', { conditions: false, copies: false }, { plain: true }]
  ];
  it.each(cases)(
    'on %s leaves readers one complete release, and the next desk finishes',
    async (_, habits, options) => {
      const prepared = async () => {
        const store = withForeign(memoryStore(habits));
        for (const word of ['one', 'two', 'three']) await put(store, word, { ...options });
        return store;
      };
      const plain = options.plain ?? false;
      const { asked } = await put(await prepared(), 'four', { ...options, keep: 2 });
      const random = seeded(14);
      let killed = 0;
      for (let request = 1; request <= asked; request++) {
        for (const when of ['before', 'after'] as const) {
          if (!long && random() > 0.12) continue;
          const store = await prepared();
          const error: unknown = await put(store, 'four', {
            ...options,
            keep: 2,
            holder: dead,
            kill: { request, when }
          }).catch((one: unknown) => one);
          if (error instanceof Killed) killed += 1;
          expect(['three', 'four'], `${when} request ${request}`).toContain(seen(store, plain));
          await allWhole(store);
          // The next desk publishes the same, another edition, or takes readers back.
          const next = Math.floor(random() * 3);
          if (next === 2) await back(store, '2026-01-02.3', options);
          else await put(store, next === 0 ? 'four' : 'five', { ...options, keep: 2 });
          expect(seen(store, plain)).toBe(['four', 'five', 'three'][next]);
          const kept = await allWhole(store);
          const folders = new Set(
            [...store.objects.keys()].flatMap((key) => /^releases\/([^/]+)\//.exec(key)?.[1] ?? [])
          );
          expect([...folders].sort()).toEqual(kept.sort());
          theirsIsThere(store);
        }
      }
      expect(killed).toBeGreaterThan(0);
    },
    120_000
  );
});

describe('two desks at once', () => {
  it.each([
    ['with conditions', { conditions: true, copies: true }, {}],
    ['without', { conditions: false, copies: true }, { plain: true }]
  ])('on a store %s: one publishes, the other is refused', async (_, habits, options) => {
    for (let round = 1; round <= (long ? 50 : 10); round++) {
      const store = memoryStore(habits);
      const publications = ['left', 'right'].map(async (side) => ({
        place: storePlace(store.open(), desk, options),
        edition: await smallRelease(root, `${side}${round}`, desk.now())
      }));
      const results = await publishTogether(await Promise.all(publications), desk);
      const lost = results.filter(({ status }) => status === 'rejected');
      expect(lost).toHaveLength(1);
      expect(String((lost[0] as PromiseRejectedResult).reason)).toMatch(
        /`desk publish` \(process \d+ on .+, since 2026-01-\d\dT.* is using/
      );
      expect(seen(store)).toBe(
        results[0]!.status === 'fulfilled' ? `left${round}` : `right${round}`
      );
    }
  });

  it('stops a desk that was taken over', async () => {
    const store = memoryStore();
    await put(store, 'one');
    const slow = storePlace(store.open(), desk, { holder: elsewhere });
    const edition = await smallRelease(root, 'slow', desk.now());
    const moving = slow.exclusively('desk publish', desk, async () => {
      await expect(put(store, 'early')).rejects.toMatchObject({ kind: 'locked' });
      store.at(new Date('2026-01-02T10:06:00Z'));
      await put(store, 'two');
      return releaseEdition(new Map(), slow, edition, 5);
    });
    await expect(moving).rejects.toMatchObject({ kind: 'taken-over' });
    expect(seen(store)).toBe('two');
    await allWhole(store);
  });

  it.each([
    ['finds foreign files', 1],
    ['has sent its files without the manifest', 2]
  ])('stops a desk that was taken over and %s', async (_, look) => {
    const store = memoryStore();
    const opened = store.open();
    let looks = 0;
    const overtake = async () => {
      store.at(new Date('2026-01-02T10:06:00Z'));
      await put(store, 'two');
    };
    const asIfSlow: typeof opened = {
      ...opened,
      async list(prefix) {
        const isTheLook = prefix === 'releases/2026-01-02/' && ++looks === look;
        const before = await opened.list(prefix);
        if (!isTheLook) return before;
        await overtake();
        return look === 1 ? opened.list(prefix) : before;
      }
    };
    const slow = storePlace(asIfSlow, desk, { holder: elsewhere });
    const edition = await smallRelease(root, 'slow', desk.now());
    await expect(publishAt(slow, edition)).rejects.toMatchObject({ kind: 'taken-over' });
    expect(seen(store)).toBe('two');
    await allWhole(store);
  });

  it('refuses a store that ignores conditions, before anything is written', async () => {
    const store = memoryStore({ conditions: false, copies: true });
    await expect(put(store, 'one')).rejects.toMatchObject({ kind: 'no-preconditions' });
    expect(store.objects.size).toBe(0);
  });
});
