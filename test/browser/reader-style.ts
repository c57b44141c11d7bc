import type { Page } from 'playwright-core';

/** Letters of twice the size (WCAG 1.4.4). */
export const twice = 'html { font-size: 200% !important }';

/** What WCAG 1.4.12 asks a page to bear. */
export const spaced =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';

/** Sets what the page opens next in a style of the reader's own, before it is first laid out. */
export async function readWith(page: Page, css: string): Promise<void> {
  await page.addInitScript((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);
}

/**
 * Puts other nodes in the place of every text, as a browser does that translates a page: none that
 * a script holds is shown any more.
 */
export const translated = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (texts.nextNode()) found.push(texts.currentNode as Text);
    for (const text of found.filter(
      ({ data, parentElement }) => data.trim() && !parentElement?.closest('script, style, option')
    )) {
      const put = document.createElement('font');
      put.textContent = text.data;
      text.replaceWith(put);
    }
  });
