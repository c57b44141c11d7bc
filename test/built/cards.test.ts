import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cardPath, cards, figureCards, storyCards, type Card } from '../../src/cards/card.ts';
import { cardFigures } from '../../src/cards/card-figure.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { speak } from '../../src/copy/words.ts';
import { needs, readHelplines } from '../../src/pages/helpline.ts';
import { namedIn2018 } from '../../src/story/claim.ts';
import { storyWords } from '../charts/story-data.ts';
import { attributes, built, builtFiles, packedSize, wordsOf } from './dist.ts';
import { htmlFaults } from './html-faults.ts';

const files = builtFiles();
const edition = (JSON.parse(readFileSync('data/edition.lock.json', 'utf8')) as { edition: string })
  .edition;
const label = (language: Language, key: Parameters<typeof speak>[1]) =>
  speak(storyWords(language), key);
const every = languages.flatMap((language) =>
  cards.map((card) => ({ language, card, path: cardPath(language, card) }))
);
const figures = languages.flatMap((language) =>
  figureCards.map((card) => ({ language, card, path: cardPath(language, card) }))
);
const maps: readonly Card[] = ['world', 'coverage'];

const fullLists =
  /<table\b[\s\S]*?<\/table>|<select\b[\s\S]*?<\/select>|<script\b[\s\S]*?<\/script>/g;

interface Printed {
  columns: string[];
  rows: string[][];
}

const cellsOf = (row: string) =>
  [...row.matchAll(/<(?:th|td)\b[^>]*>([\s\S]*?)<\/(?:th|td)>/g)].map(([, cell = '']) =>
    // Words that stay together stand in an element.
    wordsOf(cell).replace(/ (?=[,.;])/g, '')
  );

function printedTable(html: string): Printed {
  const [head = '', body = ''] = html.split('</thead>');
  return {
    columns: cellsOf(head.slice(head.indexOf('<thead'))),
    rows: [...body.matchAll(/<tr\b[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => cellsOf(row))
  };
}

const tablesOf = (html: string, mark: RegExp) =>
  new Map(
    [...html.matchAll(mark)].map(([, id = '', table = '']) => [id, printedTable(table)] as const)
  );
const cardTables = (html: string) =>
  tablesOf(html, /<table[^>]*\bdata-table="([^"]+)"[^>]*>([\s\S]*?)<\/table>/g);
const storyTables = (html: string) =>
  tablesOf(
    html,
    /<details[^>]*\bid="table-([^"]+)"(?:(?!<\/details>)[\s\S])*?<table[^>]*>([\s\S]*?)<\/table>/g
  );

