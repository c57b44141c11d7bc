import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';
import { atRest } from './reading.ts';

useChromium();
useSite();

/** In the first a stage has no room: its gauge stands beside the words. */
const windows = [
  [360, 560],
  [360, 640],
  [412, 732],
  [1366, 650],
  [1440, 900],
  [1920, 1080]
] as const;

describe.each(languages)('the level in %s', (language) => {
  it.each(windows)(
    'has no two labels that touch and no text at its edge, at %i × %i',
    (width, height) =>
      onPage({ viewport: { width, height } }, async (page) => {
        await page.goto(siteUrl(`${language}/`));
        await atRest(page);
        const cover = await page.evaluate(() => {
          const box = (part: string) => document.querySelector(part)!.getBoundingClientRect();
          const thumb = document.querySelector('.thumb')!.getBoundingClientRect();
          const foot = thumb.top > innerHeight / 2 ? thumb.top : innerHeight;
          return {
            over: Math.round(box('.cover').bottom - foot),
            share: Math.round((100 * box('.ground').height) / box('.cover').height)
          };
        });
        expect(cover).toEqual({ over: 0, share: 49 });
        for (const [step, share] of [
          ['signal-2018', 49],
          ['signal-now', 74]
        ] as const) {
          await page.evaluate((id) => (location.hash = id), step);
          await atRest(page);
          const seen = await page.evaluate((id) => {
            const stage = document.querySelector<HTMLElement>('.rising')!;
            if (getComputedStyle(stage).position !== 'sticky')
              return { gauges: document.querySelectorAll(`#${id} .pillar`).length };
            const texts = [...document.querySelectorAll('.rising-words p')]
              .filter((text) => text.checkVisibility())
              .map((text) => {
                const range = document.createRange();
                range.selectNodeContents(text);
                const { left, right } = range.getBoundingClientRect();
                // A numeral's lines are lower than its typeface.
                const { top, bottom } = text.getBoundingClientRect();
                return { left, right, top, bottom };
              });
            const touching = texts.filter((one, at) =>
              texts.some(
                (other, index) =>
                  index > at &&
                  one.left < other.right &&
                  other.left < one.right &&
                  one.top < other.bottom &&
                  other.top < one.bottom
              )
            );
            const { top, height } = stage.getBoundingClientRect();
            const edge = top + height * (1 - Number(stage.style.getPropertyValue('--at')) / 100);
            const words = document.querySelector(`#${id} .words`)!.getBoundingClientRect();
            return {
              touching: touching.length,
              standsAbove: Math.round(edge - Math.max(...texts.map(({ bottom }) => bottom))),
              isUnder: words.top > edge,
              numeral: parseInt(document.querySelector('.rising-words .numeral')!.textContent!)
            };
          }, step);
          expect([step, seen]).toEqual([
            step,
            height < 600
              ? { gauges: step === 'signal-now' ? 2 : 1 }
              : { touching: 0, standsAbove: 8, isUnder: true, numeral: share }
          ]);
        }
      })
  );

  it('has only words of the year of its numeral beside it', () =>
    onPage({ viewport: { width: 360, height: 640 } }, async (page) => {
      await page.goto(siteUrl(`${language}/#signal-2018`));
      await atRest(page);
      const shown = await page.evaluate(async () => {
        const ground = document.querySelector('.rising')!.parentElement!;
        const numeral = ground.querySelector('.rising-words .year')!;
        const pairs = new Set<string>();
        const end = scrollY + ground.getBoundingClientRect().bottom;
        for (let y = scrollY; y < end; y += 12) {
          scrollTo(0, y);
          for (let frame = 0; frame < 2; frame++)
            await new Promise((drawn) => requestAnimationFrame(drawn));
          for (const { id } of [...ground.querySelectorAll('.step')].filter(
            (step) =>
              getComputedStyle(step).opacity === '1' &&
              step.getBoundingClientRect().top < innerHeight
          ))
            pairs.add(`${id} ${numeral.textContent}`);
        }
        return [...pairs];
      });
      expect(shown).toEqual(['signal-2018 2018', 'signal-now 2025']);
    }));
});
