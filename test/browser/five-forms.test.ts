import { parseHTML } from 'linkedom';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { statesOf, type PictureState } from '../../src/chapters/chapter.ts';
import { figureOf } from '../../src/charts/figures.ts';
import { languages } from '../../src/locale/languages.ts';
import { share } from '../slice.ts';
import { readDescription } from '../forms/description.ts';
import { readPicture } from '../forms/picture.ts';
import { expectSame } from '../forms/reading.ts';
import { openCommitted } from '../open-committed.ts';
import { axeFaults } from './axe.ts';
import { onPage, useChromium, openStory, siteUrl, useSite } from './chromium.ts';
import { activeSteps, atRest } from './reading.ts';

useChromium();
useSite();

const story = await openCommitted();
const states = story.scenes.flatMap(statesOf);

function seenOf(page: Page, { id, scene }: PictureState) {
  return page.evaluate(
    ([step, scene]) => {
      const section = document.getElementById(scene)!;
      const figure = section.querySelector('figure')!;
      const behind = figure.closest('details');
      if (behind) behind.open = true;
      // Reports behind a question and sheets before the figure belong to the picture.
      const shown = [figure, ...section.querySelectorAll('.reports, div.sheets')].map((part) => {
        for (const details of part.querySelectorAll('details')) details.open = true;
        const clone = part.cloneNode(true) as Element;
        const copies = [...clone.querySelectorAll('*')];
        [...part.querySelectorAll('*')].forEach((element, index) => {
          const hasBox = getComputedStyle(element).display !== 'contents';
          if (
            hasBox &&
            !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
          )
            copies[index]!.remove();
        });
        return clone.outerHTML;
      });
      const described = (
        section.querySelector(`[aria-describedby^="${step}-"]`) ??
        figure.querySelector('[aria-describedby]')
      )?.getAttribute('aria-describedby');
      return {
        html: shown.join(''),
        description: document.getElementById(described ?? '')?.textContent ?? ''
      };
    },
    [id, scene.id] as const
  );
}

async function askMap(page: Page, iso3: string) {
  await page.locator('.map-list').selectOption(iso3);
  const [, share = ''] = await page.locator('.choropleth-reading > *').allInnerTexts();
  await page.locator('.map-list').selectOption('');
  // The year follows the share.
  return share.replace(/ \d{4}$/, '');
}

/** Without motion the squares stand still. */
const isStep = ({ scene }: PictureState) =>
  scene.form === 'sticky' && scene.figure !== 'demand' && !figureOf(scene.figure).sheet;

describe.concurrent.each(languages)('the steps in %s', (language) => {
  // Without motion each step of the map has a map of its own.
  it.each([
    ['the map', 'no-preference'],
    ['other pictures', 'reduce']
  ] as const)(
    'of %s say in picture and description what the record says (WCAG 1.1.1)',
    (_, motion) =>
      onPage({ viewport: { width: 1280, height: 900 }, reducedMotion: motion }, async (page) => {
        const words = story.words[language];
        await openStory(page, language);
        const seen = states.filter(
          ({ scene }) => (scene.figure === 'world') === (motion === 'no-preference')
        );
        for (const state of share(seen, 12, languages.indexOf(language))) {
          const record = state.record(story.data, words);
          await page.evaluate((id) => {
            location.hash = id;
          }, state.id);
          await atRest(page);
          if (isStep(state)) expect((await activeSteps(page))[state.scene.id]).toBe(state.id);
          const { html, description } = await seenOf(page, state);
          const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
          // The surveys’ finding is text, and is shared as a statement without a number.
          if (record.numbers.length > 0) {
            expectSame(record, readPicture(document, state, words), state.id);
            expectSame(
              record,
              readDescription(description, state, record, words),
              `${state.id}, described`
            );
          } else expect(readPicture(document, state, words), state.id).toEqual({});
          if (state.scene.figure === 'world') {
            for (const iso3 of ['GBR', 'IDN']) {
              const text = record.numbers.find(({ id }) => id === iso3)?.text;
              expect({ step: state.id, iso3, says: await askMap(page, iso3) }).toEqual({
                step: state.id,
                iso3,
                says: text
              });
            }
          }
        }
      })
  );

  it.each(
    share(['demand-later', 'world-2018', 'since', 'told-unknown'], 4, languages.indexOf(language))
  )('the page that shares %s has no fault that axe finds and fits 320 px', (id) =>
    onPage({ viewport: { width: 320, height: 640 } }, async (page) => {
      await page.goto(siteUrl(`share/${language}/${id}/`));
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      const picture = await page.evaluate(() => {
        const { naturalWidth, naturalHeight } = document.querySelector('img')!;
        return { naturalWidth, naturalHeight };
      });
      expect(picture).toEqual({ naturalWidth: 1200, naturalHeight: 630 });
    })
  );
});
