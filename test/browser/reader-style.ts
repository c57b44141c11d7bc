import type { Page } from 'playwright-core';

/** Text of 200 % (WCAG 1.4.4). */
export const twice = 'html { font-size: 200% !important }';

/** The text spacing of WCAG 1.4.12. */
export const spaced =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';

export async function readWith(page: Page, css: string) {
  await page.addInitScript((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);
}

export const translated = (page: Page) =>
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
