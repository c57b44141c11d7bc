import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardPath, cards } from '../../src/cards/card.ts';
import { speak } from '../../src/copy/words.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { formatDate } from '../../src/locale/numbers.ts';
import { newsroomFile, newsroomStatements } from '../../src/pages/newsroom.ts';
import { openTypeFaces, type TypeFaces } from '../../src/site/pictures/type-faces.ts';
import type { RouteTable } from '../../src/site/route.ts';
import type { OpenedStory } from '../../src/site/story/open-story.ts';
import { withFiles } from '../../src/vintages/project-files.ts';
import { storyWords } from '../charts/story-data.ts';
import { committedProject, openCommitted } from '../open-committed.ts';
import { siteOf, textOf } from './site-of.ts';

const project = join(import.meta.dirname, '../..');

const silent = Object.fromEntries(newsroomStatements.map((field) => [field, null]));
const promising = withFiles(committedProject, {
  [newsroomFile]: JSON.stringify({ ...silent, review_by: '2027-02-28' })
});

let type: TypeFaces;
let story: OpenedStory;
let promised: RouteTable;
beforeAll(async () => {
  [type, story] = await Promise.all([openTypeFaces(project), openCommitted()]);
  promised = await siteOf(project, { ...story, files: promising }, type);
}, 120_000);
afterAll(() => type.close());

const saidIn = (language: Language) => {
  const date = formatDate('2027-02-28', language);
  const words = storyWords(language);
  return {
    line: speak(words, 'upkeep.until', { date }),
    banner: speak(words, 'upkeep.banner', { date }),
    card: speak(words, 'upkeep.card'),
    scriptless: speak(words, 'upkeep.scriptless', { date })
  };
};
const expectOneBanner = (path: string, shown: Element[]) =>
  expect([
    path,
    ...shown.map((one) => [one.hasAttribute('hidden'), one.getAttribute('data-from')])
  ]).toEqual([path, [true, '2027-03-01T00:00']]);
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
  const { line, banner, card, scriptless } = saidIn(language);

  it('is on every page, with a hidden banner for later days', async () => {
    const pages = pagesOf(language);
    expect(pages.length).toBeGreaterThan(5);
    for (const path of pages) {
      const { html, document, text } = await pageAt(path);
      expect([path, times(text, line), times(text, banner)]).toEqual([path, 1, 1]);
      const [shown, ...more] = document.querySelectorAll('[data-from]');
      expectOneBanner(path, [shown!, ...more]);
      expect(document.querySelector('main')!.contains(shown!)).toBe(true);
      // The script runs right after its banner, so that nothing below moves. The page's own policy
      // allows it by its hash.
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
  });

  it('is on every card, in the place of the correction', async () => {
    for (const path of cardsOf(language)) {
      const { document, text } = await pageAt(path);
      expect([path, times(text, line), times(text, card)]).toEqual([path, 1, 1]);
      expectOneBanner(path, [
        ...document.querySelectorAll('.state > .correction[tabindex="0"] > [data-from]')
      ]);
    }
  });
});
