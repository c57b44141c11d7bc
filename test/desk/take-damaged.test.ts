import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { take } from '../../src/desk/intake/take.ts';
import { readProject } from '../../src/site/story/read-project.ts';
import type { Observation } from '../../src/sources/source.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { long } from '../slice.ts';
import { smallSources } from '../sources/small-sources.ts';
import {
  asGapminderDdf,
  asOwidGrapher,
  asTreatyStatus,
  asUnicefWorkbook,
  asUnTreatyCollection,
  asWorldBankBulk,
  plainly
} from '../sources/write-layout.ts';
import { recordingDesk } from './recording-desk.ts';

const campaign = long ? { files: 10_000 } : { files: 450, seed: 20181008 };
/** Processor seconds for one file: independent of the load of the machine. */
const longest = 5;

const codes = ['GBR', 'IDN', 'NAM', 'XKX', 'VAT', 'TLS', 'KHM'];
const rows: Observation[] = codes.flatMap((iso3, place) =>
  Array.from({ length: 12 }, (_, index) => ({
    iso3,
    year: 2005 + index,
    value: (place * 13 + index * 7.25) % 100,
    status: 'a' as const
  }))
);
const states = ['ID', 'GB', 'NA', 'TL', 'KH'].map((iso2, index) => ({
  iso2,
  signed: `200${index}-09-24`,
  bound: index === 4 ? null : `201${index}-09-24`
}));
const table = asWorldBankBulk(rows, { ...plainly, preamble: 'plain' }).bytes;

/** A fixed time for packed files. */
const mtime = '2024-05-30T00:00:00';
const whole: Record<string, Uint8Array> = {
  'wb.csv': table,
  'ddf.csv': asGapminderDdf(rows).bytes,
  'owid.csv': asOwidGrapher(rows).bytes,
  'treaty.csv': asUnTreatyCollection(states).bytes,
  'status.csv': asTreatyStatus(states).bytes,
  'book.xlsx': asUnicefWorkbook(rows).bytes,
  'book.xls': asUnicefWorkbook(rows, 'biff8').bytes,
  'wb.zip': zipSync({ 'API_1.csv': table, 'Metadata_Country_1.csv': table }, { mtime })
};
/** A sheet that is damaged before it is packed: later its checksum would fail. */
const parts = unzipSync(whole['book.xlsx']!);
const sheet = 'xl/worksheets/sheet2.xml';
whole['sheet.xlsx'] = parts[sheet]!;
const packed = (name: string, bytes: Uint8Array) =>
  name === 'sheet.xlsx' ? zipSync({ ...parts, [sheet]: bytes }, { mtime }) : bytes;
const names = Object.keys(whole);

type Damage =
  | { kind: 'flip'; at: number; bit: number }
  | { kind: 'cut'; from: number; to: number }
  | { kind: 'splice'; at: number; other: string; from: number };

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: share, bit: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ kind: fc.constant('cut' as const), from: share, to: share }),
  fc.record({
    kind: fc.constant('splice' as const),
    at: share,
    other: fc.constantFrom(...names),
    from: share
  })
);

function damaged(bytes: Uint8Array, how: Damage): Uint8Array {
  const place = (of: number, from: Uint8Array) => Math.floor(of * from.length);
  if (how.kind === 'flip') {
    const copy = bytes.slice();
    const at = place(how.at, bytes);
    if (copy.length > 0) copy[at] = copy[at]! ^ (1 << how.bit);
    return copy;
  }
  if (how.kind === 'cut') {
    const [from, to] = [place(how.from, bytes), place(how.to, bytes)].sort(
      (one, other) => one - other
    );
    return Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(to)]);
  }
  const other = whole[how.other]!;
  const at = place(how.at, bytes);
  const piece = other.subarray(place(how.from, other), place(how.from, other) + 200);
  return Uint8Array.from([...bytes.subarray(0, at), ...piece, ...bytes.subarray(at)]);
}

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'terhubung-damaged-'));
  await mkdir(join(root, 'data/sources'), { recursive: true });
  for (const source of Object.values(smallSources))
    await writeFile(join(root, `data/sources/${source.id}.json`), JSON.stringify(source));
  await cp(join(root, 'data'), join(root, 'untouched'), { recursive: true });
});
afterAll(() => rm(root, { recursive: true, force: true }));

const written = async () =>
  (await readdir(join(root, 'data'), { recursive: true }))
    .filter((name) => !name.startsWith('sources'))
    .sort();

describe('take, with a damaged file,', () => {
  it.each(names)(
    'keeps all of it or nothing: %s',
    async (name) => {
      const released = { released: '2024-05-30', month: '2021-05' };
      await fc.assert(
        fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
          const bytes = packed(name, damages.reduce(damaged, whole[name]!));
          // Before each file, so that fast-check can shrink a failure.
          await rm(join(root, 'data/vintages'), { recursive: true, force: true });
          await writeFile(join(root, name), bytes);
          const io = { ...recordingDesk(root, '2026-11-25T12:00:00Z'), from: root };
          const before = process.cpuUsage();
          const code = await take(
            [name, '--yes', '--released', /xlsx?$/.test(name) ? released.month : released.released],
            io
          );
          expect(process.cpuUsage(before).user / 1e6).toBeLessThan(longest);
          const kept = await written();
          if (code === 0 && kept.length > 0) {
            const folder = kept.find(
              (path) => /\/\d{4}-\d{2}/.test(path) && !/\.(csv|json)$/.test(path)
            )!;
            const vintage = openVintage(await readProject(root), `data/${folder}`);
            for (const { year, value } of [...vintage.economies, ...vintage.aggregates]) {
              expect(year).toBeGreaterThanOrEqual(1960);
              expect(value).toBeGreaterThanOrEqual(0);
            }
          } else {
            expect(kept).toEqual([]);
            expect([1, 2]).toContain(code);
            expect(io.complained).toContainEqual(expect.stringContaining('Nothing was written.'));
            for (const line of [...io.printed, ...io.complained])
              expect(line).not.toMatch(/[\r\n]|undefined|NaN|\[object|at .*\.ts:\d/);
          }
          return true;
        }),
        { ...campaign, numRuns: Math.ceil(campaign.files / names.length) }
      );
      expect(await readFile(join(root, 'data/sources/small-wb.json'))).toEqual(
        await readFile(join(root, 'untouched/sources/small-wb.json'))
      );
    },
    600_000
  );
});
