import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stepIds } from '../../src/chapters/chapter.ts';
import { speak } from '../../src/copy/words.ts';
import { languages } from '../../src/locale/languages.ts';
import { formatDate } from '../../src/locale/numbers.ts';
import { correctionsFile, readCorrections } from '../../src/pages/side/correction.ts';
import { needs as helpNeeds } from '../../src/pages/helpline.ts';
import { sidePages } from '../../src/pages/side/side-page.ts';
import { sharedIds } from '../../src/pages/story/shared-part.ts';
import { openCommitted } from '../open-committed.ts';
import { attributes, built, builtFiles, dist, wordsOf } from './dist.ts';
import { htmlFaults } from './html-faults.ts';

const { scenes: chapters, words: allWords, data } = await openCommitted();
const files = builtFiles();
const pages = files.filter((path) => path.endsWith('.html') && !path.startsWith('embed/'));
const stories = languages.map((language) => `${language}/index.html`);
/** Addresses that a page loads by itself, as opposed to links a reader may follow. */
const loads = (html: string) => [
  ...['script', 'img', 'iframe', 'video', 'audio', 'source', 'embed'].flatMap((tag) =>
    attributes(html, tag, 'src')
  ),
  ...attributes(html, 'object', 'data'),
  ...[
    ...html.matchAll(/<link\b[^>]*rel="(?:stylesheet|preload|icon|modulepreload|manifest)"[^>]*>/g)
  ].map(([link]) => /href="([^"]*)"/.exec(link)?.[1] ?? '')
];

const expectThere = (address: string, path: string) => {
  const there = existsSync(path.endsWith('/') ? join(path, 'index.html') : path);
  expect([address, there]).toEqual([address, true]);
};

