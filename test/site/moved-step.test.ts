import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choroplethFrame } from '../../src/charts/choropleth/frame.ts';
import { formatShare } from '../../src/charts/choropleth/share.ts';
import { languages } from '../../src/locale/languages.ts';
import { openTypeFaces, type TypeFaces } from '../../src/site/pictures/type-faces.ts';
import { openStory, type OpenedStory } from '../../src/site/story/open-story.ts';
import { outlineFile } from '../../src/story/data.ts';
import { publishedAddresses, unanswered } from '../built/published-addresses.ts';
import { siteOf, textOf } from './site-of.ts';

const project = join(import.meta.dirname, '../..');
/** The year to which an editor moves the step of 2000. */
const year = 2005;

let root: string;
let story: OpenedStory;
let type: TypeFaces;
/** What is read of the site; of all else that it is there. */
const read =
  /^((id|en|share)\/.*|embed\/v1\/(id|en)\/(world|story))\.html$|^data\/tables\/map-.*\.csv$/;
let files: Map<string, string>;

/** A copy of a table that lists states, left beside it by somebody's hand. */
const leftBeside = 'data/vintages/un-opsc-status/2022-06-13/data (1).csv';

/**
 * A project of its own: everything is the committed one's but the outline, the words and the
 * vintages, which are copies.
 */
async function copyProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'terhubung-'));
  for (const name of ['node_modules', 'static', 'src', 'LICENSE', 'package.json'])
    await symlink(join(project, name), join(folder, name));
  await mkdir(join(folder, 'data'));
  for (const name of await readdir(join(project, 'data'))) {
    const [from, to] = [join(project, 'data', name), join(folder, 'data', name)];
    await (['story', 'copy', 'vintages'].includes(name)
      ? cp(from, to, { recursive: true })
      : symlink(from, to));
  }
  return folder;
}

async function edit(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(root, path), 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  await writeFile(join(root, path), text.replace(from, to));
}

beforeAll(async () => {
  root = await copyProject();
  await writeFile(join(root, leftBeside), 'iso3,year,value\nIDN,2012,1\n');
  await edit(
    outlineFile,
    'id="world-2000" layer="internet-use" year=2000',
    `id="world-${year}" was="world-2000" layer="internet-use" year=${year}`
  );
  for (const language of languages)
    await edit(
      `data/copy/${language}/world.md`,
      '{% step id="world-2000" %}',
      `{% step id="world-${year}" %}`
    );
  story = await openStory(root);
  type = await openTypeFaces(project);
  const routes = await siteOf(root, story, type);
  const reads = async (path: string) =>
    [path, read.test(path) ? await textOf(routes, path) : ''] as const;
  files = new Map(await Promise.all([...routes.keys()].map(reads)));
}, 120_000);
afterAll(async () => {
  await type.close();
  await rm(root, { recursive: true, force: true });
});

it('publishes only recorded tables of a release', () => {
  expect(files.has(leftBeside.replace('data (1).csv', 'aggregates.csv'))).toBe(true);
  expect(files.has(leftBeside)).toBe(false);
});

const wordsIn = (element: Element | null | undefined) =>
  element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const pageOf = (path: string) => parseHTML(files.get(path) ?? '').document;

describe.each(languages)('a step that an editor moves to another year, in %s', (language) => {
  const page = () => pageOf(`${language}/index.html`);
  const share = (iso3: string) => {
    const { marks } = choroplethFrame(story.data.internetUse, { layer: 'internet-use', year });
    return formatShare(
      marks.find((mark) => mark.iso3 === iso3)?.value ?? null,
      story.words[language]
    );
  };

  it('is not a problem', () => {
    const ofOutline = story.problems.filter(({ kind }) =>
      ['outline', 'steps', 'step-year'].includes(kind)
    );
    expect(ofOutline.map(({ message }) => message)).toEqual([]);
  });

  it('moves the map’s stops and the small maps', () => {
    expect(page().getElementById(`world-${year}`)?.dataset['step']).toBe(`internet-use ${year}`);
    const stills = [...page().querySelectorAll('.choropleth-still strong')].map(wordsIn);
    expect(stills).toContain(String(year));
    expect(stills).not.toContain('2000');
  });

  it('moves the tables and the description', () => {
    const [header = ''] =
      files.get(`data/tables/map-internet-use.${language}.csv`)?.split('\n') ?? [];
    expect(header.split(',')).toContain(String(year));
    const row =
      files
        .get(`data/tables/map-views.${language}.csv`)
        ?.split('\n')
        .find((line) => line.includes(String(year))) ?? '';
    expect(row).not.toBe('');
    const shared = wordsIn(
      pageOf(`share/${language}/world-${year}/index.html`).querySelector('main')
    );
    for (const iso3 of ['IDN', 'GBR']) expect(shared).toContain(share(iso3));
  });

  it('moves the card, its table and its years without script', () => {
    const card = pageOf(`embed/v1/${language}/world.html`);
    expect([...card.querySelectorAll('.map-stills span')].map(wordsIn)).toContain(String(year));
    expect([...card.querySelectorAll('table thead th')].map(wordsIn)).toContain(String(year));
  });

  it('keeps its old addresses', () => {
    expect(page().getElementById('world-2000')?.closest('[data-step]')?.id).toBe(`world-${year}`);
    expect(
      pageOf(`embed/v1/${language}/story.html`).getElementById('world-2000')?.closest('.step')?.id
    ).toBe(`world-${year}`);
    expect(files.get(`share/${language}/world-2000/index.html`)).toBe(
      files.get(`share/${language}/world-${year}/index.html`)
    );
    expect(files.has(`share/${language}/world-2000.png`)).toBe(true);
  });
});

it('answers every address ever published', async () => {
  const own = await readdir(join(project, 'static'), { recursive: true });
  const has = (path: string) => files.has(path) || own.includes(path);
  expect(
    unanswered(publishedAddresses(story.data.edition), has, (path) => files.get(path) ?? '')
  ).toEqual([]);
});

it('names the line of a year without figures', async () => {
  await edit(outlineFile, `year=${year}`, 'year=2031');
  const line =
    (await readFile(join(root, outlineFile), 'utf8'))
      .split('\n')
      .findIndex((text) => text.includes('year=2031')) + 1;
  const { problems } = await openStory(root);
  expect(problems.filter(({ kind }) => kind === 'step-year')).toMatchObject([
    { file: outlineFile, line }
  ]);
});
