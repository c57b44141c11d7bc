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
import type { Recorded } from '../../src/desk/cli/command.ts';
import { take, type TakeReport } from '../../src/desk/intake/take.ts';
import type { Doubt } from '../../src/vintages/compare/doubt.ts';
import { group } from 'd3';
import type { Observation } from '../../src/sources/source.ts';
import { readProject } from '../../src/site/story/read-project.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { asNobody, makeInput } from './make-input.ts';
import { recordingDesk } from './recording-desk.ts';

/** Once full, the disk has room for one more file. */
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
    // A case may have made it read-only.
    if (existsSync(join(folder, 'data'))) await chmod(join(folder, 'data'), 0o755);
    await rm(folder, { recursive: true, force: true });
  }
});

async function filesUnder(folder: string) {
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

/** Whatever a report has, as far as it was reached. */
type Any<Report> = Report extends unknown ? keyof Report : never;
type RecordedTake = Recorded & {
  [Key in Any<TakeReport>]?: Extract<TakeReport, Partial<Record<Key, unknown>>>[Key];
};
type Project = Awaited<ReturnType<typeof project>>;

const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/** Lays out a project with the case's sources in a temporary folder; it is 25 November 2026. */
async function project(name: string, options: readonly string[] = []) {
  const input = join(cases, name, 'input');
  const root = await mkdtemp(join(tmpdir(), 'terhubung-take-'));
  temporary.push(root);
  await chmod(root, 0o755);
  await mkdir(join(root, 'build'));
  await chmod(join(root, 'build'), 0o777);
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
  const argv = [...wordsOf(await readFile(join(input, 'take.txt'), 'utf8')), ...options];
  // Each line takes a release that is kept before.
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
  return { root, from, desk, out, err, argv, run, vintages: join(root, 'data/vintages') };
}

const names = (await readdir(cases, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

const cellsOf = (cells: Doubt['cells']) =>
  [...group(cells, ({ iso3 }) => iso3)].map(
    ([iso3, own]) => ` ${iso3} ${own.map(({ year }) => year).join(' ')}`
  );

function outcomeOf({ exit, outcome, refused, folder, candidates = [], doubts = [] }: RecordedTake) {
  const { kind, file, place, line, column } = refused ?? {};
  const position = file === undefined ? '' : ` ${file}:${place ?? `${line}:${column}`}`;
  return [
    `exit ${exit}`,
    kind === undefined ? `${outcome} ${folder ?? ''}` : `refused ${kind}${position}`,
    ...candidates.map((one) => `candidate ${one.source} ${one.file}`),
    ...doubts.map(({ kind, cells }) => `doubt ${kind}${cellsOf(cells).join(',')}`)
  ]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

const textsOf = async (folder: string, files: readonly string[]) =>
  Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [basename(file), await readFile(join(folder, file), 'utf8')])
    )
  ) as Record<string, string>;

const said = new Map<string, string[]>();

describe('take', () => {
  it.each(names)('%s', async (name) => {
    const { root, from, run, out } = await project(name, ['--json']);
    const before = await filesUnder(root);
    const code = await run();
    disk.full = false;
    const report = JSON.parse(out.join('\n')) as RecordedTake;
    expect(report.exit).toBe(code);

    // The journal of `undo` is no part of the project.
    const added = (await filesUnder(root)).filter(
      (file) => !before.includes(file) && !file.startsWith('build/')
    );
    const isKept = code === 0 && report.outcome === 'kept';
    expect(added.some((file) => file.endsWith('/datapackage.json'))).toBe(isKept);
    if (!isKept) expect(added).toEqual([]);
    const inProject = (text: string) =>
      text.replaceAll(`${from}/`, '').replaceAll(root, '<project>');
    const files = {
      'outcome.txt': inProject(outcomeOf(report)),
      ...(await textsOf(
        root,
        added.filter((file) => file.endsWith('.csv'))
      ))
    };
    const expected = join(cases, name, 'expected');
    const isNew = !existsSync(expected);
    if (isNew && !process.env['CI']) {
      await mkdir(expected);
      for (const [file, text] of Object.entries(files)) await writeFile(join(expected, file), text);
    }
    expect(files).toEqual(await textsOf(expected, await filesUnder(expected)));
    const words = [...report.complaints.map((line) => `! ${line}`), ...report.said];
    said.set(name, inProject(words.join('\n')).split('\n'));
    if (isNew) expect.fail(`${expected} was missing and is now written: read it, then run again`);
  });

  // Each line once, under the first case that prints it.
  it('prints', () => {
    const known = new Set<string>();
    const fresh = [...said].flatMap(([name, lines]) => {
      const own = lines.filter((line) => !known.has(line) && known.add(line));
      return own.length === 0 ? [] : [`${name}\n${own.map((line) => `  ${line}`).join('\n')}`];
    });
    expect(fresh.join('\n')).toMatchSnapshot();
  });
});

async function reported({ desk, out }: Pick<Project, 'desk' | 'out'>, argv: string[]) {
  out.length = 0;
  await take([...argv, '--json'], desk);
  return JSON.parse(out.join('\n')) as RecordedTake;
}

describe('take, a second time,', () => {
  const good = 'release-given';
  const kept = 'data/vintages/wb-small/2018-08-28';
  const unchanged = async ({ vintages, before }: Awaited<ReturnType<typeof keptProject>>) =>
    expect(await textsUnder(vintages)).toEqual(before);

  async function keptProject() {
    const one = await project(good);
    expect(await take(one.argv, one.desk)).toBe(0);
    return { ...one, before: await textsUnder(one.vintages) };
  }

  async function textsUnder(vintages: string) {
    const read = async (file: string) => [file, await readFile(join(vintages, file), 'utf8')];
    return Promise.all((await filesUnder(vintages)).map(read));
  }

  it('recognises the same bytes and writes nothing, with or without their release', async () => {
    const one = await keptProject();
    expect(await reported(one, one.argv)).toMatchObject({
      exit: 0,
      outcome: 'kept already',
      complaints: []
    });
    const again = await reported(one, ['wb.csv', '--source', 'wb-small']);
    expect(again).toMatchObject({ exit: 0, outcome: 'kept already', folder: kept });
    expect(again.said).toMatchSnapshot();
    await unchanged(one);
  });

  it('refuses the same bytes once another repair is declared', async () => {
    const one = await keptProject();
    const { root, argv } = one;
    const { economies } = openVintage(await readProject(root), kept);
    const [{ iso3, year, value }] = economies as [Observation];
    await mkdir(join(root, 'data/repairs'), { recursive: true });
    const repair = { iso3, year, expects: value, value: null, reason: 'A slip of the publisher.' };
    await writeFile(join(root, 'data/repairs/wb-small.json'), JSON.stringify([repair]));
    const { exit, refused, complaints } = await reported(one, argv);
    expect([exit, refused]).toEqual([2, { kind: 'repairs-changed' }]);
    expect(complaints).toMatchSnapshot();
    await unchanged(one);
  });

  it('refuses the same bytes as another release', async () => {
    const one = await keptProject();
    const again = await reported(one, [
      'wb.csv',
      '--source',
      'wb-small',
      '--released',
      '2019-08-28'
    ]);
    expect(again).toMatchObject({ exit: 2, refused: { kind: 'kept-as-other-release' } });
    expect(again.complaints).toMatchSnapshot();
    await unchanged(one);
  });

  it('refuses another file for a vintage that is there', async () => {
    const one = await keptProject();
    await appendFile(
      join(one.from, 'wb.csv'),
      'Zimbabwe,ZWE,People using it,IT.USE.ZS,22.7,23.1,24.4\n'
    );
    const again = await reported(one, [...one.argv, '--released', '2018-08-28']);
    expect(again).toMatchObject({ exit: 2, refused: { kind: 'release-exists' } });
    expect(again.complaints).toMatchSnapshot();
    await unchanged(one);
  });

  it('compares a later release with the one before', async () => {
    const one = await keptProject();
    const table = await readFile(join(one.from, 'wb.csv'), 'utf8');
    await writeFile(
      join(one.from, 'later.csv'),
      table.replace('22.0654,25.4', '16.9,25.42').replace('91.6,92,', '91.6,,94.8')
    );
    const argv = ['later.csv', '--source', 'wb-small', '--released', '2019-01', '--yes'];
    expect((await reported(one, argv)).difference).toMatchObject({
      release: '2018-08-28',
      added: 1,
      withdrawn: 1,
      revised: 1
    });
    expect(await readdir(join(one.vintages, 'wb-small'))).toEqual(['2018-08-28', '2019-01']);
  });

  it('warns of an older release, kept already or not', async () => {
    const one = await keptProject();
    const table = await readFile(join(one.from, 'wb.csv'), 'utf8');
    const older = async (released: string, value: string) => {
      await writeFile(join(one.from, 'other.csv'), table.replace('25.4', value));
      const argv = ['other.csv', '--source', 'wb-small', '--released', released, '--yes'];
      return (await reported(one, argv)).said.filter((line) => line.includes('newest release'));
    };
    expect(await older('2019-01', '25.42')).toEqual([]);
    const { said } = await reported(one, one.argv);
    expect(said.join()).toContain('newest release: 2019-01');
    expect(await older('2018-12', '25.41')).toHaveLength(1);
    // A month may be of that very day.
    expect(await older('2019-01-20', '25.43')).toEqual([]);
  });

  it.each([
    ['doubt-settled-with-yes', 'source.json', 'wb-small'],
    ['itu-datahub-is-compared', 'source-2.json', 'itu-small']
  ])('refuses to compare with a release in another unit: %s', async (name, file, id) => {
    const one = await project(name);
    const before = await textsUnder(one.vintages);
    const declared = await readFile(join(one.from, file), 'utf8');
    await writeFile(
      join(one.root, `data/sources/${id}.json`),
      declared.replace('"unit": "percent"', '"unit": "per 100 people"')
    );
    const { exit, refused, complaints } = await reported(one, one.argv);
    expect([exit, refused]).toEqual([2, { kind: 'other-unit' }]);
    expect(complaints).toMatchSnapshot();
    expect(await textsUnder(one.vintages)).toEqual(before);
  });

  it('refuses to add to a source whose kept vintage was edited', async () => {
    const one = await keptProject();
    await appendFile(join(one.root, kept, 'data.csv'), 'ZWE,2016,23.1,a\n');
    await cp(join(one.from, 'wb.csv'), join(one.from, 'later.csv'));
    const argv = ['later.csv', '--source', 'wb-small', '--released', '2019-01'];
    expect(await reported(one, argv)).toMatchObject({
      exit: 2,
      refused: { kind: 'changed-checksum', file: `${kept}/data.csv` }
    });
  });

  it('recognises a table from a kept archive when it is given alone', async () => {
    const one = await project('zip-of-the-world-bank');
    await one.run();
    expect(await reported(one, ['API_IT.USE.ZS_DS2.csv'])).toMatchObject({
      outcome: 'kept already',
      folder: kept
    });
  });

  it('doubts a release in which most values are gone or moved far, until --yes', async () => {
    const one = await project('recognised');
    await one.run();
    const table = await readFile(join(one.from, 'API_IT.USE.ZS_DS2.csv'), 'utf8');
    await writeFile(
      join(one.from, 'later.csv'),
      table.replace('2018-08-28', '2019-07-10').replace('91.6,92', ',').replace('17.1', '1.71')
    );
    expect(outcomeOf(await reported(one, ['later.csv']))).toMatchSnapshot();
    expect(await readdir(join(one.vintages, 'wb-small'))).toEqual(['2018-08-28']);
    expect(await take(['later.csv', '--yes'], one.desk)).toBe(0);
    expect(await readdir(join(one.vintages, 'wb-small'))).toEqual(['2018-08-28', '2019-07-10']);
  });
});

describe('take records', () => {
  it('that a table is not published, and what was changed in it', async () => {
    const { root, run } = await project('unicef-workbook');
    await run();
    const folder = 'data/vintages/unicef-small/2021-05';
    expect(openVintage(await readProject(root), folder).publish).toBe(false);
    const record = JSON.parse(await readFile(join(root, folder, 'datapackage.json'), 'utf8'));
    expect(record.terhubung.counts.flagged).toContainEqual({
      reason: 'shares of 1, kept in per cent',
      count: 3
    });
  });
});