describe('every page', () => {
  it('exists in each language, beside the entry and the 404 page', () => {
    const beside = languages.flatMap((language) =>
      sidePages.map((id) => `${language}/${id}/index.html`)
    );
    const lite = languages.map((language) => `${language}/lite/index.html`);
    const was = chapters.flatMap((scene) => scene.steps.flatMap((step) => step.was));
    const parts = [...chapters.flatMap(sharedIds), ...was];
    const shared = languages.flatMap((language) =>
      parts.map((id) => `share/${language}/${id}/index.html`)
    );
    expect(pages.sort()).toEqual(
      ['404.html', 'index.html', ...stories, ...lite, ...beside, ...shared].sort()
    );
    for (const page of pages) {
      expect(wordsOf(built(page)).length).toBeGreaterThan(40);
      expect(wordsOf(built(page))).not.toMatch(/\bundefined\b|\bNaN\b|\[object|\{\w+\}/);
    }
  });

  it('is valid HTML (WCAG 1.3.1, 2.4.2)', async () => {
    // Pages of data and shared pages have the same markup in both languages.
    const twins = /^en\/(data|sources)\/|^share\/(id|en\/.*[a-m]\/)/;
    for (const page of pages.filter((path) => !twins.test(path)))
      expect([page, await htmlFaults(built(page))]).toEqual([page, []]);
  });

  it.each(pages.filter((page) => page !== '404.html'))(
    '%s names files relative to itself that exist',
    (page) => {
      const html = built(page);
      for (const address of [
        ...loads(html),
        ...attributes(html, 'a', 'href'),
        ...attributes(html, 'link', 'href')
      ]) {
        if (/^(https:|tel:|mailto:|sms:|#|\?|data:,$)/.test(address)) continue;
        expect(address).not.toMatch(/^(\/|[a-z]+:)/);
        expectThere(address, normalize(join(dist, dirname(page), address.replace(/[?#].*$/, ''))));
      }
    }
  );

  it('404.html, sent at any depth, names files from the root that exist', () => {
    const html = built('404.html');
    const addresses = [...loads(html), ...attributes(html, 'a', 'href')].filter(
      (address) => !/^(https:|tel:|sms:)/.test(address)
    );
    for (const language of languages) expect(addresses).toContain(`/${language}/`);
    for (const address of addresses) {
      expect(address).toMatch(/^\/(?!\/)/);
      expectThere(address, join(dist, address));
    }
  });

  it.each(pages)('%s loads nothing from elsewhere and has no form', (page) => {
    const html = built(page);
    for (const address of loads(html)) expect(address).not.toMatch(/^(https?:)?\/\//);
    expect(html).not.toMatch(/<(form|iframe|object|embed|video|audio)\b/);
    // An editor chooses a figure; nothing of it leaves the page.
    if (!page.endsWith('/partners/index.html')) expect(html).not.toMatch(/<(input|textarea)\b/);
    expect(html).not.toMatch(/\bon\w+="/);
  });

  it.each(pages)(
    '%s has a policy that allows no other origin, and its own scripts alone',
    (page) => {
      const html = built(page);
      const policy =
        attributes(html, 'meta', 'content').find((content) => content.includes('default-src')) ??
        '';
      expect(policy).toMatch(/default-src '(?:self|none)'/);
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toContain("form-action 'none'");
      expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
      expect(/script-src[^;]*/.exec(policy)?.[0]).not.toContain('unsafe-inline');
      // Of an empty one no policy is asked:
      // https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element
      for (const [, script = ''] of html.matchAll(/<script>([\s\S]*?)<\/script>/g)) {
        if (script === '') continue;
        expect(policy).toContain(
          `'sha256-${createHash('sha256').update(script).digest('base64')}'`
        );
      }
      expect(html).toContain('<meta name="referrer" content="no-referrer">');
      expect(attributes(html, 'meta', 'content')).not.toContain('');
    }
  );

  it.each(pages)('%s sends no referrer to other sites', (page) => {
    const outward = [...built(page).matchAll(/<a\b[^>]*href="https:[^>]*>/g)].map(([link]) => link);
    expect(outward.filter((link) => !/rel="[^"]*noopener noreferrer/.test(link))).toEqual([]);
  });
});

describe.each(languages)('the story in %s', (language) => {
  const html = built(`${language}/index.html`);
  const other = languages.filter((candidate) => candidate !== language);
  const words = allWords[language];

  it('names its language, its translation and its own address (WCAG 3.1.1)', () => {
    expect(html).toMatch(new RegExp(`<html lang="${language}"`));
    expect(attributes(html, 'link', 'hreflang').sort()).toEqual([...languages, 'x-default'].sort());
    expect(html).toMatch(new RegExp(`<link rel="canonical" href="[^"]*\\.\\./${language}/"`));
    for (const code of other)
      expect(html).toMatch(new RegExp(`<a\\b[^>]*hreflang="${code}"[^>]*lang="${code}"`));
  });

  it('shows demand first (standards S07)', () => {
    expect(attributes(html, 'figure', 'data-role')[0]).toBe('demand');
    for (const scene of chapters)
      if (scene.tags.includes('names-country')) expect(scene.tags).toContain('names-payer');
  });

  it('says beside the map, and in its description, what it does not show (standards S05)', () => {
    const figure = /<figure[^>]*data-figure="world"[\s\S]*?<\/figure>/.exec(html)?.[0] ?? '';
    const sentence = {
      id: /tidak menunjukkan berapa banyak anak (yang )?(menjadi korban|disakiti|dirugikan)[^.]*di mana[^.]*siapa pelakunya/,
      en: /does not show how many children are harmed, where, or by whom/
    };
    expect(wordsOf(figure.replace(/<p class="sr-only"[\s\S]*?<\/p>/g, ''))).toMatch(
      sentence[language]
    );
    const described = attributes(figure, 'svg', 'aria-describedby')[0] ?? '';
    const alternative =
      new RegExp(`<p[^>]*id="${described}"[^>]*>([\\s\\S]*?)</p>`).exec(figure)?.[1] ?? '';
    expect(wordsOf(alternative)).toMatch(sentence[language]);
  });

  it('puts the content note before the first figure and help in three places (standards S20, S21, WCAG 3.2.6)', () => {
    const firstFigure = html.indexOf('<figure');
    const note = /<section class="note"[\s\S]*?<\/section>/.exec(html);
    expect(note?.index).toBeLessThan(firstFigure);
    expect(attributes(note?.[0] ?? '', 'a', 'href')).toEqual(['#demand', '#help', '#since']);
    const upTo = html.slice(html.indexOf('<main'), note?.index);
    // Nothing of what is hidden while the figures are kept up.
    const before = wordsOf(upTo.replace(/<p class="overdue" hidden[\s\S]*?<\/p>/, ''));
    expect(before.split(' ').length).toBeLessThan(100);
    const blocks = [...html.matchAll(/<section class="help"[\s\S]*?<\/section>/g)];
    for (const [block] of blocks) expect(wordsOf(block)).toContain(speak(words, 'help.emergency'));
    expect(blocks).toHaveLength(2);
    expect(/<header class="bar">[\s\S]*?<\/header>/.exec(html)?.[0]).toContain('href="#help"');
    const needs = blocks.map(([block]) =>
      [...block.matchAll(/<h3>([\s\S]*?)<\/h3>/g)].map((match) => match[1])
    );
    expect(needs[0]).toHaveLength(helpNeeds.length);
    expect(needs[1]).toEqual(needs[0]);
    for (const [block] of blocks) {
      expect(
        attributes(block, 'a', 'href').filter((href) => href.startsWith('tel:')).length
      ).toBeGreaterThan(0);
      // Each need is answered, in the middle of the story too.
      expect(
        block
          .split('<h3>')
          .slice(1)
          .map((need) => need.includes('class="contact"'))
      ).toEqual(helpNeeds.map(() => true));
    }
  });

  it('has the day of the report, the additions since and the day of the edition (standards S38)', () => {
    const facts = /<ul class="[^"]*facts[\s\S]*?<\/ul>/.exec(html)![0];
    expect(wordsOf(facts)).toContain({ id: '8 Oktober 2018', en: '8 October 2018' }[language]);
    expect(wordsOf(facts)).toContain(
      speak(words, 'cover.edition', { date: formatDate(data.edition, language) })
    );
  });

  it('gives every figure a title, a source, a table and its download (standards A12, V26, WCAG 1.4.1, 3.2.4)', () => {
    const figures = attributes(html, 'figure', 'data-figure');
    expect(figures).toEqual(
      chapters.flatMap((scene) => (scene.form === 'text' ? [] : [scene.figure]))
    );
    for (const scene of chapters) {
      if (scene.form === 'text') continue;
      const start = html.indexOf(`<section class="scene" id="${scene.id}"`);
      const section = html.slice(start, html.indexOf('</section>', start));
      expect(section).toMatch(/<figcaption/);
      expect(section).toMatch(/<table/);
      expect(section).toMatch(/<caption/);
      expect(
        attributes(section, 'a', 'href').filter((href) => href.endsWith('.csv')).length
      ).toBeGreaterThan(0);
    }
  });

  it('links each corrected figure to the corrections, with the newest day (standards V34)', () => {
    const corrections = readCorrections(readFileSync(correctionsFile, 'utf8'));
    for (const scene of chapters) {
      if (!('figure' in scene)) continue;
      const of = [scene.id, ...stepIds(scene)];
      const day = corrections.find(({ place }) => of.includes(place))?.posted.slice(0, 10);
      const foot = new RegExp(`id="${scene.id}-about"[\\s\\S]*?<details`).exec(html)![0];
      const said = /href="[^"]*\/corrections\/"\s*>([^<]*)</.exec(foot)?.[1];
      expect(said, scene.id).toBe(
        day === undefined
          ? undefined
          : speak(words, 'figure.corrected', { date: formatDate(day, language) })
      );
    }
  });

  it('points only to places that are there (WCAG 2.4.4, 2.4.5)', () => {
    const ids = new Set(attributes(html, '[a-z0-9]+', 'id'));
    for (const href of attributes(html, 'a', 'href'))
      if (href.startsWith('#')) expect([...ids]).toContain(href.slice(1));
    for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls']) {
      for (const value of attributes(html, '[a-z0-9]+', name))
        for (const id of value.split(' ')) expect([...ids]).toContain(id);
    }
  });

  it('announces nothing as the reader scrolls (standards A02, WCAG 4.1.3)', () => {
    for (const step of html.match(/<div class="step"[\s\S]*?<\/div>/g) ?? [])
      expect(step).not.toContain('aria-live');
  });
});

describe('the published folder', () => {
  it('has no files but pages, their parts and the data they print', () => {
    const known = [
      /\.(html|css|js|woff2|svg|csv|json|txt|atom|xml|yaml)(\.br|\.gz)?$/,
      // The only pictures made of pixels are cards of type and the figures as they are drawn
      // (standards S16).
      /^share\/\w+\/[\w-]+\.png$/,
      /^embed\/v1\/packs\/\w+\/\w+\/figure\.png$/,
      // Films of the same figures, where they were made for this edition.
      /^embed\/v1\/packs\/\w+\/(world|demand|speed)\/film(-(9x16|1x1|16x9)\.(mp4|png)|\.vtt)$/,
      /^embed\/v1\/terhubung-\w\w-[\d-]+\.zip$/
    ];
    expect(
      files.filter((path) => path !== '_headers' && !known.some((form) => form.test(path)))
    ).toEqual([]);
    expect(files.filter((path) => /(^|\/)\.|bench|manifest\.json|\.map$/.test(path))).toEqual([]);
  });

  it('publishes protection as world counts only (standards S02, D09)', () => {
    const counts = files.filter((path) => /^data\/vintages\/un-opsc[^/]*\/.*\.csv$/.test(path));
    expect(counts.length).toBeGreaterThan(0);
    for (const path of counts) {
      const codes = new Set(
        built(path)
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => line.split(',')[0])
      );
      expect([...codes]).toEqual(['WLD']);
    }
  });

  it('links to no list of states, neither the treaty’s page nor its file (standards S02)', () => {
    const treaty = /treaties\.un\.org\/[^"'\s<]*\w|ratification-status/i;
    const texts = files.filter((path) => /\.(html|json|txt|atom|csv|xml|js|svg)$/.test(path));
    expect(texts.filter((path) => built(path).includes('treaties.un.org')).length).toBeGreaterThan(
      0
    );
    expect(texts.filter((path) => treaty.test(built(path)))).toEqual([]);
  });

  it('uses no unit that changes with a phone’s bar (standards R02)', () => {
    // A stage stands on the bar at the foot: what a phone's bar gives is paper at its top. Browsers
    // without `svh` have its height in `vh`.
    const anchored =
      /top:calc\(var\(--bar\) \+ 100dvh - 100svh\)|calc\(1[024]0vh - var\(--bar\) - var\(--thumb\)\)/g;
    for (const style of files.filter((path) => path.endsWith('.css')))
      expect(built(style).replace(anchored, '')).not.toMatch(/\d(vh|dvh|dvb|vb)\b/);
  });

  it('has no country names from the browser, no storage and no cancelled wheel in its scripts (standards V32, R01)', () => {
    for (const script of files.filter((path) => path.endsWith('.js'))) {
      expect(built(script)).not.toContain('DisplayNames');
      expect(built(script)).not.toMatch(
        /pushState|localStorage|sessionStorage|sendBeacon|document\.cookie/
      );
      expect(built(script)).not.toMatch(/passive:\s*(!1|false)/);
    }
  });
});
