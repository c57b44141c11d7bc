import { beforeAll, describe, expect, it } from 'vitest';
import { mend, hashOfFile } from '../../src/desk/review/mend.ts';
import { tryFormula } from '../../src/desk/window/mend/mend-form.ts';
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
  const ask = (formula: string) => tryFormula(story, formula);

  it('gives its value and the rows that it read', () => {
    const { value, rows } = ask('share(IDN, 2018) / 2');
    expect(value).toBeCloseTo(39.9 / 2, 0);
    expect(rows).toEqual([expect.stringMatching(/^wb-internet-users\/\S+ IDN 2018$/)]);
  });

  it.each([
    ['2 + shar(IDN, 2018)', 'shar'],
    ['share(IDN, 1900)', '1900']
  ])('%s: says what is wrong', (formula, fault) => {
    expect(ask(formula).fault).toContain(fault);
  });
});
