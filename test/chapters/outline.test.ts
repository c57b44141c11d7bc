import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { placesBefore } from '../../src/chapters/chapter.ts';
import { mapStops, readOutline, scenesOf } from '../../src/chapters/outline.ts';
import { sceneKinds } from '../../src/chapters/scene-kinds.ts';

import { outlineFile, unknownViews, type GeoSeries } from '../../src/story/data.ts';
import { StoryRefused, type Problem } from '../../src/story/problem.ts';
import { storyData } from '../charts/story-data.ts';

const committed = readFileSync(outlineFile, 'utf8');

/** Four economies; `counts` says how many have a figure in each year. */
function series(indicator: GeoSeries['indicator'], counts: Record<number, number>): GeoSeries {
  const years = Object.keys(counts).map(Number);
  const economies = ['AAA', 'BBB', 'CCC', 'DDD'].map((iso3, at) => ({
    iso3,
    values: years.map((year) => (at < counts[year]! ? 50 : null))
  }));
  return { ...storyData().internetUse, indicator, years, economies, world: years.map(() => null) };
}
const data = storyData({
  internetUse: series('internet-use', { 1990: 2, 2000: 4, 2010: 4, 2018: 4, 2023: 1 }),
  coverage: series('coverage-3g', { 2015: 4, 2018: 4, 2022: 3 })
});

const refused = (text: string) => {
  try {
    readOutline(text);
  } catch (error) {
    if (error instanceof StoryRefused) return error.problems;
    throw error;
  }
  return [];
};
const said = ({ message }: Problem) => message;
/** The step of 2010 in the committed outline, which the tests change. */
const step = '{% step id="world-2010" layer="internet-use" year=2010 /%}';
const lineOf = committed.split('\n').indexOf(step) + 1;
const withStep = (text: string) => committed.replace(step, text);

