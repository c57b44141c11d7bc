import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, CreateBucketCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { kindOf, type Desk } from '../../src/desk/cli/desk-io.ts';
import { edition } from '../desk/edition-verbs.ts';
import { releaseEdition, publish } from '../../src/desk/release/publish.ts';
import { releases, rollback } from '../../src/desk/release/releases.ts';
import type { ObjectStore } from '../../src/desk/store/object-store.ts';
import { openS3, storeAddress } from '../../src/desk/store/s3-store.ts';
import { storePlace, type StoreOptions } from '../../src/desk/store/store-place.ts';
import { edgeFiles } from '../../src/site/server-config/edge.ts';

import { expectWhole } from '../desk/killed-place.ts';
import { publishTogether } from '../desk/release/publish-together.ts';
import {
  readSmallPage,
  scriptOf,
  smallRelease,
  writeSmallSite
} from '../desk/release/small-site.ts';
import { onDisk, removeFolders, type SmallProject } from '../desk/memory-project.ts';
import { firstPins, smallProject } from '../desk/small-project.ts';
import { long } from '../slice.ts';
import { startFaultyProxy, type FaultyProxy } from './faulty-proxy.ts';
import { startStore, type StoreName, type StoreServer } from './store-servers.ts';

const servers = {
  moto: await startStore('moto'),
  radosgw: await startStore('radosgw')
};
const names = ['moto', 'radosgw'] as const;
const optionsOf = (name: StoreName): StoreOptions => ({ plain: name === 'radosgw' });

let place = '';
let project: SmallProject;

const before = { ...process.env };
const use = (server: StoreServer, port = server.port) =>
  Object.assign(process.env, server.env, {
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
    AWS_MAX_ATTEMPTS: '3'
  });
const client = (server: StoreServer) =>
  new S3Client({
    endpoint: `http://127.0.0.1:${server.port}`,
    forcePathStyle: true,
    region: 'us-east-1'
  });

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'terhubung-store-'));
  project = onDisk(await smallProject());
  expect(await edition(['lock', ...firstPins], project.desk)).toBe(0);

  for (const server of Object.values(servers)) {
    if (!server) continue;
    use(server);
    await client(server).send(new CreateBucketCommand({ Bucket: 'newsroom' }));
  }
}, 120_000);
afterAll(async () => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  await Promise.all(Object.values(servers).map((server) => server?.stop()));
  await rm(place, { recursive: true, force: true });
  removeFolders();
});

const said: string[] = [];
let hour = 0;
const desk: Desk = {
  root: '/nowhere',
  out: (line) => said.push(line),
  err: (line) => said.push(line),
  now: () => new Date(Date.UTC(2026, 0, 2, 10, hour++))
};
async function put(store: ObjectStore, word: string, options: StoreOptions) {
  const target = storePlace(store, desk, options);
  const release = await smallRelease(place, word, desk.now());
  return target.exclusively('desk publish', desk, () =>
    releaseEdition(new Map(), target, release, 2)
  );
}
const open = (prefix: string) => openS3(storeAddress(`s3://newsroom/${prefix}`)!, process.env);

const site =
  (word: string, big = false) =>
  async (_root: string, into: string) => {
    await writeSmallSite(into, word);
    if (big) await writeFile(join(into, 'big.png'), Buffer.alloc(200_000, 7));
  };
async function expectRefused(where: string, kind: string, made = site('two')) {
  const refused = await project.run((argv, io) => publish(argv, io, made), where);
  expect(refused).toMatchObject({ exit: 2, refused: kind });
}

type Edge = { fetch(request: Request, env: { SITE: unknown }): Promise<Response> };
async function reader(store: ObjectStore): Promise<(path: string) => Promise<Response>> {
  const code = `data:text/javascript,${encodeURIComponent(`${edgeFiles.worker.text}//${Math.random()}`)}`;
  const edge = ((await import(/* @vite-ignore */ code)) as { default: Edge }).default;
  const SITE = {
    async get(key: string) {
      const object = await store.get(key);
      const text = new TextDecoder().decode(object?.bytes);
      return (
        object && { text: () => Promise.resolve(text), body: text, httpEtag: `"${object.etag}"` }
      );
    }
  };
  return (path) => edge.fetch(new Request(`http://127.0.0.1${path}`), { SITE });
}

