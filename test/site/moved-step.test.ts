import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choroplethFrame } from '../../src/charts/choropleth/frame.ts';
import { formatShare } from '../../src/charts/choropleth/share.ts';
import { languages } from '../../src/locale/languages.ts';
import { openTypeFaces, type TypeFaces } from '../../src/site/pictures/type-faces.ts';
import { openStory, type OpenedStory } from '../../src/site/story/open-story.ts';
import { outlineFile } from '../../src/story/data.ts';
import { withFiles } from '../../src/vintages/project-files.ts';
import { committedProject } from '../open-committed.ts';
import { siteOf, textOf } from './site-of.ts';

const project = join(import.meta.dirname, '../..');
/** The year to which an editor moves the step of 2010. */
const year = 2005;

let story: OpenedStory;
let type: TypeFaces;
/** Keeps the text of these files, and only the path of all others. */
const read =
  /^((id|en|share)\/.*|embed\/v1\/(id|en)\/(world|story))\.html$|^data\/tables\/map-.*\.csv$/;
let files: Map<string, string>;

/** A stray copy of a table that lists states. */
const leftBeside = 'data/vintages/un-opsc-status/2022-06-13/data (1).csv';

function replaced(path: string, from: string, to: string) {
  const text = new TextDecoder().decode(committedProject.get(path));
  expect(text).toContain(from);
  return text.replace(from, to);
}
const outlineWith = (shown: number) =>
  replaced(
    outlineFile,
    'id="world-2010" layer="internet-use" year=2010',
    `id="world-${year}" was="world-2010" layer="internet-use" year=${shown}`
  );
const moved = withFiles(committedProject, {
  [leftBeside]: 'iso3,year,value\nIDN,2012,1\n',
  [outlineFile]: outlineWith(year),
  ...Object.fromEntries(
    languages.map((language) => {
      const file = `data/copy/${language}/world.md`;
      return [
        file,
        replaced(file, '{% step id="world-2010" %}', `{% step id="world-${year}" %}`)
      ] as const;
    })
  )
});

beforeAll(async () => {
  story = openStory(moved);
  type = await openTypeFaces(project);
  const routes = await siteOf(project, story, type);
  const reads = async (path: string) =>
    [path, read.test(path) ? await textOf(routes, path) : ''] as const;
  files = new Map(await Promise.all([...routes.keys()].map(reads)));
}, 120_000);
afterAll(() => type.close());

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
    expect(stills).not.toContain('2010');
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

  it('moves the table of the card', () => {
    const card = pageOf(`embed/v1/${language}/world.html`);
    expect([...card.querySelectorAll('table thead th')].map(wordsIn)).toContain(String(year));
  });

  it('keeps its old addresses', () => {
    expect(page().getElementById('world-2010')?.closest('[data-step]')?.id).toBe(`world-${year}`);
    expect(
      pageOf(`embed/v1/${language}/story.html`).getElementById('world-2010')?.closest('.step')?.id
    ).toBe(`world-${year}`);
    expect(files.get(`share/${language}/world-2010/index.html`)).toBe(
      files.get(`share/${language}/world-${year}/index.html`)
    );
    expect(files.has(`share/${language}/world-2010.png`)).toBe(true);
  });
});
