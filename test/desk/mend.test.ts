import { beforeAll, describe, expect, it } from 'vitest';
import { promiseLines } from '../../src/desk/cli/change-lines.ts';
import { earlierEdition } from '../../src/desk/edition/read-edition.ts';
import { projectOf } from '../../src/desk/files/disk-project.ts';
import { earlierTexts, mend, hashOfFile, standingOf } from '../../src/desk/review/mend.ts';
import { tryFormula } from '../../src/desk/window/mend/mend-form.ts';
import { openStory, type OpenedStory } from '../../src/site/story/open-story.ts';
import { readText } from '../../src/site/story/project-text.ts';
import { writtenTexts } from '../../src/site/story/written-text.ts';
import { claimsFile } from '../../src/story/claims/read-claims.ts';
import { withFiles } from '../../src/vintages/project-files.ts';
import { openCommitted } from '../open-committed.ts';
import { edition } from './edition-verbs.ts';
import { lockedProject } from './locked-project.ts';

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
    texts: { 'world/title': ['title: Koneksi', title] }
  });
  const hashes = { [file]: hashOfFile(files, file) };
  expect(mend(files, { hashes, ...words(written) })).toEqual([]);
  expect(mend(files, { hashes, ...words('title: Online') })).toEqual([
    { file, text: windows.replace('title: Connection', 'title: Online') }
  ]);
});

it('waits for readers of all that states a claim drawn from another release, which prints the same', () => {
  const [id, methods] = ['world-early-1990', 'methods/after#data'];
  const claims = readText(story.files, claimsFile);
  const row = claims.split('\n').find((line) => line.startsWith(`${id},`))!;
  const now = claims.replace(row, row.replaceAll('2024-11', '2024-05-30'));
  const { texts } = openStory(withFiles(story.files, { [claimsFile]: now }));
  const stating = [...story.said].filter(([, { promises }]) => id in promises);
  expect(texts.map((text) => text.id)).toEqual(stating.map(([name]) => name));
  expect(texts.find((text) => text.id === methods)).toBeDefined();
  expect(texts.flatMap(promiseLines)).toContain(
    `“${id}” was share(WLD, year, wb-internet-users/2024-11) and is share(WLD, year, wb-internet-users/2024-05-30) now.`
  );
  const ofOlder = [...story.computed.values()].filter(({ claim }) =>
    claim.written.value.includes('/2')
  );
  expect(Object.keys(story.said.get(methods)!.promises)).toEqual(
    expect.arrayContaining([...ofOlder.map(({ claim }) => claim.id), 'internet-use'])
  );
});

it('does not take another heading for other words below it', () => {
  const methods = ['id', 'en'].map((language) => `data/copy/${language}/methods.md`);
  const claims = readText(story.files, claimsFile).replace(
    / and (?:oldest\(WLD\) > 2000|share\(WLD, oldest\(WLD\)\) >= 10)/g,
    ''
  );
  const faultsWith = (from: RegExp, to: string) => {
    const edited = methods.map((file) => [file, readText(story.files, file).replace(from, to)]);
    const files = withFiles(story.files, {
      [claimsFile]: claims,
      ...(Object.fromEntries(edited) as Record<string, string>)
    });
    const older = { source: 'wb-internet-users', release: '2024-05-30' };
    return openStory(files, { pins: { 'internet-use': older } }).problems.flatMap(
      ({ kind, file }) => (kind === 'silenced' && methods.includes(file) ? [file] : [])
    );
  };
  expect(faultsWith(/^## .*?(?= \{% #data)/m, '## About')).toEqual(methods);
  expect(faultsWith(/ \$span-world/, '')).toEqual([]);
});

it('holds a heading that also states an indicator to its claims', () => {
  const file = 'data/copy/en/world.md';
  const text = readText(story.files, file);
  const heading = /^## .*?(?= \{% states \$half-world %\}$)/m;
  const faultsOf = (states: string) => {
    const edited = text.replace(heading, '## Almost half of the world are online');
    const files = withFiles(story.files, { [file]: edited.replace('$half-world %}', states) });
    return standingOf(files).faults.filter(({ wrong }) => wrong.includes('Almost half')).length;
  };
  expect(faultsOf('$half-world %}')).toBeGreaterThan(0);
  expect(faultsOf('$half-world $internet-use %}')).toBe(faultsOf('$half-world %}'));
});

it.each(['data/edition.lock.json', 'data/../package.json', 'src/desk/main.ts', '/etc/passwd'])(
  'writes no %s',
  (file) => {
    const hashes = { [file]: hashOfFile(story.files, file) };
    expect(() => mend(story.files, { hashes, whole: { [file]: 'x' } })).toThrow(file);
  }
);

it('brings back the words and promises of the last edition with the releases pinned now', async () => {
  const { desk, edit, read, commit } = await lockedProject();
  const [chapter, answers, claims] = [
    'data/copy/en/world.md',
    'data/copy/en/words.answers.json',
    'data/story/claims.csv'
  ] as const;
  commit();
  // Mended since, without another lock.
  edit(chapter, (text) => text.replace('About half', 'Around half'));
  commit();
  const [words, promises] = [read(chapter), read(claims)];
  edit(chapter, (text) => text.replace('Around half', 'Over half'));
  edit(answers, (text) => text.replace('"answer.idn-2018":"x"', '"answer.idn-2018":"y"'));
  edit(claims, (text) =>
    text.replace('about half,value between 45 to 53', 'over half,value between 51 to 53')
  );
  await edition(['lock', '--pin', 'internet-use=wb-internet-users/2018-08-28'], desk);
  commit();
  const earlier = async () => earlierEdition(await projectOf(desk).read(), desk);
  expect(await earlier()).toBeUndefined();
  await edition(['pin', 'internet-use=wb-internet-users/2024-11'], desk);
  const files = await projectOf(desk).read();
  const then = (await earlier())!;
  expect(then.edition).toBe('2026-01-02');
  const texts = earlierTexts(standingOf(files), standingOf(then.files));
  expect(texts).toMatchObject([
    { id: 'world/world-2018', holds: false },
    { id: 'words.answers/answer.idn-2018', holds: true }
  ]);
  const hashes = { [chapter]: hashOfFile(files, chapter), [claims]: hashOfFile(files, claims) };
  const [{ id, parts, claims: rows } = texts[0]!] = texts;
  const back = { [id]: parts.map(({ written }) => written) };
  expect(mend(files, { hashes, texts: back, claims: Object.fromEntries(rows) })).toEqual([
    { file: chapter, text: words },
    { file: claims, text: promises }
  ]);
});

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