describe.each(names)('%s', (name) => {
  const server = servers[name];
  const options = optionsOf(name);
  const test = it.skipIf(!server);

  test('is published to, verified and read with the headers of each file', async () => {
    use(server!);
    const store = await open('plainly');
    for (const word of ['one', 'two']) await put(store, word, options);
    const ask = await reader(store);
    expect(readSmallPage(await (await ask('/en/')).text())).toEqual({
      script: scriptOf('two'),
      word: 'two'
    });
    expect(await expectWhole(storePlace(store, desk, options))).toMatchObject({
      current: '2026-01-02.2'
    });
    const head = await client(server!).send(
      new HeadObjectCommand({
        Bucket: 'newsroom',
        Key: 'plainly/releases/2026-01-02.2/en/index.html'
      })
    );
    expect(head).toMatchObject({
      ContentType: 'text/html; charset=utf-8',
      CacheControl: 'public, max-age=31536000, immutable',
      ContentLanguage: 'en'
    });
  });

  test('lets one of two desks publish and refuses the other', async () => {
    use(server!);
    for (let round = 1; round <= (long ? 50 : 2); round++) {
      const publications = ['left', 'right'].map(async (side) => ({
        place: storePlace(await open('two-desks'), desk, options),
        edition: await smallRelease(place, `${side}${round}`, desk.now())
      }));
      const results = await publishTogether(await Promise.all(publications), desk);
      const lost = results.flatMap((result) =>
        result.status === 'rejected' ? [kindOf(result.reason as Error)] : []
      );
      // Without preconditions, the second may see the first only after it has begun.
      expect(name === 'moto' ? ['locked'] : ['locked', 'taken-over']).toContain(String(lost));
      const ask = await reader(await open('two-desks'));
      expect(readSmallPage(await (await ask('/')).text()).word).toBe(
        `${results[0]!.status === 'fulfilled' ? 'left' : 'right'}${round}`
      );
    }
  }, 600_000);
});

describe.skipIf(!servers.moto)('a store that answers with errors', () => {
  let proxy: FaultyProxy;
  const address = 's3://newsroom/refusing';
  beforeAll(async () => {
    const { moto } = servers;
    use(moto!);
    proxy = await startFaultyProxy(moto!.port);
    expect(await publish([address], project.desk, site('one'))).toBe(0);
    use(moto!, proxy.port);
  });
  afterAll(() => proxy.stop());

  it.each<[string, FaultyProxy['fault'], string]>([
    [
      'no permission to write',
      ({ method }) => (method === 'PUT' ? { status: 403, code: 'AccessDenied' } : undefined),
      'store-access'
    ],
    ['a proxy that cuts at 64 KB', () => ({ cutAfter: 65_536 }), 'store-connection'],
    [
      '503 with an hour of Retry-After',
      () => ({ status: 503, code: 'SlowDown', headers: { 'Retry-After': '3600' } }),
      'store-busy'
    ],
    [
      'a clock 20 minutes off',
      () => ({
        status: 403,
        code: 'RequestTimeTooSkewed',
        headers: { Date: new Date(Date.now() + 1_200_000).toUTCString() }
      }),
      'store-clock'
    ]
  ])('(%s) publishes nothing: readers see the release before', async (_, fault, kind) => {
    proxy.fault = fault;
    await expectRefused(address, kind, site('two', true));
    proxy.fault = () => undefined;
    const ask = await reader(await open('refusing'));
    expect(readSmallPage(await (await ask('/')).text()).word).toBe('one');
  });

  it.each([
    ['500', { status: 500 }],
    ['503 with a second of Retry-After', { status: 503, headers: { 'Retry-After': '1' } }],
    ['a cut connection', { cutAfter: -1 }]
  ])('(%s once in nine requests) is asked again', async (name, fault) => {
    proxy.fault = (_asked, count) => (count % 9 === 0 ? fault : undefined);
    expect(
      await publish([address], project.desk, site(`after ${name}`.replaceAll(' ', '-'))),
      project.complained()
    ).toBe(0);
    proxy.fault = () => undefined;
    expect(await releases([address], project.desk)).toBe(0);
  });

  it('(an unknown bucket, address, host or clock) is refused by its kind', async () => {
    await expectRefused('s3://no-such-bucket/site', 'store-bucket');
    await expectRefused('s3://x', 'store-address');
    await expectRefused('s3://newsroom/../up', 'store-address');
    process.env['AWS_ENDPOINT_URL_S3'] = 'http://127.0.0.1:9';
    await expectRefused(address, 'store-unreachable');
    use(servers.moto!, proxy.port);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1_200_000 });
    await expectRefused(address, 'store-clock');
    vi.useRealTimers();
  });

  it('is published to from where the last run stopped', async () => {
    let puts = 0;
    proxy.fault = ({ method, url }) =>
      method === 'PUT' && url?.includes('/releases/') && ++puts > 3
        ? { status: 403, code: 'AccessDenied' }
        : undefined;
    expect(await publish([address], project.desk, site('resumed', true))).toBe(2);
    proxy.fault = () => undefined;
    puts = 0;
    expect(await publish([address], project.desk, site('resumed', true))).toBe(0);
    expect(await rollback([address], project.desk)).toBe(0);
    expect(await releases([address], project.desk)).toBe(0);
  });
});

describe.skipIf(!servers.radosgw)('a store that checks signatures', () => {
  it.each([
    ['a secret of another user', { AWS_SECRET_ACCESS_KEY: 'other' }, 0, 'store-credentials'],
    ['a clock 20 minutes off', {}, 1_200_000, 'store-clock']
  ])('refuses %s', async (_, env, ahead, kind) => {
    use(servers.radosgw!);
    Object.assign(process.env, env);
    if (ahead) vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ahead });
    await expectRefused('s3://newsroom/signed', kind);
    vi.useRealTimers();
  });

  it('is refused without --plain: it ignores preconditions', async () => {
    use(servers.radosgw!);
    await expectRefused('s3://newsroom/unlocked', 'no-preconditions');
    expect(await (await open('unlocked')).list('')).toEqual([]);
  });
});
