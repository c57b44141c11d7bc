import { existsSync } from 'node:fs';
import {
  appendFile,
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { take } from '../../src/desk/intake/take.ts';
import type { Observation } from '../../src/sources/source.ts';
import { storyFiles } from '../../src/site/story/story-files.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { asNobody, makeInput } from './make-input.ts';
import { recordingDesk } from './recording-desk.ts';

/** A disk that has room for one more file only, once it is said to be full. */
const disk = vi.hoisted(() => ({ full: false, written: 0 }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const writeFile: typeof real.writeFile = async (path, data, options) => {
    if (disk.full && disk.written++ > 0) {
      await real.writeFile(path, String(data).slice(0, 10), options);
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    }
    return real.writeFile(path, data, options);
  };
  return { ...real, writeFile };
});

const cases = join(import.meta.dirname, '../cases/take');
const temporary: string[] = [];

afterEach(async () => {
  disk.full = false;
  for (const folder of temporary.splice(0)) {
    // What a case made read-only, only root may empty.
    if (existsSync(join(folder, 'data'))) await chmod(join(folder, 'data'), 0o755);
    await rm(folder, { recursive: true, force: true });
  }
});

/** Returns the names of files under a folder, with their folders; none when it is not there. */
async function filesUnder(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  } catch {
    return [];
  }
}

/** Returns the words of a command line; quotes keep spaces together. */
const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/**
 * Lays out a project whose sources are the case's own, in a folder that is thrown away. The clock
 * stands still at 25 November 2026, so that next year is 2027.
 */
async function project(name: string) {
  const input = join(cases, name, 'input');
  const root = await mkdtemp(join(tmpdir(), 'terhubung-take-'));
  temporary.push(root);
  await chmod(root, 0o755);
  const from = join(root, 'downloads');
  await cp(input, from, { recursive: true });
  const idIn = async (file: string) =>
    /"id": "([^"]+)"/.exec(await readFile(join(input, file), 'utf8'))![1]!;
  const lay = async (folder: string, file: string, id: string) => {
    await mkdir(join(root, 'data', folder), { recursive: true });
    await cp(join(input, file), join(root, 'data', folder, `${id}.json`));
  };
  const given = await readdir(input);
  for (const file of given.filter((name) => /^source.*\.json$/.test(name)))
    await lay('sources', file, await idIn(file));
  if (given.includes('repairs.json'))
    await lay('repairs', 'repairs.json', await idIn('source.json'));
  if (given.includes('publisher.json')) await lay('publishers', 'publisher.json', 'small-bank');
  const circumstances = await makeInput(
    from,
    given.includes('make.txt') ? await readFile(join(input, 'make.txt'), 'utf8') : ''
  );
  const desk = { ...recordingDesk(root, '2026-11-25T12:00:00Z'), from };
  const { printed: out, complained: err } = desk;
  const argv = wordsOf(await readFile(join(input, 'take.txt'), 'utf8'));
  // Releases that are kept before, each line the arguments that take them.
  for (const line of given.includes('before.txt')
    ? (await readFile(join(input, 'before.txt'), 'utf8')).split('\n')
    : []) {
    if (line !== '') expect(await take(wordsOf(line), desk)).toBe(0);
  }
  out.length = 0;
  err.length = 0;
  const run = async () => {
    disk.full = circumstances.fullDisk;
    disk.written = 0;
    return circumstances.asNobody ? asNobody(() => take(argv, desk)) : take(argv, desk);
  };
  const said = () =>
    [...err.map((line) => `! ${line}`), ...out].join('\n').replaceAll(root, '<project>');
  return { root, from, desk, out, err, argv, run, said, vintages: join(root, 'data/vintages') };
}

const expectedOf = async (name: string, file: string) =>
  (await readFile(join(cases, name, 'expected', file), 'utf8')).trimEnd();

