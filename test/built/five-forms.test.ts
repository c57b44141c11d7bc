import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statesOf, type PictureState } from '../../src/chapters/chapter.ts';
import { describeChoropleth } from '../../src/charts/choropleth/describe.ts';
import { shareCard, shareSize } from '../../src/charts/drawing/share-card.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { sidePages } from '../../src/pages/side/side-page.ts';
import {
  sharedIds,
  sharedParts,
  wholeStory,
  type SharedPart
} from '../../src/pages/story/shared-part.ts';
import { storyPageOf } from '../../src/site/build-pages.ts';
import { openTypeFaces, type TypeFaces } from '../../src/site/pictures/type-faces.ts';
import { readDescription } from '../forms/description.ts';
import { readPicture } from '../forms/picture.ts';
import { expectSame } from '../forms/reading.ts';
import { holds } from '../forms/said-in.ts';
import { readTables } from '../forms/table.ts';
import { keptReleases, openCommitted } from '../open-committed.ts';
import { built, dist } from './dist.ts';

const metaOf = (document: Document) => (name: string) =>
  document.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.getAttribute('content');
const story = await openCommitted();
const states = story.scenes.flatMap(statesOf);
/** A state of type alone has no numbers that another form repeats (standards S42). */
const numbered = states.filter(
  (state) => state.record(story.data, story.words.en).numbers.length > 0
);
let type: TypeFaces;
let parts: Record<Language, SharedPart[]>;
let pages: Record<Language, Document>;
let dataPages: Record<Language, Document>;
beforeAll(async () => {
  type = await openTypeFaces('.');
  const inputs = {
    helplines: [],
    corrections: [],
    withdrawals: [],
    newsroom: {},
    releases: keptReleases(story),
    draft: true,
    address: ''
  };
  const each = <Value>(make: (language: Language) => Value) =>
    Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<
      Language,
      Value
    >;
  parts = each((language) =>
    sharedParts(
      storyPageOf(story, inputs as unknown as Parameters<typeof storyPageOf>[1], language)
    )
  );
  pages = each((language) => parseHTML(built(`${language}/index.html`)).document);
  dataPages = each((language) => parseHTML(built(`${language}/data/index.html`)).document);
});
afterAll(() => type.close());

const sceneOf = (language: Language, { scene }: PictureState) =>
  pages[language].getElementById(scene.id)!;
const tablesOf = (language: Language, state: PictureState) => ({
  querySelector(selector: string) {
    const own = sceneOf(language, state).querySelector(selector);
    return own?.querySelector('.whole') ? dataPages[language].querySelector(selector) : own;
  }
});
const textOf = (element: Element | null) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

function descriptionOf(language: Language, state: PictureState) {
  const { scene } = state;
  if (scene.form !== 'sticky' || scene.figure !== 'world')
    return textOf(
      pages[language].querySelector(`[id^="${state.id}-"][id$="-text"]`) ??
        sceneOf(language, state).querySelector('[hidden][id$="-text"]')
    );
  const view = scene.steps.find(({ id }) => id === state.id)!.view!;
  const series = view.layer === 'internet-use' ? story.data.internetUse : story.data.coverage!;
  return describeChoropleth(series, view, story.words[language]).text;
}

describe.each(languages)('the record of a step in %s is also in', (language) => {
  const recordOf = (state: PictureState) => state.record(story.data, story.words[language]);

  it.each(numbered)('$id: the still picture in the HTML (WCAG 1.4.5)', (state) => {
    expectSame(
      recordOf(state),
      readPicture(sceneOf(language, state), state, story.words[language]),
      state.id
    );
  });

  it.each(numbered)('$id: the printed table', (state) => {
    const record = recordOf(state);
    expectSame(
      record,
      readTables(tablesOf(language, state), state, record, story.words[language]),
      state.id
    );
  });

  it.each(numbered)('$id: the description (WCAG 1.1.1)', (state) => {
    const record = recordOf(state);
    expectSame(
      record,
      readDescription(descriptionOf(language, state), state, record, story.words[language]),
      state.id
    );
  });

  it.each(states)('$id: the share card and its page', (state) => {
    const record = recordOf(state);
    const part = parts[language].find(({ id }) => id === state.id)!;
    const { document } = parseHTML(shareCard(part.card, type.measure));
    const seen = [...document.querySelectorAll('text')].map(textOf).join(' ');
    const page = parseHTML(built(`share/${language}/${state.id}/index.html`)).document;
    expect(textOf(page.querySelector('h1'))).toBe(part.heading);
    expect(page.querySelector('img')?.getAttribute('alt')).toBe(part.alt);
    // On the low block of those who told nobody, no other share may be read as what it shows.
    const isLow = record.large.some(({ kind, base }) => kind === 'answer' && base);
    for (const said of [
      isLow ? '' : (record.headline ?? part.heading),
      part.card.limits ?? '',
      part.card.source,
      part.card.checked
    ])
      expect(seen).toContain(said);
    // A step whose heading is not about its number shares a sentence, without the number.
    if (part.card.lead !== undefined) {
      expect(seen).toContain(part.card.lead);
      expect(textOf(page.querySelector('main'))).toContain(part.card.lead);
      const others = record.large.filter(({ text }) => !holds(part.card.lead!, text));
      for (const { text } of others)
        expect(`${seen} ${textOf(page.body)} ${part.description}`).not.toContain(text);
      return;
    }
    for (const { text, label, line = label, beside = '', of } of record.large) {
      expect(seen.toLowerCase()).toContain(text.toLowerCase());
      expect(seen).toContain(line);
      expect(seen.includes(beside)).toBe(!isLow);
      for (const id of of) {
        const number = record.numbers.find((candidate) => candidate.id === id)!;
        expect({ id, said: holds(`${text} ${label} ${beside}`, number.text) }).toEqual({
          id,
          said: true
        });
      }
    }
    const described = textOf(document.querySelector('desc'));
    const listed = [...page.querySelectorAll('dl dt')].map((term) => [
      textOf(term),
      textOf(term.nextElementSibling)
    ]);
    expect(listed).toEqual(record.numbers.map(({ text, label }) => [text, label]));
    for (const { text, label } of record.numbers) expect(described).toContain(`${label}: ${text}.`);
  });
});

