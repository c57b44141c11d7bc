import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { sidePages } from '../../src/pages/side/side-page.ts';
import { built } from './dist.ts';

/** The partner page is a form. */
const pages = ['', 'lite/', ...sidePages.filter((id) => id !== 'partners').map((id) => `${id}/`)];
const bare = (node: { textContent: string | null }) =>
  node.textContent?.replace(/\s+/g, ' ').trim() ?? '';

// Readability is Firefox's own. It drops parts named like advertisements, and lists of links.
it.each(pages.flatMap((page) => languages.map((language) => `${language}/${page}index.html`)))(
  '%s keeps its words, rows and helplines in reader mode (A24)',
  (path) => {
    const { document } = parseHTML(built(path));
    const words = [...document.querySelectorAll('main :is(h2, h3, h4, p, li, dt, dd, tr, caption)')]
      .filter((node) => !node.closest('[hidden], [aria-hidden="true"]'))
      .map(bare);
    const { content } = new Readability(document).parse() ?? {};
    const kept = bare(parseHTML(`<main>${content}</main>`).document.documentElement);
    expect(words.length).toBeGreaterThan(5);
    expect(words.filter((one) => !kept.includes(one))).toEqual([]);
  }
);