const folders = (await readdir(cases, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
/** Cases whose answer nobody has read yet. */
const unread = folders.filter((name) => !existsSync(join(cases, name, 'expected')));
const names = folders.filter((name) => !unread.includes(name));
const withExpected = async (file: string) =>
  (
    await Promise.all(
      names.map(async (name) =>
        (await readdir(join(cases, name, 'expected'))).includes(file) ? [name] : []
      )
    )
  ).flat();
const [refused, asking, shown] = await Promise.all(
  ['refused.txt', 'asked.txt', 'shown.txt'].map(withExpected)
);
const other = new Set([...refused!, ...asking!, ...shown!]);

describe('take keeps', () => {
  it.each(names.filter((name) => !other.has(name)))('%s', async (name) => {
    const { run, said, vintages } = await project(name);
    const before = await filesUnder(vintages);
    const code = await run();
    const expected = await filesUnder(join(cases, name, 'expected'));
    expect(said()).toBe(await expectedOf(name, 'said.txt'));
    expect(code).toBe(0);
    const written = (await filesUnder(vintages)).filter((file) => !before.includes(file));
    const tables = expected.filter((file) => file.endsWith('.csv'));
    expect(written.map((file) => basename(file))).toEqual([...tables, 'datapackage.json'].sort());
    for (const file of written.filter((file) => expected.includes(basename(file)))) {
      expect(await readFile(join(vintages, file), 'utf8')).toBe(
        await readFile(join(cases, name, 'expected', basename(file)), 'utf8')
      );
    }
  });
});

it.each(unread)('nobody has read yet what take answers to %s', async (name) => {
  const { root, run, said, err, vintages } = await project(name);
  const before = await filesUnder(vintages);
  const code = await run();
  const tables = (await filesUnder(vintages)).filter(
    (file) => !before.includes(file) && file.endsWith('.csv')
  );
  const expected = join(cases, name, 'expected');
  const [file, text] = [
    [tables.length > 0 ? 'said.txt' : 'shown.txt', said()],
    ['asked.txt', said()],
    ['refused.txt', err.join('\n').replaceAll(root, '<project>')]
  ][code]!;
  if (process.env['CI']) expect.fail(`${expected} is missing`);
  await mkdir(expected);
  await writeFile(join(expected, file!), `${text}\n`);
  for (const table of tables) await cp(join(vintages, table), join(expected, basename(table)));
  expect.fail(`${expected} was missing and is now written: read it, then run this again`);
});

describe('take refuses', () => {
  it.each(refused!)('%s', async (name) => {
    const { root, run, out, err } = await project(name);
    const before = await filesUnder(root);
    const code = await run();
    expect(err.join('\n').replaceAll(root, '<project>')).toBe(
      await expectedOf(name, 'refused.txt')
    );
    expect(code).toBe(2);
    // What a file was taken for may be said before it is refused; that it would be kept may not.
    expect(out.filter((line) => /^(Kept|Would keep)/.test(line))).toEqual([]);
    expect(await filesUnder(root)).toEqual(before);
  });
});

describe('take writes nothing and asks an editor about', () => {
  it.each(asking!)('%s', async (name) => {
    const { run, said, vintages } = await project(name);
    const before = await filesUnder(vintages);
    const code = await run();
    expect(said()).toBe(await expectedOf(name, 'asked.txt'));
    expect(code).toBe(1);
    expect(await filesUnder(vintages)).toEqual(before);
  });
});

describe('take shows and writes nothing of', () => {
  it.each(shown!)('%s', async (name) => {
    const { run, said, vintages } = await project(name);
    const before = await filesUnder(vintages);
    const code = await run();
    expect(said()).toBe(await expectedOf(name, 'shown.txt'));
    expect(code).toBe(0);
    expect(await filesUnder(vintages)).toEqual(before);
  });
});

describe('take, a second time,', () => {
  const good = 'release-recorded-beside';
  const kept = 'data/vintages/wb-small/2018-08-28';

  /** Returns every file that is kept, with its text. */
  async function snapshot(vintages: string) {
    return Promise.all(
      (await filesUnder(vintages)).map(async (file) => [
        file,
        await readFile(join(vintages, file), 'utf8')
      ])
    );
  }

  it('keeps a vintage that opens', async () => {
    const { root, desk, argv } = await project(good);
    expect(await take(argv, desk)).toBe(0);
    const vintage = await openVintage(storyFiles(root).read, kept);
    expect(vintage.economies).toHaveLength(5);
    expect(vintage.raw).toMatchObject({
      name: 'wb.csv',
      origin: expect.stringContaining('https://github.com/')
    });
  });

  it('says that the same bytes are kept already, and writes nothing', async () => {
    const { desk, argv, out, err, vintages } = await project(good);
    await take(argv, desk);
    const before = await snapshot(vintages);
    out.length = 0;
    expect(await take(argv, desk)).toBe(0);
    expect(out).toEqual([`wb.csv is kept as ${kept} already: the same bytes, nothing to write.`]);
    expect(err).toEqual([]);
    expect(await snapshot(vintages)).toEqual(before);
  });

  it('says so also where nothing says when they were released', async () => {
    const { from, desk, argv, out } = await project(good);
    await take(argv, desk);
    await rm(join(from, 'meta.json'));
    out.length = 0;
    expect(await take(['wb.csv', '--source', 'wb-small'], desk)).toBe(0);
    expect(out).toEqual([`wb.csv is kept as ${kept} already: the same bytes, nothing to write.`]);
  });

  it('refuses the same bytes once another repair is declared, and says how to take them with it', async () => {
    const { root, desk, argv, err, vintages } = await project(good);
    await take(argv, desk);
    const before = await snapshot(vintages);
    const { economies } = await openVintage(storyFiles(root).read, kept);
    const [{ iso3, year, value }] = economies as [Observation];
    await mkdir(join(root, 'data/repairs'), { recursive: true });
    const repair = { iso3, year, expects: value, value: null, reason: 'A slip of the publisher.' };
    await writeFile(join(root, 'data/repairs/wb-small.json'), JSON.stringify([repair]));
    expect(await take(argv, desk)).toBe(2);
    expect(err[0]).toMatch(
      /kept as wb-small\/2018-08-28 with other values: data\/repairs\/wb-small\.json has changed since; .*edition drop wb-small\/2018-08-28/
    );
    expect(await snapshot(vintages)).toEqual(before);
  });

  it('refuses the same bytes as another release', async () => {
    const { from, desk, argv, err, vintages } = await project(good);
    await take(argv, desk);
    const before = await snapshot(vintages);
    await rm(join(from, 'meta.json'));
    expect(await take([...argv, '--released', '2019-08-28'], desk)).toBe(2);
    expect(err[0]).toBe(
      'found the bytes of wb.csv kept as wb-small/2018-08-28 already, expected a file released 2019-08-28: check --released'
    );
    expect(await snapshot(vintages)).toEqual(before);
  });

  it('refuses another file for a vintage that is there', async () => {
    const { from, desk, argv, err, vintages } = await project(good);
    await take(argv, desk);
    const before = await snapshot(vintages);
    await appendFile(
      join(from, 'wb.csv'),
      'Zimbabwe,ZWE,People using it,IT.USE.ZS,22.7,23.1,24.4\n'
    );
    expect(await take([...argv, '--released', '2018-08-28'], desk)).toBe(2);
    expect(err.join('\n')).toContain(`found ${kept} made of another file`);
    expect(await snapshot(vintages)).toEqual(before);
  });

  it('says how a later release differs, in either order', async () => {
    const { from, desk, argv, out, vintages } = await project(good);
    await take(argv, desk);
    const table = await readFile(join(from, 'wb.csv'), 'utf8');
    await writeFile(
      join(from, 'later.csv'),
      table.replace('22.0654,25.4', '16.9,25.42').replace('91.6,92,', '91.6,,94.8')
    );
    expect(
      await take(['later.csv', '--source', 'wb-small', '--released', '2019-01', '--yes'], desk)
    ).toBe(0);
    expect(out).toContain(
      '  against 2018-08-28: 1 value added, 1 withdrawn, 1 revised, 1 value by 5 points or more'
    );
    expect(await readdir(join(vintages, 'wb-small'))).toEqual(['2018-08-28', '2019-01']);
  });

  it('says that an older download is not the newest release, kept already or not', async () => {
    const { from, desk, argv, out } = await project(good);
    await take(argv, desk);
    const table = await readFile(join(from, 'wb.csv'), 'utf8');
    await writeFile(join(from, 'later.csv'), table.replace('25.4', '25.42'));
    const older = 'That is an older release: 2019-01, which is kept too, is newer.';
    await take(['later.csv', '--source', 'wb-small', '--released', '2019-01', '--yes'], desk);
    expect(out.join('\n')).not.toContain('older release');
    await take(argv, desk);
    expect(out.at(-1)).toBe(older);
    await writeFile(join(from, 'between.csv'), table.replace('25.4', '25.41'));
    await take(['between.csv', '--source', 'wb-small', '--released', '2018-12', '--yes'], desk);
    expect(out).toContain(`  ${older}`);
    out.length = 0;
    // A month may be of that very day.
    await writeFile(join(from, 'within.csv'), table.replace('25.4', '25.43'));
    await take(['within.csv', '--source', 'wb-small', '--released', '2019-01-20', '--yes'], desk);
    expect(out.join('\n')).toMatch(/^Kept .*2019-01-20/);
    expect(out.join('\n')).not.toContain('older release');
  });

  it.each([
    ['doubt-settled-with-yes', 'source.json', 'wb-small'],
    ['itu-datahub-is-compared', 'source-2.json', 'itu-small']
  ])(
    'refuses what is set beside a release in another unit than is declared now: %s',
    async (name, file, id) => {
      const { root, from, run, err, vintages } = await project(name);
      const before = await snapshot(vintages);
      const declared = await readFile(join(from, file), 'utf8');
      await writeFile(
        join(root, `data/sources/${id}.json`),
        declared.replace('"unit": "percent"', '"unit": "per 100 people"')
      );
      expect(await run()).toBe(2);
      expect(err[0]).toMatch(
        new RegExp(
          `^found the unit "per 100 people" in data/sources/${id}\\.json, expected "percent", that of wb-small/2[\\d-]+: put it back`
        )
      );
      expect(await snapshot(vintages)).toEqual(before);
    }
  );

  it('refuses to add to a source whose kept vintage was edited', async () => {
    const { root, from, desk, argv, err } = await project(good);
    await take(argv, desk);
    await appendFile(join(root, kept, 'data.csv'), 'ZWE,2016,23.1,a\n');
    await writeFile(join(from, 'later.csv'), await readFile(join(from, 'wb.csv'), 'utf8'));
    expect(await take(['later.csv', '--source', 'wb-small', '--released', '2019-01'], desk)).toBe(
      2
    );
    expect(err.join('\n')).toContain(`${kept}/data.csv:1:1: found `);
  });
});

describe('take', () => {
  it('records the archive that a table was taken out of', async () => {
    const { root, run } = await project('zip-of-the-world-bank');
    await run();
    const { raw } = await openVintage(storyFiles(root).read, 'data/vintages/wb-small/2018-08-28');
    expect(raw).toMatchObject({
      name: 'API_IT.USE.ZS_DS2.csv',
      archive: { name: 'API_IT.USE.ZS_DS2_en_csv_v2_1.zip' }
    });
  });

  it('records that a table is not to be published, and what was changed in it', async () => {
    const { root, run } = await project('unicef-workbook');
    await run();
    const folder = 'data/vintages/unicef-small/2021-05';
    expect((await openVintage(storyFiles(root).read, folder)).publish).toBe(false);
    const { terhubung } = JSON.parse(
      await readFile(join(root, folder, 'datapackage.json'), 'utf8')
    ) as {
      terhubung: { counts: { flagged: { reason: string; count: number }[] } };
    };
    expect(terhubung.counts.flagged).toContainEqual({
      reason: 'shares of 1, kept in per cent',
      count: 3
    });
  });

  it('knows a table that it kept from an archive when it is given alone', async () => {
    const { run, desk, out } = await project('zip-of-the-world-bank');
    await run();
    out.length = 0;
    expect(await take(['API_IT.USE.ZS_DS2.csv'], desk)).toBe(0);
    expect(out.at(-1)).toBe(
      'API_IT.USE.ZS_DS2.csv is kept as data/vintages/wb-small/2018-08-28 already: the same bytes, nothing to write.'
    );
  });

  it('prints one JSON object for a script, with the exit code, reasons and counts', async () => {
    const { desk, out, err, argv } = await project('recognised');
    expect(await take([...argv, '--json'], desk)).toBe(0);
    expect(err).toEqual([]);
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      exit: 0,
      outcome: 'kept',
      source: 'wb-small',
      release: '2018-08-28',
      reasons: expect.arrayContaining(['the indicator in line 6 is IT.USE.ZS']),
      values: {
        economies: 2,
        economyValues: 5,
        aggregateValues: 3,
        firstYear: 2014,
        lastYear: 2016
      },
      dropped: [{ reason: 'rows without any value', count: 1 }]
    });
  });

  it('doubts a release in which most values are gone, or have moved far, until an editor insists', async () => {
    const { from, desk, run, err, vintages } = await project('recognised');
    await run();
    const table = await readFile(join(from, 'API_IT.USE.ZS_DS2.csv'), 'utf8');
    await writeFile(
      join(from, 'later.csv'),
      table.replace('2018-08-28', '2019-07-10').replace('91.6,92', ',').replace('17.1', '1.71')
    );
    expect(await take(['later.csv'], desk)).toBe(1);
    expect(err).toEqual([
      'Doubtful: 1 of 3 values moved by 5 points or more since 2018-08-28: it may be another indicator, or in another unit.',
      'Doubtful: 1 value lies more than 10 points from what 2018-08-28 and the years beside it make one expect, the largest first.',
      '  IDN, line 6, cell 5: 2012 –, 2013 –, 2014 1.71, 2015 22.065, 2016 25.4',
      '  IDN in 2018-08-28: 2012 –, 2013 –, 2014 17.1, 2015 22.065, 2016 25.4',
      '  --yes keeps it as it is; a declared repair in data/repairs/wb-small.json mends it, with a value or null for none: {"iso3":"IDN","year":2014,"expects":1.71,"value":null,"since":"2019-07-10","reason":"…"}',
      'Doubtful: 2 of the 5 values of 2018-08-28 are gone: it may be a part of the file.',
      '  GBR (United Kingdom) in 2018-08-28, 2014–2015: 2014 91.6, 2015 92',
      'Nothing was written. If it is right all the same, run this again with --yes.'
    ]);
    expect(await readdir(join(vintages, 'wb-small'))).toEqual(['2018-08-28']);
    expect(await take(['later.csv', '--yes'], desk)).toBe(0);
    expect(await readdir(join(vintages, 'wb-small'))).toEqual(['2018-08-28', '2019-07-10']);
  });
});
