import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvParse } from 'd3';
import { unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { cardFigures } from '../../src/cards/card-figure.ts';
import { figureCards } from '../../src/cards/card.ts';
import type { Embed } from '../../src/cards/embed/embed.ts';
import { speak } from '../../src/copy/words.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { formatSize } from '../../src/locale/numbers.ts';
import { vintageName } from '../../src/vintages/vintage.ts';
import { storyWords } from '../charts/story-data.ts';
import { readNumber } from '../forms/read-number.ts';
import { openCommitted } from '../open-committed.ts';
import { attributes, built, builtFiles, dist, wordsOf } from './dist.ts';

interface List {
  edition: string;
  editions: { edition: string; list: string }[];
  consent: Record<string, string>;
  terms: Record<string, string>;
  changes: Record<string, string>;
  kits: Record<Language, { zip: string; bytes: number }>;
  embeds: Embed[];
}
const { data } = await openCommitted();
const list = JSON.parse(built('embed/v1/embeds.json')) as List;
const raw = (path: string) => readFileSync(join(dist, path));
const pathOf = (address: string) => address.replace(/^(\.\.\/)+/, '');
const decode = (bytes: Uint8Array | undefined) =>
  new TextDecoder('utf-8', { fatal: true }).decode(bytes);

const kitOf = (language: Language) =>
  new Map(
    Object.entries(unzipSync(raw(pathOf(list.kits[language].zip)))).map(([name, bytes]) => {
      const folder = `terhubung-${language}-${list.edition}/`;
      expect(name.startsWith(folder), name).toBe(true);
      return [name.slice(folder.length), bytes] as const;
    })
  );
const kits = { id: kitOf('id'), en: kitOf('en') };

const folders = list.embeds.map((embed) => {
  const kit = kits[embed.language];
  const names = [...kit.keys()].filter((name) => name.startsWith(`${embed.id}/`));
  const files = new Map(
    names.map((name) => [name.slice(embed.id.length + 1), kit.get(name)!] as const)
  );
  const readme = decode(files.get('README.md'));
  return { embed, files, readme, where: `${embed.language}/${embed.id}` };
});
const figures = folders.filter(({ embed }) => embed.id !== 'story');
const maps = folders.filter(({ embed }) => embed.id === 'world' || embed.id === 'coverage');

const listed = (readme: string) =>
  [...readme.matchAll(/^- `([^`]+)`: \S/gm)].map(([, name]) => name);
const partOf = (readme: string, heading: string) =>
  readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
const csvName = (index: number) => (index === 0 ? 'table.csv' : `table-${index + 1}.csv`);
const rowsOf = (table: Element) =>
  [...table.querySelectorAll('tr')].map((row) =>
    [...row.children].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim())
  );
const sizeOf = (png: Uint8Array) => [
  Buffer.from(png).readUInt32BE(16),
  Buffer.from(png).readUInt32BE(20)
];
/** The words of a drawing in order: its lines end anywhere. */
const drawnWords = (svg: string) =>
  [...svg.matchAll(/<text\b[^>]*>([^<]*)<\/text>/g)]
    .map(([, line]) => line!.replaceAll('&amp;', '&').replaceAll('&quot;', '"'))
    .join(' ');

describe('the list of what can be embedded', () => {
  it('names the edition, the terms and the feed in each language, and both snippets of a card', () => {
    const { edition, editions, consent, terms, changes } = list;
    expect(editions.map((one) => ({ ...one, list: pathOf(one.list) }))).toEqual([
      { edition, list: `embed/v1/editions/${edition}/embeds.json` }
    ]);
    for (const language of languages) {
      expect(consent[language]).toBe(speak(storyWords(language), 'embed.consent'));
      expect(pathOf(terms[language]!)).toBe(`${language}/partners/#terms`);
      expect(pathOf(changes[language]!)).toBe(`embed/v1/changes.${language}.atom`);
      const page = built(`${language}/partners/index.html`);
      expect(attributes(page, 'option', 'value')).not.toContain('WLD');
    }
    for (const embed of list.embeds) {
      expect(embed.alt).not.toMatch(/[.!?]\./);
      for (const which of ['live', 'pinned'] as const)
        expect(embed.snippet[which]).toContain(` src="${embed[which]}" `);
    }
  });

  it('names each kit with its size, as the partners’ page does; that of one edition names none', () => {
    for (const language of languages) {
      const { zip, bytes } = list.kits[language];
      expect(raw(pathOf(zip)).length).toBe(bytes);
      const page = built(`${language}/partners/index.html`);
      expect(attributes(page, 'a', 'href')).toContain(`../../${pathOf(zip)}`);
      expect(wordsOf(page)).toContain(formatSize(bytes, language));
    }
    expect(builtFiles().filter((path) => path.endsWith('.zip'))).toHaveLength(languages.length);
    expect(built(`embed/v1/editions/${list.edition}/embeds.json`)).not.toMatch(/\.zip|figure\.png/);
  });

  it('names the pictures and tables of a figure, which are published', () => {
    for (const { embed, files, where } of folders) {
      const { pictures, tables } = embed.files!;
      const page = attributes(built(`${embed.language}/partners/index.html`), 'a', 'href');
      const oembed = `embed/v1/oembed/${embed.language}/${embed.id}.json`;
      for (const address of [embed.live, embed.pinned, oembed])
        expect(page).toContain(`../../${pathOf(address)}`);
      for (const [form, address] of Object.entries(pictures ?? {})) {
        expect(raw(pathOf(address)).equals(files.get(`figure.${form}`)!), where).toBe(true);
        expect(page).toContain(`../../${pathOf(address)}`);
      }
      for (const { csv, caption } of tables) {
        expect(built(pathOf(csv)), where).toContain(',');
        expect(caption).toMatch(/\S/);
        expect(page).toContain(`../../${pathOf(csv)}`);
      }
      expect(tables.length > 0 && pictures !== undefined, where).toBe(embed.id !== 'story');
    }
  });
});