describe('an outline', () => {
  it('orders every scene that the page can show', () => {
    expect(
      readOutline(committed)
        .map(({ id }) => id)
        .sort()
    ).toEqual(Object.keys(sceneKinds).sort());
  });

  it('reads a step with its view, its earlier addresses and the newest year', () => {
    const text = committed
      .replace(/ {% step id="world-2[^%]*%}\n/g, '')
      .replace(
        step,
        `${step}\n{% step id="world-x" was="world-a old" layer="internet-use" year="newest" /%}`
      );
    const { scenes } = scenesOf(readOutline(text), data);
    const world = scenes.find((scene) => scene.form === 'sticky' && scene.figure === 'world');
    expect(world).toMatchObject({
      steps: expect.arrayContaining([
        { id: 'world-2010', was: [], view: { layer: 'internet-use', year: 2010 } },
        { id: 'world-x', was: ['world-a', 'old'], view: { layer: 'internet-use', year: 2018 } }
      ]) as unknown
    });
    expect(mapStops(scenes).find(({ step: id }) => id === 'world-x')).toEqual({
      step: 'world-x',
      layer: 'internet-use',
      year: 2018
    });
  });

  it('refuses a year without figures, and says which years have some', () => {
    const text = withStep(step.replace('year=2010', 'year=1991'));
    const { problems } = scenesOf(readOutline(text), data);
    expect(problems.map(said)).toMatchSnapshot();
  });

  it('refuses a statement that the edition lacks', () => {
    const text = committed.replace('"nca-statement-abroad"', '"nobody-said"');
    const { problems } = scenesOf(readOutline(text), data);
    expect(problems.map(said)).toMatchSnapshot();
  });

  it('accepts any order of the scenes between demand and closing', () => {
    const moved = committed
      .replace('\n## speed\n', '')
      .replace('## unknown\n', '## speed\n\n## unknown\n');
    expect(readOutline(moved).map(({ id }) => id)).not.toEqual(
      readOutline(committed).map(({ id }) => id)
    );
  });

  it('accepts the id of its own scene as an earlier address, and of no other scene', () => {
    const { scenes } = scenesOf(readOutline(committed), data);
    const told = scenes.find(({ id }) => id === 'unknown')!;
    expect(told).toMatchObject({
      steps: expect.arrayContaining([
        { id: 'told-nobody', was: ['unknown'], view: { told: 'nobody' } }
      ]) as unknown
    });
    expect(placesBefore(told, 'told-nobody')).toEqual([]);
    expect(
      placesBefore(
        scenes.find(({ id }) => id === 'world')!,
        'world-now'
      )
    ).toEqual(['world-2023']);
    const taken = step.replace('year=2010', 'year=2010 was="unknown"');
    expect(refused(withStep(taken))).toMatchObject([
      { kind: 'outline', line: lineOf, column: taken.indexOf('unknown') + 1 }
    ]);
  });

  it('orders the steps of “unknown” as the figure orders its views', () => {
    const told = scenesOf(readOutline(committed), data).scenes.find(({ id }) => id === 'unknown')!;
    expect(told.steps.flatMap(({ view }) => view ?? [])).toEqual(
      unknownViews.map((sheet) => ({ told: sheet }))
    );
  });

  it('reads a step without a mark, in a scene that moves or in the flow of the page', () => {
    const { scenes } = scenesOf(readOutline(committed), data);
    const stepIn = (scene: string, id: string) =>
      scenes.find((one) => one.id === scene)!.steps.find((one) => one.id === id)!;
    expect(stepIn('unknown', 'told-family')).not.toHaveProperty('view');
    expect(stepIn('since', 'since-police')).not.toHaveProperty('view');
    const shown = 'mark=false told="known"';
    const text = committed.replace('id="told-family" mark=false', `id="told-family" ${shown}`);
    expect(refused(text)).toMatchObject([{ kind: 'outline' }]);
  });

  it.each([
    ['an unknown layer', 'internet-use', 'internet'],
    ['a layer about children', 'layer="internet-use"', 'layer="harm"'],
    ['a year in words', 'year=2010', 'year="soon"'],
    ['no year', ' year=2010', ''],
    ['an unknown word', 'year=2010', 'year=2010 yaer=1'],
    ['no id', 'id="world-2010" ', ''],
    ['an id of another place', 'world-2010', 'help'],
    ['an id that is no address', 'world-2010', 'world-Now!'],
    ['an old address that another step has', 'year=2010', 'year=2010 was="demand-2018"'],
    ['a tag that is not whole', ' /%}', ' /%'],
    ['a quote left open', 'layer="internet-use"', 'layer="internet-use'],
    ['a step that is left open', ' /%}', ' %}'],
    ['a word twice', 'year=2010', 'year=2010 year=2000'],
    ['another tag', 'step', 'stop']
  ])('refuses %s at its line and column', (_, text, by) => {
    const found = refused(withStep(step.replace(text, by)));
    expect(found.filter(({ line }) => line === lineOf).map(said)).toMatchSnapshot();
  });

  const moved = (id: string, next: string) => {
    const scene = new RegExp(`## ${id}\\n[^#]*`).exec(committed)![0];
    const rest = committed.replace(scene, '').trimEnd();
    return `${rest}\n\n`.replace(new RegExp(next), (found) => `${scene.trim()}\n\n${found}`);
  };
  it.each([
    ['an unknown scene', committed.replace('## speed', '## sped')],
    ['a scene that is missing', committed.replace('## speed\n', '')],
    ['a scene twice', committed.replace('## speed', '## world')],
    [
      'a step of a still picture',
      committed.replace('## speed\n', '## speed\n\n{% step id="speed-1" /%}\n')
    ],
    ['a figure before that of demand', moved('demand', '## speed')],
    ['an opening that is not first', moved('opening', '## speed')],
    ['a closing that is not last', moved('closing', '## speed')],
    ['a step outside every scene', committed.replace('## opening', `${step}\n\n## opening`)],
    [
      'a scene whose picture moves, without a step',
      committed.replace(/{% step id="protection[^%]*%}\n/g, '')
    ],
    ['a heading of another level', committed.replace('## speed', '### speed')],
    ['an annotation beside a scene', committed.replace('## speed', '## speed {% #fast %}')]
  ])('refuses %s', (_, text) => {
    expect(refused(text).map(said)).toMatchSnapshot();
  });

  it('refuses an id of an earlier step, and names its line', () => {
    const [problem] = refused(withStep(step.replace('world-2010', 'world-2018')));
    const line = committed.split('\n').findIndex((text) => text.includes('id="world-2018"')) + 1;
    expect(problem).toMatchObject({ line, column: '{% step id="w'.length });
    expect(problem?.message).toContain(`line ${lineOf}`);
  });

  it('reports every fault at once', () => {
    const text = withStep(step.replace('2010 /', 'soon /')).replace('## speed', '## sped');
    expect(new Set(refused(text).map(({ line }) => line)).size).toBeGreaterThan(1);
  });
});
