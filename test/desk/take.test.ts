import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../src/desk/desk-io.ts';
import { take } from '../../src/desk/take.ts';
import { storyFiles } from '../../src/site/story-files.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';

const cases = join(import.meta.dirname, '../cases/take');
const temporary: string[] = [];

afterEach(async () => {
  await Promise.all(temporary.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
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
const wordsOf = (line: string) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/**
 * Lays out a project whose only source is the case's own, in a folder that is thrown away. The clock stands still at
 * 25 November 2026, so that next year is 2027.
 */
async function project(name: string) {
  const input = join(cases, name, 'input');
  const root = await mkdtemp(join(tmpdir(), 'terhubung-take-'));
  temporary.push(root);
  const from = join(root, 'downloads');
  await cp(input, from, { recursive: true });
  const source = await readFile(join(input, 'source.json'), 'utf8');
  const id = /"id": "([^"]+)"/.exec(source)![1]!;
  const lay = async (folder: string, file: string) => {
    await mkdir(join(root, 'data', folder), { recursive: true });
    await cp(join(input, file), join(root, 'data', folder, `${id}.json`));
  };
  await lay('sources', 'source.json');
  if ((await readdir(input)).includes('repairs.json')) await lay('repairs', 'repairs.json');
  const out: string[] = [];
  const err: string[] = [];
  const desk: Desk = {
    root,
    from,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    now: () => new Date('2026-11-25T12:00:00Z')
  };
  const argv = wordsOf(await readFile(join(input, 'take.txt'), 'utf8'));
  return { root, from, id, desk, out, err, argv, vintages: join(root, 'data/vintages') };
}

const names = (await readdir(cases, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
const refused = new Set<string>();
for (const name of names) if ((await readdir(join(cases, name, 'expected'))).includes('refused.txt')) refused.add(name);

describe('take keeps', () => {
  it.each(names.filter((name) => !refused.has(name)))('%s', async (name) => {
    const { desk, argv, out, err, vintages } = await project(name);
    const code = await take(argv, desk);
    const expected = await filesUnder(join(cases, name, 'expected'));
    const said = [...err.map((line) => `! ${line}`), ...out].join('\n');
    expect(said).toBe((await readFile(join(cases, name, 'expected/said.txt'), 'utf8')).trimEnd());
    expect(code).toBe(0);
    const written = await filesUnder(vintages);
    const tables = expected.filter((file) => file.endsWith('.csv'));
    expect(written.map((file) => basename(file))).toEqual([...tables, 'datapackage.json'].sort());
    for (const file of written.filter((file) => expected.includes(basename(file)))) {
      expect(await readFile(join(vintages, file), 'utf8')).toBe(await readFile(join(cases, name, 'expected', basename(file)), 'utf8'));
    }
  });
});

describe('take refuses', () => {
  it.each([...refused])('%s', async (name) => {
    const { root, desk, argv, out, err, vintages } = await project(name);
    const code = await take(argv, desk);
    expect(err.join('\n').replaceAll(root, '<project>')).toBe(
      (await readFile(join(cases, name, 'expected/refused.txt'), 'utf8')).trimEnd()
    );
    expect(code).toBe(2);
    expect(out).toEqual([]);
    expect(await filesUnder(vintages)).toEqual([]);
  });
});

describe('take, a second time,', () => {
  const good = 'release-recorded-beside';
  const kept = 'data/vintages/wb-small/2018-08-28';

  /** Returns every file that is kept, with its text. */
  async function snapshot(vintages: string) {
    return Promise.all((await filesUnder(vintages)).map(async (file) => [file, await readFile(join(vintages, file), 'utf8')]));
  }

  it('keeps a vintage that opens', async () => {
    const { root, desk, argv } = await project(good);
    expect(await take(argv, desk)).toBe(0);
    const vintage = await openVintage(storyFiles(root).read, kept);
    expect(vintage.economies).toHaveLength(5);
    expect(vintage.raw).toMatchObject({ name: 'wb.csv', origin: expect.stringContaining('https://github.com/') });
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
    await appendFile(join(from, 'wb.csv'), 'France,FRA,People using it,IT.USE.ZS,83.8,84.7,85.6\n');
    expect(await take([...argv, '--released', '2018-08-28'], desk)).toBe(2);
    expect(err.join('\n')).toContain(`found ${kept} made of another file`);
    expect(await snapshot(vintages)).toEqual(before);
  });

  it('says how a later release differs, in either order', async () => {
    const { from, desk, argv, out, vintages } = await project(good);
    await take(argv, desk);
    const table = await readFile(join(from, 'wb.csv'), 'utf8');
    await writeFile(join(from, 'later.csv'), table.replace('22.0654,25.4', '16.9,25.42').replace('91.6,92,', '91.6,,94.8'));
    expect(await take(['later.csv', '--source', 'wb-small', '--released', '2019-01'], desk)).toBe(0);
    expect(out).toContain('  against 2018-08-28: 1 value added, 1 withdrawn, 1 revised, 1 value by 5 points or more');
    expect(await readdir(join(vintages, 'wb-small'))).toEqual(['2018-08-28', '2019-01']);
  });

  it('refuses to add to a source whose kept vintage was edited', async () => {
    const { root, from, desk, argv, err } = await project(good);
    await take(argv, desk);
    await appendFile(join(root, kept, 'data.csv'), 'ZWE,2016,23.1,a\n');
    await writeFile(join(from, 'later.csv'), await readFile(join(from, 'wb.csv'), 'utf8'));
    expect(await take(['later.csv', '--source', 'wb-small', '--released', '2019-01'], desk)).toBe(2);
    expect(err.join('\n')).toContain(`${kept}/data.csv:1:1: found `);
  });
});