describe('the kit of a language', () => {
  it('has a folder for every card: card, picture, drawing, tables and README', () => {
    for (const language of languages) {
      const own = folders.filter(({ embed }) => embed.language === language);
      expect(own.map(({ embed }) => embed.id)).toEqual([...figureCards, 'story']);
      const all = listed(decode(kits[language].get('README.md')));
      expect(all).toEqual([
        ...own.map(({ embed }) => `${embed.id}/`),
        'embed.js',
        'licences.txt',
        'LICENSE'
      ]);
    }
    for (const { embed, files, readme, where } of folders) {
      const { tables } = embed.files!;
      const csv = tables.map((_, index) => csvName(index));
      const expected =
        embed.id === 'story'
          ? ['card.html', 'share.png']
          : ['card.html', 'figure.png', 'figure.svg', ...csv];
      expect(listed(readme), where).toEqual(expected);
      expect([...files.keys()].sort(), where).toEqual([...expected, 'README.md'].sort());
    }
  });

  it('says in each README what the card says: title, credit, limits, corrections and help (standards E05, E14, S05)', () => {
    for (const { embed, files, readme, where } of folders) {
      const words = storyWords(embed.language);
      const { caption } = embed;
      expect(readme.startsWith(`# ${embed.title}\n`), where).toBe(true);
      const [whole, other] =
        embed.id === 'story'
          ? (['whole.story', 'whole'] as const)
          : (['whole', 'whole.story'] as const);
      expect(readme).toContain(speak(words, `kit.use.${whole}`));
      expect(readme).not.toContain(speak(words, `kit.use.${other}`));
      const shown = partOf(readme, speak(words, 'kit.caption'));
      expect(shown.includes(speak(words, 'sources.geography')), where).toBe(caption.limits !== '');
      expect(shown, where).toContain(caption.limits);
      for (const { credit } of caption.credits) expect(shown, where).toContain(credit);
      for (const { text } of embed.corrections) expect(shown, where).toContain(text);
      if (embed.id !== 'story')
        expect(partOf(readme, speak(words, 'kit.alt')), where).toContain(embed.alt);
      for (const { text } of caption.help.lines)
        expect(partOf(readme, speak(words, 'help.title')), where).toContain(
          text.replace(/\.$/, '')
        );
      // The credit names the sources of all entries.
      if (caption.credits.some(({ ownWords }) => ownWords)) {
        const publishers = csvParse(decode(files.get('table.csv'))).map(
          (row) => Object.values(row)[2] ?? ''
        );
        expect(publishers.length).toBeGreaterThan(8);
        const credit = partOf(readme, speak(words, 'kit.credit'));
        expect(publishers.filter((publisher) => !credit.includes(publisher))).toEqual([]);
      }
    }
    expect(maps).toHaveLength(2 * languages.length);
    for (const { embed, files, readme, where } of maps) {
      const [counts = ''] = embed.caption.limits.split(/(?<=\.) (?=\p{Lu})/u);
      expect(counts, where).not.toBe('');
      expect(drawnWords(decode(files.get('figure.svg'))), where).toContain(counts);
      expect(partOf(readme, speak(storyWords(embed.language), 'kit.alt')), where).toContain(counts);
    }
  });

  it('has a snippet of the card beside it, and says what to replace', () => {
    for (const { embed, readme, where } of folders) {
      const words = storyWords(embed.language);
      const part = partOf(readme, speak(words, 'partners.snippet'));
      const picture = embed.id === 'story' ? undefined : 'figure.png';
      const file = ['card.html', picture].filter(Boolean).join(', ');
      expect(part, where).toContain(speak(words, 'kit.snippet.address', { file }));
      const { document } = parseHTML(/```html\n([\s\S]*?)\n```/.exec(part)![1]!);
      expect(document.querySelector('iframe')!.getAttribute('src'), where).toBe('card.html');
      expect(document.querySelector('img')?.getAttribute('src'), where).toBe(picture);
      expect(document.querySelector('figcaption')!.textContent, where).toContain(
        embed.caption.help.label
      );
      // Without an address of the site nothing is linked.
      expect(document.querySelector('a[href]:not([href^="https:"])'), where).toBeNull();
    }
  });

  it('holds the numbers of the card: its tables and the CSV files agree', () => {
    const decimal = { id: ',', en: '.' };
    let compared = 0;
    for (const { embed, files, where } of figures) {
      const none = speak(storyWords(embed.language), 'table.not-stated');
      const tablesIn = (html: string) =>
        [...parseHTML(html).document.querySelectorAll('table')].map(rowsOf);
      const tables = tablesIn(decode(files.get('card.html')));
      expect(tablesIn(built(pathOf(embed.live))), where).toEqual(tables);
      expect(tables.length, where).toBe(embed.files!.tables.length);
      tables.forEach(([labels = [], ...rows], index) => {
        const file = csvParse(decode(files.get(csvName(index))));
        const headers = file.map((row) => row[labels[0]!]);
        expect(headers, where).toEqual(rows.map(([header]) => header));
        const numbers = rows.flatMap((row, at) =>
          row.slice(1).map((printed, column) => [printed, file[at]![labels[column + 1]!] ?? ''])
        );
        const other = numbers.filter(([printed = '', kept = '']) => {
          if (!/^-?\d/.test(kept)) return kept !== printed && kept !== none;
          const million = /million|juta/.test(printed) ? 1e6 : 1;
          const shown = readNumber(printed, embed.language);
          if (printed.startsWith('<')) return !(Number(kept) < shown!);
          const decimals =
            new RegExp(`\\${decimal[embed.language]}(\\d+)`).exec(printed)?.[1]?.length ?? 0;
          return (
            shown === undefined ||
            Math.abs(shown - Math.abs(Number(kept) / million)) > 0.5 * 10 ** -decimals + 1e-9
          );
        });
        expect(other, where).toEqual([]);
        compared += numbers.length;
      });
    }
    expect(compared).toBeGreaterThan(4000);
  });

  it('holds each figure as a drawing and as a picture, and the share picture of the story', () => {
    for (const { embed, files } of figures) {
      const svg = decode(files.get('figure.svg'));
      const height = Number(attributes(svg, 'svg', 'height')[0]);
      expect(sizeOf(files.get('figure.png')!)).toEqual([1200, height]);
      for (const text of [embed.title, embed.subtitle]) expect(drawnWords(svg)).toContain(text);
      // Real text and shapes: nothing is loaded, no picture is inside.
      expect(svg.match(/<(image|script|foreignObject|use\/)|href="[^#][^"]*/g)).toBeNull();
    }
    for (const { embed, files } of folders.filter(({ embed }) => embed.id === 'story'))
      expect(raw(`share/${embed.language}/story.png`).equals(files.get('share.png')!)).toBe(true);
  });

  it('has the licences of what it shows, and leads to no list of states (standards S02)', () => {
    const shown = figureCards.flatMap((card) => cardFigures[card].vintages(data).map(vintageName));
    for (const language of languages) {
      expect(decode(kits[language].get('LICENSE'))).toContain('CC BY-ND 4.0');
      const credits = decode(kits[language].get('licences.txt'));
      expect(credits).toContain('CC BY 4.0');
      expect(credits.match(/^\S+\/\S+$/gm)).toEqual([...new Set(shown)].sort());
      const treaty = credits.split(/\n(?=\S)/).filter((entry) => entry.startsWith('un-opsc'));
      expect(treaty.length).toBeGreaterThan(0);
      for (const entry of treaty)
        expect([...new Set(entry.match(/https:\S+/g))]).toEqual(['https://treaties.un.org/']);
    }
  });

  it('loads nothing from anywhere, and links only to the site', () => {
    for (const { files, where } of folders) {
      const html = decode(files.get('card.html'));
      expect(attributes(html, '(?:img|iframe|script|source|link)', 'src'), where).toEqual([]);
      const links = [...attributes(html, 'link', 'href'), ...attributes(html, 'a', 'href')];
      expect(
        links.filter((address) => !/^(#|data:|https:)/.test(address)),
        where
      ).toEqual([]);
    }
  });
});
