import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cardPath, cards } from '../../src/cards/card.ts';
import { languages } from '../../src/locale/languages.ts';
import { share } from '../slice.ts';
import { onPage, useChromium } from './chromium.ts';
import { readWith, spaced, twice } from './reader-style.ts';
import { textFaults } from './text-lines.ts';

useChromium();

const dist = join(import.meta.dirname, '..', '..', 'dist');

describe.concurrent('nothing of a card is lost', () => {
  it.each([
    // A card in a partner's page on a phone.
    ['in text of 200 %', twice, 360, 0],
    ['in text of 200 % in a narrow column', twice, 320, 1],
    ['with the reader’s own spacing', spaced, 320, 2]
  ])(
    '%s: no view’s text is cut off, off the card or over other text (WCAG 1.4.4, 1.4.12)',
    (_, css, width, first) =>
      onPage({ reducedMotion: 'reduce', viewport: { width, height: 700 } }, async (page) => {
        await readWith(page, css);
        const paths = languages.flatMap((language) =>
          cards.map((card) => cardPath(language, card))
        );
        for (const path of share(paths, 4, first)) {
          await page.goto(pathToFileURL(join(dist, path)).href);
          const choices = await page.$$eval('.choice', (found) =>
            found.map((one) =>
              [...one.querySelectorAll('input')].map(
                ({ name, value }) => `[name="${name}"][value="${value}"]`
              )
            )
          );
          // The story's card has many choices: the second of each is looked at together, then the
          // third.
          for (let view = 0; view < Math.max(...choices.map((choice) => choice.length)); view++) {
            await page.evaluate(
              (inputs) =>
                inputs.forEach((input) => document.querySelector<HTMLInputElement>(input)?.click()),
              choices.flatMap((choice) => choice[view] ?? [])
            );
            const over = await page.evaluate(
              () => document.documentElement.scrollWidth - innerWidth
            );
            expect([path, view, await textFaults(page), over]).toEqual([path, view, [], 0]);
            // A frame keeps its height: what no longer fits must be reached by scrolling in it.
            const unreached = await page.evaluate(() => {
              scrollTo(0, document.documentElement.scrollHeight);
              const { bottom } = document.getElementById('card')!.getBoundingClientRect();
              scrollTo(0, 0);
              return Math.max(0, Math.floor(bottom - innerHeight));
            });
            expect([path, view, unreached]).toEqual([path, view, 0]);
          }
        }
      })
  );

  it('in text of 200 % in the narrowest column: a map’s card does not scroll sideways', () =>
    onPage({ reducedMotion: 'reduce', viewport: { width: 280, height: 700 } }, async (page) => {
      await readWith(page, twice);
      for (const [i, card] of (['world', 'coverage'] as const).entries()) {
        await page.goto(
          pathToFileURL(join(dist, cardPath(languages[i % languages.length]!, card))).href
        );
        await page.waitForSelector('.live .map-steps');
        expect([
          card,
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        ]).toEqual([card, 0]);
      }
    }));
});
