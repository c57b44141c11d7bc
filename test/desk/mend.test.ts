import { beforeAll, describe, expect, it } from 'vitest';
import { mend, hashOfFile } from '../../src/desk/review/mend.ts';
import { tryFormula } from '../../src/desk/review/try-formula.ts';
import type { OpenedStory } from '../../src/site/story/open-story.ts';
import { readText } from '../../src/site/story/project-text.ts';
import { writtenTexts } from '../../src/site/story/written-text.ts';
import { withFiles } from '../../src/vintages/project-files.ts';
import { openCommitted } from '../open-committed.ts';

let story: OpenedStory;
beforeAll(async () => {
  story = await openCommitted();
});

it('changes nothing but the words of a text, wherever the story writes one', () => {
  for (const id of story.said.keys()) {
    const parts = writtenTexts(story, id);
    expect(parts.length, id).toBeGreaterThan(0);
    for (const { file, written, with: with_ } of parts) {
      const before = readText(story.files, file);
      const after = with_('');
      // A label keeps its quotation marks, which are escaped within.
      expect(before.length - after.length, id).toBeGreaterThanOrEqual(written.length);
      expect(with_(written), id).toBe(before);
    }
  }
});

it('keeps the line ends of a file', () => {
  const file = 'data/copy/en/world.md';
  const windows = readText(story.files, file).replaceAll('\n', '\r\n');
  const files = withFiles(story.files, { [file]: windows });
  const [{ written = '' } = {}] = writtenTexts({ ...story, files }, 'world/title').slice(1);
  const words = (title: string) => ({
    text: { id: 'world/title', words: ['title: Koneksi', title] }
  });
  const hashes = { [file]: hashOfFile(files, file) };
  expect(mend(files, { hashes, ...words(written) })).toEqual([]);
  expect(mend(files, { hashes, ...words('title: Online') })).toEqual([
    { file, text: windows.replace('title: Connection', 'title: Online') }
  ]);
});

it.each(['data/edition.lock.json', 'data/../package.json', 'src/desk/main.ts', '/etc/passwd'])(
  'writes no %s',
  (file) => {
    const hashes = { [file]: hashOfFile(story.files, file) };
    expect(() => mend(story.files, { hashes, whole: { [file]: 'x' } })).toThrow(file);
  }
);

describe('a formula that is tried', () => {
  const ask = (formula: string, year = '') =>
    tryFormula(story, { formula, year, unit: 'percent', digits: '1' });

  it('gives its value, its print in each language and the rows that it read', () => {
    const { value, printed, rows } = ask('share(IDN, year) / 2', '2018');
    expect(value).toBeCloseTo(story.computed.get('idn-2018')!.ok ? 39.9 / 2 : 0, 0);
    expect(printed).toEqual({ id: '20,0%', en: '20.0%' });
    expect(rows).toEqual([expect.stringMatching(/^internet-use IDN 2018: 39\.\d+$/)]);
  });

  it.each([
    ['share(IDN, 2018', 16],
    ['2 + shar(IDN, 2018)', 5]
  ])('%s: names the column of its fault', (formula, column) => {
    expect(ask(formula)).toMatchObject({ column });
  });

  it('says which figure is missing', () => {
    expect(ask('share(IDN, 1900)').fault).toContain('1900');
  });
});