describe.each(every)('$path', ({ language, card, path }) => {
  const html = built(path);
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  const outside = html.replace(style, '').replace(script, '');

  it('is valid HTML', async () => {
    expect(await htmlFaults(html)).toEqual([]);
  });

  it('asks for no other file, and sets no style by attribute', () => {
    for (const tag of ['script', 'img', 'iframe', 'video', 'audio', 'source', 'embed'])
      expect(attributes(html, tag, 'src')).toEqual([]);
    const relations = [...html.matchAll(/<link\b[^>]*\brel="([^"]*)"/g)].map(
      ([, relation]) => relation
    );
    expect(
      relations.filter((relation) => relation !== 'canonical' && relation !== 'alternate')
    ).toEqual(['icon']);
    // Without it the browser would ask the site for an icon, against the policy.
    expect(html).toContain('<link rel="icon" href="data:,">');
    expect(outside).not.toMatch(/<[^>]*\s(style|on[a-z]+)=/);
    expect(style).not.toMatch(/url\((?!["']?(data:|#))|@import/);
  });

  it('has a policy that allows its own style and script alone (standards E03, E11)', () => {
    const [policy = ''] = attributes(html, 'meta', 'content').filter((content) =>
      content.startsWith('default-src')
    );
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy.replaceAll('&#39;', "'").split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hash(style)}`,
      `script-src ${hash(script)}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'"
    ]);
    expect(html.match(/<style\b/g)).toHaveLength(1);
    expect(html.match(/<script\b/g)).toHaveLength(1);
  });

  it('is not indexed, and opens the story in another tab (standards E13, E06)', () => {
    expect(html).toContain('<meta name="robots" content="noindex">');
    const [, canonical = ''] = /<link rel="canonical" href="([^"]*)"/.exec(html) ?? [];
    expect(canonical).toMatch(
      new RegExp(`^\\.\\./\\.\\./\\.\\./${language}/$|^https://.*/${language}/$`)
    );
    const links = [...html.matchAll(/<a\b[^>]*>/g)].map(([link]) => link);
    const home = links.filter(
      (link) =>
        /(?:data|methods)\/#/.test(link) ||
        link.includes(`${language}/#`) ||
        link.includes(`${language}/"`)
    );
    expect(home.length).toBeGreaterThan(0);
    for (const link of home) expect(link).toMatch(/target="_blank" rel="[^"]*\bnoopener\b/);
  });

  it('is the same when it is pinned, apart from its links', () => {
    const pinned = cardPath(language, card, edition);
    expect(files).toContain(pinned);
    const bare = (text: string) =>
      text.replace(/(href=")[^"#]*/g, '$1').replace(/<link\b[^>]*>\n?/g, '');
    expect(bare(built(pinned))).toBe(bare(html));
  });

  it('prints helplines as text (standards E05)', () => {
    const shown = html.replace(/<p data-country[^>]*\bhidden[\s\S]*?<\/p>/g, '');
    const text = wordsOf(shown);
    const lines = readHelplines(readFileSync('data/care/helplines.json', 'utf8')).filter(
      ({ needs }) => needs.includes('danger')
    );
    const home = { id: 'IDN', en: 'GBR' }[language];
    const own = lines.filter(({ country }) => country === home || country === 'WLD');
    expect(own.length).toBeGreaterThan(1);
    for (const { contacts } of own)
      for (const contact of contacts) expect(text).toContain(contact.text);
  });

  it('has no “Leave this page”, which fails in frames (standards S27), no scroll logic (C07) and no storage', () => {
    expect(wordsOf(html)).not.toContain(label(language, 'leave.link'));
    expect(script).not.toMatch(
      /top\.location|location\.(replace|assign|href\s*=)|IntersectionObserver/
    );
    expect(script).not.toMatch(
      /localStorage|sessionStorage|cookie|fetch\(|XMLHttpRequest|sendBeacon/
    );
  });

  it('is sent in 24 KB, the whole story in 56 KB', () => {
    // Corrections may have any length.
    const card = built(path).replace(/<!--correction-->.*?<!--\/correction-->/s, '');
    expect(packedSize(Buffer.from(card)) / 1000).toBeLessThanOrEqual(
      path.endsWith('/story.html') ? 56 : 24
    );
  });
});

/** Expects the rows of the story's tables; of a map, those of the years where the story stops. */
function expectOwnTables(tables: ReadonlyMap<string, Printed>, language: Language) {
  // The tables of every country are on the page of the data.
  const story = new Map(
    ['', 'data/'].flatMap((page) => [...storyTables(built(`${language}/${page}index.html`))])
  );
  for (const [id, table] of tables) {
    const whole = story.get(id);
    if (!whole) throw new Error(`the story has no table ${id}`);
    const columns = table.columns.map((label) => whole.columns.indexOf(label));
    expect(columns).not.toContain(-1);
    if (!id.startsWith('map-')) expect(table.columns).toEqual(whole.columns);
    expect(table.rows).toEqual(whole.rows.map((row) => columns.map((column) => row[column])));
    expect(table.rows.length).toBeGreaterThan(1);
  }
}

describe.each(figures)('$path', ({ language, card, path }) => {
  const html = built(path);
  const tables = cardTables(html);

  it('has its views as radio buttons: the first is checked, the last is the table', () => {
    const radios = [...html.matchAll(/<input\b[^>]*type="radio" name="view-[^>]*>/g)].map(
      ([radio]) => radio
    );
    const values = radios.map((radio) => /value="([^"]*)"/.exec(radio)?.[1]);
    expect(values.length).toBeGreaterThan(1);
    expect(new Set(values).size).toBe(values.length);
    expect(values.at(-1)).toBe('table');
    expect(radios.map((radio) => / checked/.test(radio))).toEqual(
      values.map((_, index) => index === 0)
    );
    expect(html).toMatch(/<fieldset[^>]*data-choice[^>]*>\s*<legend>[^<]+<\/legend>/);
  });

  it('has the rows of the story in its tables', () => {
    expect(tables.size).toBeGreaterThan(0);
    expectOwnTables(tables, language);
  });

  it('says on a map what it counts, its limits and whose borders it draws (standards S05, V28)', () => {
    const sentence = (layer: 'internet-use' | 'coverage-3g') =>
      label(language, `map.limits.${layer}`);
    const text = wordsOf(html);
    if (maps.includes(card)) {
      expect(text).toContain(sentence(card === 'world' ? 'internet-use' : 'coverage-3g'));
      expect(text).toContain(label(language, 'map.borders'));
    } else expect(text).not.toContain(sentence('internet-use'));
  });

  it('names the five countries of the 2018 report only in full lists (standards S41)', () => {
    const { countries } = storyWords(language);
    const names = [...namedIn2018].map((iso3) => countries[iso3] ?? '');
    expect(names).not.toContain('');
    const text = wordsOf(html.replace(fullLists, ' '));
    for (const name of names) expect(text).not.toContain(name);
  });

  it('has credits, the day of its edition and a place for corrections (standards D11, V34)', () => {
    const text = wordsOf(html);
    expect(
      text.match(new RegExp(`${label(language, 'figure.source')}: `, 'g'))?.length
    ).toBeGreaterThan(0);
    expect(text).toContain(edition.slice(0, 4));
    expect(html).toMatch(/<!--correction-->[\s\S]+<!--\/correction-->/);
  });
});

describe.each(languages)('the whole story as a card, in %s', (language) => {
  const html = built(cardPath(language, 'story'));
  const folder = `data/copy/${language}`;
  const steps = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => [
      ...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/\{% step id="([^"]+)" %\}\s+### (.+)/g)
    ]);

  it('has the content note and the way to help in its first eighty words (standards S20)', () => {
    const start = wordsOf(html.slice(html.indexOf('<main')))
      .split(' ')
      .slice(0, 80)
      .join(' ');
    expect(start).toContain(label(language, 'note.covers'));
    expect(html.indexOf(label(language, 'note.covers'))).toBeLessThan(html.indexOf('<figure'));
    const links = [...html.matchAll(/<a href="#([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(links.slice(0, 2)).toEqual(['demand', 'help']);
    for (const id of links) expect(html).toContain(` id="${id}"`);
  });

  it('begins with demand, has every figure once, and headings in order (standards S07)', () => {
    const shown = [...html.matchAll(/<figure class="piece" aria-labelledby="(\w+)-title"/g)].map(
      ([, scene]) => scene
    );
    expect(shown).toEqual(storyCards.map((card) => cardFigures[card].scene));
    const levels = [...html.matchAll(/<h([1-6])\b/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    expect(levels.filter((level, index) => index > 0 && level > levels[index - 1]! + 1)).toEqual(
      []
    );
  });

  it('has every step of the story', () => {
    expect(steps.length).toBeGreaterThan(10);
    for (const [, id = '', heading = ''] of steps) {
      const from = html.search(new RegExp(`<div class="(?:\\w+ )?step" id="${id}"`));
      const said = wordsOf(html.slice(from, html.indexOf('</h3>', from)));
      expect([id, said.includes(wordsOf(heading.replace(/ \{%.*/, '')))]).toEqual([id, true]);
    }
  });

  it('has help after the first heavy scene and at the end, its numbers as text (standards S21, E05)', () => {
    const at = (id: string) => html.indexOf(` id="${id}"`);
    expect(at('help-here')).toBeLessThan(at('world'));
    expect(at('help')).toBeGreaterThan(at('closing'));
    for (const id of ['help-here', 'help']) {
      const block = html.slice(at(id), html.indexOf('</section>', at(id)));
      expect(block.match(/<h3>/g)).toHaveLength(needs.length);
      expect(block.match(/<b class="contact">/g)!.length).toBeGreaterThan(needs.length);
    }
  });

  it('says beside each map what it counts and what it does not show (standards S05, V28)', () => {
    const from = html.indexOf('<figure class="piece" aria-labelledby="world-title"');
    const figure = wordsOf(html.slice(from, html.indexOf('</figure>', from)));
    expect(figure).toContain(label(language, 'map.limits.internet-use'));
    expect(figure).toContain(label(language, 'map.borders'));
  });

  it('has the tables of every figure’s card, once', () => {
    const tables = cardTables(html);
    const own = storyCards.flatMap((card) => [
      ...cardTables(built(cardPath(language, card))).keys()
    ]);
    expect([...tables.keys()]).toEqual(own);
    expect(html.match(/<table\b/g)).toHaveLength(own.length);
    expectOwnTables(tables, language);
  });

  it('opens its outward links in another tab, and has numbers as text', () => {
    const links = [...html.matchAll(/<a\s[^>]*>/g)]
      .map(([link]) => link)
      .filter((link) => !link.includes('href="#'));
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(link).toMatch(/target="_blank" rel="noopener noreferrer"/);
    expect(html).not.toContain('class="ask"');
  });

  it('names the five countries of the 2018 report in one sentence, with the payers (standards S07, S41)', () => {
    const { countries } = storyWords(language);
    const prose = html
      .replace(fullLists, ' ')
      // Some publishers have a country in their own name.
      .replace(/<section class="sources"[\s\S]*?<\/section>/, ' ');
    const outsideOfIt = wordsOf(
      prose.replace(/<div class="step" id="demand-where"[\s\S]*?(?=<div class="step")/, ' ')
    );
    for (const iso3 of namedIn2018) expect(outsideOfIt).not.toContain(countries[iso3]);
    expect(wordsOf(prose)).toContain(countries['KEN']);
  });
});
