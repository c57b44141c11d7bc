import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newestYear, newestIn2018 } from '../../../src/story/data.ts';
import { drawChanges, drawPanels, drawRevision } from '../../../src/charts/revision/draw.ts';
import {
  binOf,
  describeRevision,
  namedChanges,
  revisionFrame,
  revisionRecord,
  revisionTables
} from '../../../src/charts/revision/record.ts';
import { speak } from '../../../src/copy/words.ts';
import { languages } from '../../../src/locale/languages.ts';
import { committedStory } from '../committed-story.ts';
import { drawnWords, pageRooms, plain } from '../drawn-words.ts';
import { storyWords } from '../story-data.ts';

const data = await committedStory();
const { panels, changes } = revisionFrame(data);
const countOf = (direction: string) =>
  changes.bins
    .filter((bin) => bin.direction === direction)
    .reduce((sum, { count }) => sum + count, 0);

it('ends the panels at the newest year that most economies had at the warning', () => {
  expect(newestYear(data.then!)).toBe(newestIn2018);
});

describe('binOf', () => {
  it.each([
    [0, 0],
    [0.06, 1],
    [2, 1],
    [2.01, 2],
    [-2, -1],
    [-13.05, -7]
  ])('puts %f into bin %i', (change, bin) => {
    expect(binOf(change)).toBe(bin);
  });
});

const locked = (
  JSON.parse(readFileSync('data/edition.lock.json', 'utf8')) as {
    claims: Record<string, { value: number }>;
  }
).claims;

describe('revisionFrame', () => {
  it('compares the same years of both releases', () => {
    expect(panels.map(({ code }) => code)).toEqual(['WLD', 'IDN', 'IND', 'GBR']);
    const last = (code: string) => panels.find((panel) => panel.code === code)!.points.at(-1)!;
    expect(last('IND').then).toBeCloseTo(29.5, 1);
    expect(last('IND').now).toBe(16.5);
    expect(last('WLD').then).toBeCloseTo(45.8, 1);
    expect(last('WLD').now).toBe(locked['revised-2016-world-now']!.value);
    expect(last('GBR').then).toBeCloseTo(last('GBR').now!, 3);
  });

  it('has the counts of the text', () => {
    const changed = locked['revised-2016-changed']!.value;
    expect(changes.total).toBe(locked['revised-2016-total']!.value);
    expect(countOf('up') + countOf('down')).toBe(changed);
    expect(countOf('none')).toBe(changes.total - changed);
  });

  it('refuses an edition without a release of 2018', () => {
    const { then: _then, ...without } = data;
    expect(() => revisionFrame(without)).toThrow(/2018/);
  });

  it('breaks a line at a year without data', () => {
    const { then } = data;
    const world = then!.world.with(then!.years.indexOf(2005), null);
    const frame = revisionFrame({ ...data, then: { ...then!, world } });
    const { markup } = drawPanels(frame, '2026', storyWords('en'), pageRooms[0]!);
    const lineOf = (release: string) =>
      new RegExp(`class="${release}" d="([^"]*)"`).exec(markup)![1]!.match(/M/g);
    expect([lineOf('then'), lineOf('now')].map((moves) => moves!.length)).toEqual([2, 1]);
  });
});

describe.each(languages)('the figure in %s', (language) => {
  const words = storyWords(language);
  const drawn = pageRooms.map((room) => drawnWords(drawRevision(data, words, room)));
  const [byYear, byChange] = revisionTables(data, words);

  it('labels each bin with its range, and lists no change for an unchanged place', () => {
    const middle = byChange!.rows.findIndex(
      ({ header }) => header === speak(words, 'revision.bin.none')
    );
    expect(byChange!.rows.slice(middle - 2, middle + 3).map(({ header }) => header)).toEqual([
      speak(words, 'revision.bin.up', { low: 2, high: 4 }),
      speak(words, 'revision.bin.up.least', { high: 2 }),
      speak(words, 'revision.bin.none'),
      speak(words, 'revision.bin.down.least', { high: 2 }),
      speak(words, 'revision.bin.down', { low: 2, high: 4 })
    ]);
    const still = { ...data, then: { ...data.then!, ...data.internetUse } };
    expect(revisionRecord(still, words).numbers.filter(({ id }) => id.endsWith('-change'))).toEqual(
      []
    );
  });

  it('draws every number of the record, and a mark for each economy', () => {
    for (const { text } of revisionRecord(data, words).numbers)
      for (const said of [...drawn, plain(describeRevision(data, words).text)])
        expect(said).toContain(plain(text));
    for (const room of pageRooms)
      expect(drawChanges(revisionFrame(data), words, room).markup.match(/h0/g)).toHaveLength(
        changes.total
      );
  });

  it('names only three countries in picture, tables and description (S01, V24)', () => {
    const { name, text } = describeRevision(data, words);
    const spoken = [...drawn, name, text, JSON.stringify([byYear, byChange])].join(' ');
    const found = Object.entries(words.countries).filter(
      ([iso3, country]) =>
        iso3 !== 'WLD' && new RegExp(`(?<![\\p{L}])${country}(?![\\p{L}])`, 'u').test(spoken)
    );
    expect(found.map(([iso3]) => iso3).sort()).toEqual([...namedChanges].sort());
    for (const { iso3 } of data.then!.economies)
      if (!namedChanges.some((code) => code === iso3)) expect(spoken).not.toContain(iso3);
  });
});
