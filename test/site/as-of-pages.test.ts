import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { openTypeFaces, type TypeFaces } from '../../src/site/pictures/type-faces.ts';
import type { RouteTable } from '../../src/site/route.ts';
import { openCommitted } from '../open-committed.ts';
import { siteOf, textOf } from './site-of.ts';

const root = join(import.meta.dirname, '../..');
let type: TypeFaces;
let then: RouteTable;
let now: RouteTable;
beforeAll(async () => {
  type = await openTypeFaces(root);
  [then, now] = [
    await siteOf(root, await openCommitted('2018-10-08'), type),
    await siteOf(root, await openCommitted(), type)
  ];
});
afterAll(() => type.close());

/** The words a reader sees, one space between them. */
const wordsOf = (html: string) =>
  html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
const said = {
  id: [
    'Edisi ini hanya menampilkan angka yang sudah terbit pada 8 Oktober 2018.',
    'Belum terbit pada hari itu.'
  ],
  en: [
    'This edition shows only figures that had been published by 8 October 2018.',
    'Not yet published on that day.'
  ]
};

describe('the pages of the edition as of 8 October 2018', () => {
  it('are made, and all that is handed out with them', async () => {
    const made = await Promise.all([...then.values()].map((make) => make()));
    expect(made.length).toBeGreaterThan(300);
  });

  it('say 55.5 for the Philippines in 2016, where the current edition says 39.2', async () => {
    const cell = async (routes: RouteTable) => {
      const [header = '', ...rows] = (
        await textOf(routes, 'data/tables/map-internet-use.en.csv')
      ).split('\n');
      return rows.find((row) => row.startsWith('Philippines,'))?.split(',')[
        header.split(',').indexOf('2016')
      ];
    };
    expect([await cell(then), await cell(now)]).toEqual(['55.5', '39.2']);
  });

  it.each(languages)(
    'say on every page what they are, in %s, and stay out of search results',
    async (language) => {
      const pages = [...then.keys()].filter(
        (path) => path.startsWith(`${language}/`) && path.endsWith('.html')
      );
      expect(pages.length).toBeGreaterThan(3);
      for (const path of pages) {
        const html = await textOf(then, path);
        expect(wordsOf(html)).toContain(said[language][0]);
        expect(html).toContain('<meta name="robots" content="noindex">');
      }
      expect(await textOf(now, `${language}/index.html`)).not.toContain('class="as-of"');
    }
  );

  it.each(languages)(
    'say in a sentence’s place that it was not yet published, in %s',
    async (language) => {
      const html = await textOf(then, `${language}/index.html`);
      expect(wordsOf(html).split(said[language][1]!).length).toBeGreaterThan(8);
      expect(html).not.toMatch(/<data class="claim"[^>]*>–/);
      expect(html).not.toMatch(/undefined|NaN/);
    }
  );

  it('print no figure of a later estimate, in any language', async () => {
    for (const language of languages) {
      for (const path of [
        `${language}/index.html`,
        `embed/v1/packs/${language}/demand/figure.svg`
      ]) {
        const words = wordsOf(await textOf(then, path));
        expect(words).toContain(language === 'en' ? '80,000' : '80.000');
        for (const late of ['300,000', '300.000', '550,000', '550.000', '850,000', '850.000'])
          expect(words).not.toContain(late);
      }
    }
  });

  it('leave out what had no release, and say so', async () => {
    const html = await textOf(then, 'en/index.html');
    expect([...then.keys()].filter((path) => /coverage|4g|revision/.test(path))).toEqual([]);
    expect(html).toContain(
      'Coverage by mobile networks is left out: nothing about it had been published'
    );
    expect(html).toContain(
      'This figure is left out: what it shows had not been published by 8 October 2018.'
    );
  });

  it('publish no table that was not out', () => {
    const releases = new Set(
      [...then.keys()].flatMap((path) => /^data\/vintages\/[^/]+\/([^/]+)\//.exec(path)?.[1] ?? [])
    );
    expect(releases.size).toBeGreaterThan(1);
    for (const release of releases) expect(release <= '2018-10-08').toBe(true);
  });
});