describe('share pictures', () => {
  it.each(languages)(
    'exist for every step, figure and the whole story in %s, with the size of their tags',
    (language) => {
      expect(parts[language].map(({ id }) => id)).toEqual([
        wholeStory,
        ...story.scenes.flatMap(sharedIds)
      ]);
      for (const { id } of parts[language]) {
        const png = readFileSync(join(dist, `share/${language}/${id}.png`));
        expect(png.subarray(1, 4).toString()).toBe('PNG');
        expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
          shareSize.width,
          shareSize.height
        ]);
        // Some apps ignore larger pictures.
        expect(png.length).toBeLessThan(300_000);
        if (id === wholeStory) continue;
        const { document } = parseHTML(built(`share/${language}/${id}/index.html`));
        const meta = metaOf(document);
        expect(meta('og:image')).toBe(`../../../share/${language}/${id}.png`);
        expect([meta('og:image:width'), meta('og:image:height')]).toEqual([
          String(shareSize.width),
          String(shareSize.height)
        ]);
        expect([meta('robots'), meta('twitter:card')]).toEqual(['noindex', 'summary_large_image']);
        expect(document.querySelector('link[rel="canonical"]')?.getAttribute('href')).toBe(
          `../../../${language}/`
        );
        // Only the script that marks unmaintained figures.
        expect(document.querySelectorAll('script')).toHaveLength(
          document.querySelectorAll('[data-from]').length
        );
        expect(document.querySelector('meta[http-equiv="refresh"]')).toBeNull();
        expect(
          [...document.querySelectorAll('a')].map((link) => link.getAttribute('href'))
        ).toContain(`../../../${language}/#${id}`);
      }
    }
  );

  it.each(languages)(
    'say of each side page in %s what it is about, without numbers',
    (language) => {
      const about = sidePages.map((id) => {
        const { document } = parseHTML(built(`${language}/${id}/index.html`));
        const meta = metaOf(document);
        expect(meta('og:image')).toBe(`../../share/${language}/${id}.png`);
        expect(readFileSync(join(dist, `share/${language}/${id}.png`)).readUInt32BE(16)).toBe(
          shareSize.width
        );
        expect(meta('og:image:alt')).toBe(
          `${textOf(document.querySelector('h1'))}. ${meta('description')}`
        );
        expect(meta('description')).not.toMatch(/\d/);
        return meta('description');
      });
      expect(new Set(about).size).toBe(sidePages.length);
    }
  );

  it.each(languages)('are linked from the story in %s by different names', (language) => {
    // The ending offers one a second time.
    const links = [...pages[language].querySelectorAll('a')].filter(
      (link) =>
        link.getAttribute('href')?.startsWith('../share/') && !link.closest('#closing .scene-head')
    );
    expect([...new Set(links.map((link) => link.getAttribute('href')))]).toEqual(
      story.scenes.flatMap(sharedIds).map((id) => `../share/${language}/${id}/`)
    );
    expect(new Set(links.map(textOf)).size).toBe(links.length);
    expect(existsSync(join(dist, `share/${language}/${wholeStory}.png`))).toBe(true);
  });

  it.each(languages)('in %s name no country of the 2018 report (standards S09)', (language) => {
    const named = ['PHL', 'KEN', 'KHM', 'VNM', 'THA'].map(
      (iso3) => story.words[language].countries[iso3]!
    );
    for (const { id, card } of parts[language]) {
      const said = `${shareCard(card, type.measure)} ${id === wholeStory ? '' : built(`share/${language}/${id}/index.html`)}`;
      expect(named.filter((name) => said.includes(name))).toEqual([]);
    }
  });
});
