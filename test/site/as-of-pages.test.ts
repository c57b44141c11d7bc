import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { buildPages } from '../../src/site/build-pages.ts';
import { indexedPng } from '../../src/site/pictures/indexed-png.ts';
import { openStory } from '../../src/site/story/open-story.ts';

const root = join(import.meta.dirname, '../..');
const manifest = { entry: { file: 'assets/story.js', css: ['assets/story.css'], isEntry: true } };
const scripts = { card: '', map: '', story: '', embed: '', element: '', partners: '' };
/** Drawings are made as they are for readers; how they look as pixels is of no matter here. */
const blank = indexedPng({ width: 1, height: 1, pixels: new Uint8Array(4) });
async function pagesOf(asOf?: string): Promise<Map<string, string>> {
  const story = await openStory(root, asOf === undefined ? {} : { asOf });
  const files = await buildPages(root, story, manifest, scripts, { draw: () => Promise.resolve(blank) });
  const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return new Map(
    files.flatMap((file) => {
      if ('text' in file) return [[file.path, file.text] as const];
      return file.path.endsWith('.svg') ? [[file.path, textOf(file.bytes)] as const] : [];
    })
  );
}
let then: Map<string, string>;
let now: Map<string, string>;
beforeAll(async () => {
  [then, now] = [await pagesOf('2018-10-08'), await pagesOf()];
});

/** The words a reader sees, one space between them. */
const wordsOf = (html: string) =>
  html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
const said = {
  id: ['Edisi ini hanya menampilkan angka yang sudah terbit pada 8 Oktober 2018.', 'Belum terbit pada hari itu.'],
  en: ['This edition shows only figures that had been published by 8 October 2018.', 'Not yet published on that day.']
};

describe('the pages of the edition as of 8 October 2018', () => {
  it('say 55.5 for the Philippines in 2016, where the current edition says 39.2', () => {
    const cell = (pages: Map<string, string>) => {
      const [header = '', ...rows] = (pages.get('data/tables/map-internet-use.en.csv') ?? '').split('\n');
      return rows.find((row) => row.startsWith('Philippines,'))?.split(',')[header.split(',').indexOf('2016')];
    };
    expect([cell(then), cell(now)]).toEqual(['55.5', '39.2']);
  });

  it.each(languages)('say on every page what they are, in %s, and stay out of search results', (language) => {
    const pages = [...then].filter(([path]) => path.startsWith(`${language}/`) && path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(3);
    for (const [, html] of pages) {
      expect(wordsOf(html)).toContain(said[language][0]);
      expect(html).toContain('<meta name="robots" content="noindex">');
    }
    expect(now.get(`${language}/index.html`)).not.toContain('class="as-of"');
  });

  it.each(languages)('say in a sentence’s place that it was not yet published, in %s', (language) => {
    const html = then.get(`${language}/index.html`)!;
    expect(wordsOf(html).split(said[language][1]!).length).toBeGreaterThan(8);
    expect(html).not.toMatch(/<data class="claim"[^>]*>–/);
    expect(html).not.toMatch(/undefined|NaN/);
  });

  it('print no figure of a later estimate, in any language', () => {
    for (const language of languages) {
      for (const path of [`${language}/index.html`, `embed/v1/packs/${language}/demand/figure.svg`]) {
        const words = wordsOf(then.get(path)!);
        expect(words).toContain(language === 'en' ? '80,000' : '80.000');
        for (const late of ['300,000', '300.000', '550,000', '550.000', '850,000', '850.000']) expect(words).not.toContain(late);
      }
    }
  });

  it('leave out what had no release, and say so', () => {
    expect([...then.keys()].filter((path) => /coverage|4g|revision/.test(path))).toEqual([]);
    expect(then.get('en/index.html')).toContain('Coverage by mobile networks is left out: nothing about it had been published');
    expect(then.get('en/index.html')).toContain('This figure is left out: what it shows had not been published by 8 October 2018.');
  });

  it('publish no table that was not out', () => {
    const releases = new Set([...then.keys()].flatMap((path) => /^data\/vintages\/[^/]+\/([^/]+)\//.exec(path)?.[1] ?? []));
    expect(releases.size).toBeGreaterThan(1);
    for (const release of releases) expect(release <= '2018-10-08').toBe(true);
  });
});
