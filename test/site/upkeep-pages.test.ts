import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardPath, cards } from '../../src/cards/card.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { newsroomFile, newsroomStatements } from '../../src/pages/newsroom.ts';
import { openTypeFaces, type TypeFaces } from '../../src/site/pictures/type-faces.ts';
import type { RouteTable } from '../../src/site/route.ts';
import type { OpenedStory } from '../../src/site/story/open-story.ts';
import { withFiles } from '../../src/vintages/project-files.ts';
import { committedProject } from '../committed-project.ts';
import { openCommitted } from '../open-committed.ts';
import { siteOf, textOf } from './site-of.ts';

const project = join(import.meta.dirname, '../..');

/** The committed files, but for the statements of the newsroom. */
function filesWith(reviewBy: string | null) {
  const silent = Object.fromEntries(newsroomStatements.map((field) => [field, null]));
  return withFiles(committedProject, {
    [newsroomFile]: JSON.stringify({ ...silent, review_by: reviewBy })
  });
}

let type: TypeFaces;
let story: OpenedStory;
let silent: RouteTable;
let promised: RouteTable;
beforeAll(async () => {
  [type, story] = await Promise.all([openTypeFaces(project), openCommitted()]);
  const routesOf = (reviewBy: string | null) =>
    siteOf(project, { ...story, files: filesWith(reviewBy) }, type);
  [silent, promised] = [await routesOf(null), await routesOf('2027-02-28')];
}, 120_000);
afterAll(() => type.close());

const said: Record<Language, { line: string; banner: string; card: string; scriptless: string }> = {
  id: {
    line: 'Angka diperiksa sampai 28 Februari 2027',
    banner:
      'Angka dalam cerita ini tidak lagi diperbarui sejak 28 Februari 2027. Angka yang lebih baru mungkin berkata lain.',
    card: 'Sejak itu tidak diperbarui lagi.',
    scriptless: 'Jika sekarang sudah lewat 28 Februari 2027, angka di sini tidak lagi diperbarui'
  },
  en: {
    line: 'Figures checked until 28 February 2027',
    banner:
      'The figures in this story have not been kept up since 28 February 2027. Newer ones may say otherwise.',
    card: 'Not kept up since then.',
    scriptless: 'If it is now later than 28 February 2027, the figures here are no longer kept up'
  }
};
/** The story, the pages beside it and two of its parts, which are all made alike. */
const pagesOf = (language: Language) => {
  const matching = (form: string) =>
    [...promised.keys()].filter((path) => new RegExp(form).test(path));
  return [
    ...matching(`^${language}/(?!lite/).*html$`),
    ...matching(`^share/${language}/.*html$`).slice(0, 2)
  ];
};
const cardsOf = (language: Language) =>
  cards.flatMap((card) => [cardPath(language, card), cardPath(language, card, story.data.edition)]);
const pageAt = async (path: string) => {
  const html = await textOf(promised, path);
  const { document } = parseHTML(html);
  return { html, document, text: document.body.textContent!.replace(/\s+/g, ' ') };
};
const times = (text: string, words: string) => text.split(words).length - 1;

describe.each(languages)('the last day of maintenance, in %s', (language) => {
  const { line, banner, card, scriptless } = said[language];
  const other = said[language === 'id' ? 'en' : 'id'];

  it('is on every page, with a hidden banner for later days', async () => {
    const pages = pagesOf(language);
    expect(pages.length).toBeGreaterThan(5);
    for (const path of pages) {
      const { html, document, text } = await pageAt(path);
      expect([path, times(text, line), times(text, banner), text.includes(other.line)]).toEqual([
        path,
        1,
        1,
        false
      ]);
      const [shown, ...more] = document.querySelectorAll('[data-from]');
      expect([
        more.length,
        shown!.hasAttribute('hidden'),
        shown!.getAttribute('data-from')
      ]).toEqual([0, true, '2027-03-01T00:00']);
      expect(document.querySelector('main')!.contains(shown!)).toBe(true);
      // Run where it stands, so that nothing below moves; named by the page's own policy, and
      // nothing else let in.
      const script = shown!.nextElementSibling!;
      expect(script.localName).toBe('script');
      const [, policy = ''] = /script-src ([^;]*)/.exec(html.replaceAll('&#39;', "'"))!;
      expect(policy).toContain(
        `'sha256-${createHash('sha256').update(script.textContent!).digest('base64')}'`
      );
      expect(policy.split(' ')).toHaveLength(path === `${language}/index.html` ? 4 : 2);
    }
  });

  it('is in the lite edition, without script', async () => {
    const { html, text } = await pageAt(`${language}/lite/index.html`);
    expect([
      times(text, line),
      times(text, scriptless),
      html.includes('<script'),
      html.includes('data-from')
    ]).toEqual([1, 1, false, false]);
    expect(html).toContain("script-src 'none'");
  });

  it('is on every card, in the place of the correction', async () => {
    for (const path of cardsOf(language)) {
      const { document, text } = await pageAt(path);
      expect([path, times(text, line), times(text, card), text.includes(other.line)]).toEqual([
        path,
        1,
        1,
        false
      ]);
      const [shown, ...more] = document.querySelectorAll(
        '.state > .correction[tabindex="0"] > [data-from]'
      );
      expect([
        more.length,
        shown!.hasAttribute('hidden'),
        shown!.getAttribute('data-from')
      ]).toEqual([0, true, '2027-03-01T00:00']);
    }
  });
});

it('is nowhere if no day is named', async () => {
  for (const language of languages) {
    const { line, banner, card, scriptless } = said[language];
    const undated = [line, banner, scriptless].map((words) => words.split('28 ')[0]!.trim());
    for (const path of [
      ...pagesOf(language),
      `${language}/lite/index.html`,
      ...cardsOf(language)
    ]) {
      const html = await textOf(silent, path);
      expect([
        path,
        [...undated, card, 'data-from='].filter((words) => html.includes(words))
      ]).toEqual([path, []]);
    }
  }
});
