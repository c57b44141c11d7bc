import { readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import Sources from '../../src/pages/side/Sources.svelte';
import {
  withLinks,
  linksFile,
  readLinks,
  unusedLinks,
  type Link
} from '../../src/story/ledgers/links.ts';
import { StoryRefused } from '../../src/story/problem.ts';
import { openCommitted } from '../open-committed.ts';

const link: Link = { url: 'https://example.org/', opened: null, copy: null };
const text = (...links: object[]) => JSON.stringify(links, null, 1);

it.each([
  ['an address that is there twice', text(link, link), 8],
  ['an address that opens unencrypted', text({ ...link, url: 'http://example.org/' }), 3],
  ['a copy that is none', text({ ...link, copy: 'yes' }), 5],
  [
    'a copy of another page',
    text({ ...link, copy: 'https://web.archive.org/web/2026/https://example.com/' }),
    5
  ],
  ['a day that is none', text({ ...link, opened: '2026-02-30' }), 4],
  ['what a link does not have', text({ ...link, title: 'x' }), 6]
])('refuses %s', (_, file, line) => {
  try {
    readLinks(file);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(StoryRefused);
    expect((error as StoryRefused).problems[0]).toMatchObject({
      file: linksFile,
      kind: 'wrong-field',
      line
    });
  }
});

it('reports an address that no row has', () => {
  const file = text(link, { ...link, url: 'https://example.org/typo' });
  expect(unusedLinks(file, readLinks(file), [{ url: link.url }])).toMatchObject([
    { kind: 'link', file: linksFile, line: 8 }
  ]);
});

it('uses every committed link', async () => {
  const { data } = await openCommitted();
  const rows = [
    ...Object.values(data.estimates),
    ...Object.values(data.statements),
    ...Object.values(data.protection)
  ];
  for (const { url } of readLinks(readFileSync(linksFile, 'utf8')))
    expect(rows.map((row) => row.link?.url)).toContain(url);
});

it.each(languages)(
  'prints in %s when a source was opened and where its copy is (D12)',
  async (language) => {
    const story = await openCommitted();
    const listOf = (opened: string | null, copy: string | null) => {
      const links = readLinks(readFileSync(linksFile, 'utf8')).map((one) => ({
        ...one,
        opened,
        copy
      }));
      const data = {
        ...story.data,
        estimates: withLinks(story.data.estimates, links),
        protection: withLinks(story.data.protection, links)
      };
      return render(Sources, {
        props: { page: { data, words: story.words[language], home: '../' }, level: 2 }
      }).body;
    };
    const copy = 'https://archive.example/copy';
    const [unseen, seen] = [listOf(null, null), listOf('2027-01-02', copy)];
    const accessed = { id: 'diakses 2 Januari 2027', en: 'accessed 2 January 2027' }[language];
    expect(seen.replaceAll('\u00a0', ' ').split(accessed).length).toBeGreaterThan(3);
    expect(seen.split(copy).length).toBe(seen.replaceAll('\u00a0', ' ').split(accessed).length);
    for (const words of [/accessed|diakses/, /archived copy|salinan arsip/])
      expect(unseen).not.toMatch(words);
  }
);
