import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { share } from '../slice.ts';
import { axeFaults, keepEachKindOfRow } from './axe.ts';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';
import { readWith, spaced, twice } from './reader-style.ts';
import { textFaults } from './text-lines.ts';

useChromium();
useSite();

describe.concurrent.each(languages)('the lite edition in %s', (language) => {
  it('has no fault that axe finds (WCAG 4.1.2)', () =>
    onPage({ viewport: { width: 360, height: 740 } }, async (page) => {
      await page.goto(siteUrl(`${language}/lite/`));
      await keepEachKindOfRow(page);
      expect(await axeFaults(page)).toEqual([]);
    }));

  const ways = [
    ['on the narrowest phone', 320, ''],
    ['in text of 200 %', 390, twice],
    ['with the spacing of WCAG 1.4.12', 360, spaced],
    ['on a desktop', 1440, '']
  ] as const;
  it.each(share(ways, 2, languages.indexOf(language)))(
    '%s loses no text (A15, A16)',
    (_, width, css) =>
      onPage({ viewport: { width, height: 800 } }, async (page) => {
        if (css) await readWith(page, css);
        await page.goto(siteUrl(`${language}/lite/`));
        expect(await textFaults(page)).toEqual([]);
        const over = () =>
          document.documentElement.scrollWidth - document.documentElement.clientWidth;
        expect(await page.evaluate(over)).toBe(0);
      })
  );
});
