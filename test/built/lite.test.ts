import { describe, expect, it } from 'vitest';
import { mapCardWorld } from '../../src/cards/map/map-card-table.ts';
import { statesOf } from '../../src/chapters/picture-states.ts';
import { needs as helpNeeds } from '../../src/pages/helpline.ts';
import { speak } from '../../src/copy/words.ts';
import { languages } from '../../src/locale/languages.ts';
import { choroplethFrame, classLimits, type MapView } from '../../src/charts/choropleth/frame.ts';
import { layerOf } from '../../src/charts/choropleth/geometry/world.ts';
import { formatNumber } from '../../src/locale/numbers.ts';
import { openCommitted } from '../open-committed.ts';
import { attributes, built, bytesSent, wordsOf } from './dist.ts';

const story = await openCommitted();

describe.each(languages)('the lite edition in %s', (language) => {
  const path = `${language}/lite/index.html`;
  const html = built(path);
  const body = html.slice(html.indexOf('<body>'));
  const whole = built(`${language}/index.html`);
  const words = story.words[language];
  const at = (text: string) => {
    const found = body.indexOf(text);
    expect({ text, found: found >= 0 }).toEqual({ text, found: true });
    return found;
  };

  it('is one file of at most 40 KB, without scripts', () => {
    expect(bytesSent(path)).toBeLessThanOrEqual(40_000);
    const asked = [...html.matchAll(/<link\b[^>]*>/g)].filter(([link]) =>
      /rel="(?:stylesheet|preload|icon|modulepreload|manifest)"/.test(link)
    );
    expect(asked.map(([link]) => attributes(link, 'link', 'href')[0])).toEqual(['data:,']);
    expect(html).not.toMatch(
      /<(?:script|img|iframe|object|embed|video|audio|source)\b|\son[a-z]+=|@import|@font-face|url\((?!#)/
    );
  });

  it('uses only CSS and SVG of ten years ago, as Opera Mini reads it', () => {
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    expect(style).not.toBe('');
    expect(style).toContain('@media print{.leave{display:none}}');
    expect(style).not.toMatch(
      /var\(|--[a-z]|@container|@layer|@supports|grid|flex|clamp\(|min\(|max\(|:is\(|:where\(|:has\(|\b(?:vw|vh|svh|rem|cqi)\b/
    );
    // Browsers before 2016 need `xlink:href`.
    expect(body).toContain('<use xlink:href="#m-');
    expect(body).not.toMatch(/<use href/);
  });

  it('prints every claim of the story, with its source', () => {
    const printed = new Set(
      story.chapters[language].flatMap(({ claims }) => claims.map(({ id }) => id))
    );
    expect(printed.size).toBeGreaterThan(30);
    const claims = (page: string) =>
      [...page.matchAll(/<data class="claim" value="([^"]+)" data-claim="([^"]+)">([^<]*)/g)].map(
        (one) => one.slice(1).join(' ')
      );
    const inStory = claims(whole);
    expect(inStory.length).toBeGreaterThan(30);
    expect(claims(html)).toEqual(inStory);
    const answers = [...whole.matchAll(/<li id="(n-[^"]+)"/g)].map(([, id]) => id);
    expect([...html.matchAll(/<li id="(n-[^"]+)"/g)].map(([, id]) => id)).toEqual(answers);
  });

  it('has every number of every state of every picture', () => {
    const said = wordsOf(body.replace(/aria-label="([^"]*)"/g, '> $1 <'));
    for (const state of story.scenes.flatMap(statesOf)) {
      for (const { id, text } of state.record(story.data, words).numbers)
        expect([state.id, id, said.includes(wordsOf(text))]).toEqual([state.id, id, true]);
    }
  });

  it('has the tables, notes and sources of the story', () => {
    const tables = (page: string) =>
      [...page.matchAll(/<details class="figure-table" id="([^"]+)"/g)].map(([, id]) => id);
    expect(tables(html)).toEqual(tables(whole));
    expect([...html.matchAll(/<p class="source/g)].length).toBe(
      [...whole.matchAll(/<p class="source/g)].length
    );
  });

  it('describes each picture (standards A13)', () => {
    const drawn = [
      ...body.matchAll(/<figure[^>]*aria-labelledby="([^"]*)-title"( aria-describedby="\1-text")?/g)
    ];
    const described = drawn.filter(([, , by]) => by).map(([, id]) => id);
    expect(described).toEqual(expect.arrayContaining(['speed', 'protection', 'unknown']));
    for (const id of described) {
      const text =
        new RegExp(`<p id="${id}-text" hidden(?:="")?>([^<]*)</p>`).exec(body)?.[1] ?? '';
      expect([id, text.length > 60]).toEqual([id, true]);
    }
  });

  it('has the addresses of the story', () => {
    const sections = story.scenes.flatMap((scene) => [
      scene.id,
      ...scene.steps.flatMap(({ id, was }) => [id, ...was])
    ]);
    for (const id of [...sections, 'help', 'sources', 'numbers', 'how'])
      expect([id, body.includes(` id="${id}"`)]).toEqual([id, true]);
    for (const href of attributes(body, 'a', 'href').filter((address) => address.startsWith('#')))
      expect([href, body.includes(` id="${href.slice(1)}"`)]).toEqual([href, true]);
  });

  it('has the content note and all help before the first figure, which is of demand (S07, S20, S21)', () => {
    const first = at('<figure');
    expect(/<figure data-role="([^"]*)"/.exec(body)?.[1]).toBe('demand');
    expect(at(speak(words, 'note.covers').slice(0, 40))).toBeLessThan(at(' id="help-first"'));
    expect(at(' id="help-first"')).toBeLessThan(first);
    expect(wordsOf(body.slice(0, at('class="note"'))).split(' ').length).toBeLessThan(80);
    const needs = (id: string) => {
      const from = at(` id="${id}"`);
      return [
        ...body.slice(from, body.indexOf('</section>', from)).matchAll(/<h3>([^<]*)<\/h3>/g)
      ].map(([, need]) => need);
    };
    expect(needs('help-first')).toHaveLength(helpNeeds.length);
    expect(needs('help-here')).toEqual(needs('help-first'));
    expect(needs('help')).toEqual(needs('help-first'));
  });

  it('says below each map, and in its description, what it does not show (S05)', () => {
    const world = story.scenes.find((scene) => 'figure' in scene && scene.figure === 'world');
    const steps = world?.form === 'sticky' ? world.steps : [];
    const maps = [
      ...body.matchAll(
        /<figure><p id="([^"]*)" hidden>([^<]*)<\/p>(<svg class="map"[^>]*aria-describedby="\1"[\s\S]*?<\/svg>)<figcaption>([\s\S]*?)<\/figcaption>/g
      )
    ];
    expect(maps).toHaveLength(steps.length);
    maps.forEach(([, , described = '', picture = '', caption = ''], index) => {
      const view = steps[index]!.view;
      const limits = speak(
        words,
        `map.limits.${(view as { layer: 'internet-use' | 'coverage-3g' }).layer}`
      );
      expect(described).toContain(limits);
      expect(caption).toContain(limits);
      const { layer } = view as MapView;
      const { counts } = choroplethFrame(layerOf(story.data, layer), view as MapView);
      const [missing, older] = [counts.missing, counts.older].map((count) =>
        formatNumber(count, language)
      );
      expect(wordsOf(caption)).toContain(
        `${speak(words, 'map.legend.missing')} ${missing}. ${speak(words, 'map.legend.older')} ${older}.`
      );
      for (const { x, y } of mapCardWorld(story.data, layer).dots)
        expect(picture).toContain(` cx="${x}" cy="${y}" `);
    });
    expect(body).toContain(speak(words, 'map.borders'));
    const key = [
      ...(/<ul class="classes">([\s\S]*?)<\/ul>/.exec(body)?.[1] ?? '').matchAll(
        /<li>[\s\S]*?<\/li>/g
      )
    ].map(([entry]) => wordsOf(entry));
    const classes = classLimits
      .slice(1)
      .map((high, level) => speak(words, 'map.legend.class', { low: classLimits[level]!, high }));
    expect(key).toEqual(
      [...classes, speak(words, 'map.legend.missing').replace(/:$/, '')].map(wordsOf)
    );
  });

  it('has a named drawing for each figure', () => {
    for (const [drawing] of body.matchAll(/<svg\b[^>]*>/g))
      expect(drawing).toMatch(/aria-label="[^"]{10,}"|aria-hidden="true"/);
    for (const scene of story.scenes) {
      if (scene.form === 'text') continue;
      const from = at(` id="${scene.id}"`);
      const section = body.slice(from, body.indexOf('</section>', from));
      expect([scene.id, /<svg\b|<ol>/.test(section)]).toEqual([scene.id, true]);
    }
  });

  it('names the story as canonical, and links to it and back', () => {
    expect(html).toContain(`<link rel="canonical" href="../../${language}/">`);
    for (const one of languages)
      expect(html).toContain(`<link rel="alternate" hreflang="${one}" href="../../${one}/lite/">`);
    expect(attributes(body, 'a', 'href')).toContain('../?whole');
    expect(attributes(whole, 'a', 'href').filter((href) => href === 'lite/')).toHaveLength(2);
  });
});
