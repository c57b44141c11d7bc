import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { csvParse } from 'd3';
import { unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { sinceTable } from '../../src/charts/since/record.ts';
import { cardFigures } from '../../src/cards/card-figure.ts';
import { figureCards, packFolder } from '../../src/cards/card.ts';
import type { Embed } from '../../src/cards/embed/embed.ts';
import { letterOf } from '../../src/cards/packs/pack-pages.ts';
import { languages } from '../../src/locale/languages.ts';
import { speak } from '../../src/copy/words.ts';
import { formatDate, formatSize } from '../../src/locale/numbers.ts';
import { pngOf } from '../../src/site/pictures/png.ts';
import { openTypeFaces } from '../../src/site/pictures/type-faces.ts';
import { zipEntries } from '../../src/site/packs/zip-entries.ts';
import { vintageName } from '../../src/vintages/vintage.ts';
import { storyWords } from '../charts/story-words.ts';
import { readNumber } from '../forms/read-number.ts';
import { openCommitted } from '../open-committed.ts';
import { attributes, built, builtFiles, dist, wordsOf } from './dist.ts';

interface List {
  edition: string;
  editions: { edition: string; list: string }[];
  consent: Record<string, string>;
  terms: Record<string, string>;
  changes: Record<string, string>;
  kit: { zip: string; bytes: number };
  embeds: Embed[];
}
const { data } = await openCommitted();
const list = JSON.parse(built('embed/v1/embeds.json')) as List;
const raw = (path: string) => readFileSync(join(dist, path));
/** From the list of embeds to the file that an address in it names. */
const pathOf = (address: string) => address.replace(/^(\.\.\/)+/, '');
const decode = (bytes: Uint8Array | undefined) =>
  new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/** What a zip holds, by path without the folder that all of it lies in. */
function unzipped(path: string): { folder: string; files: Map<string, Uint8Array> } {
  const entries = Object.entries(unzipSync(raw(path)));
  const [folder = ''] = entries[0]![0].split('/');
  expect(entries.filter(([name]) => !name.startsWith(`${folder}/`))).toEqual([]);
  return {
    folder,
    files: new Map(entries.map(([name, bytes]) => [name.slice(folder.length + 1), bytes]))
  };
}

const packs = list.embeds.map((embed) => ({
  embed,
  path: pathOf(embed.pack!.zip),
  ...unzipped(pathOf(embed.pack!.zip))
}));
const figurePacks = packs.filter(({ embed }) => embed.id !== 'story');
const maps = packs.filter(({ embed }) => embed.id === 'world' || embed.id === 'coverage');

/** The rows of a table as a reader sees them, cell by cell. */
const rowsOf = (table: Element) =>
  [...table.querySelectorAll('tr')].map((row) =>
    [...row.children].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim())
  );
const sizeOf = (png: Uint8Array) =>
  [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)] as const;
/** The words that are drawn, in the order of the drawing: its lines end anywhere. */
const drawnWords = (svg: string) =>
  [...svg.matchAll(/<text\b[^>]*>([^<]*)<\/text>/g)]
    .map(([, line]) => line!.replaceAll('&amp;', '&').replaceAll('&quot;', '"'))
    .join(' ');

describe('the list of what can be embedded', () => {
  it('names the edition, what is asked and where changes are told in each language, and of each card both its snippets', () => {
    const { edition, editions, consent, terms, changes } = list;
    expect(editions.map((one) => ({ ...one, list: pathOf(one.list) }))).toEqual([
      { edition, list: `embed/v1/editions/${edition}/embeds.json` }
    ]);
    for (const language of languages) {
      expect(consent[language]).toBe(speak(storyWords(language), 'embed.consent'));
      expect(pathOf(terms[language]!)).toBe(`${language}/partners/#terms`);
      expect(pathOf(changes[language]!)).toBe(`embed/v1/changes.${language}.atom`);
      expect(attributes(built(`${language}/partners/index.html`), 'option', 'value')).not.toContain(
        'WLD'
      );
    }
    for (const { embed, files } of packs) {
      // The picture that announces the story is another than its card.
      if (embed.id !== 'story') expect(embed.alt).toBe(decode(files.get('alt.txt')).trim());
      expect(embed.alt).not.toMatch(/[.!?]\./);
      for (const which of ['live', 'pinned'] as const)
        expect(embed.snippet[which]).toContain(` src="${embed[which]}" `);
    }
  });
});

describe('the packs', () => {
  it('are one for every card and language, with the size that the list and the partner page name', () => {
    expect(packs.map(({ embed }) => `${embed.language}/${embed.id}`).sort()).toEqual(
      languages
        .flatMap((language) => [...figureCards, 'story'].map((card) => `${language}/${card}`))
        .sort()
    );
    for (const { embed, path } of packs) {
      expect(path).toBe(`${packFolder(embed.language, embed.id)}.zip`);
      expect(raw(path).length).toBe(embed.pack!.bytes);
      expect(wordsOf(built(`${embed.language}/partners/index.html`))).toContain(
        formatSize(embed.pack!.bytes, embed.language)
      );
    }
    expect(raw(pathOf(list.kit.zip)).length).toBe(list.kit.bytes);
    for (const language of languages) {
      const page = built(`${language}/partners/index.html`);
      expect(attributes(page, 'a', 'href')).toContain(`../../${pathOf(list.kit.zip)}`);
      expect(wordsOf(page)).toContain(formatSize(list.kit.bytes, language));
    }
    // A download is always of the newest: the list of one edition promises none.
    expect(built(`embed/v1/editions/${list.edition}/embeds.json`)).not.toContain('.zip');
  });

  it('hold exactly the files that their note names', () => {
    for (const { embed, files } of packs) {
      const named = [...decode(files.get('README.txt')).matchAll(/^ {2}(\S+\.\w+) {2,}\S/gm)].map(
        ([, name]) => name
      );
      expect(named.length).toBeGreaterThan(7);
      expect(named.sort(), `${embed.language}/${embed.id}`).toEqual([...files.keys()].sort());
    }
  });

  it('are the same bytes whenever they are made of the same parts', () => {
    for (const { path, folder, files } of packs) {
      const entries = [...files].map(([name, bytes]) => ({ path: name, bytes }));
      expect(Buffer.compare(zipEntries(entries, folder, list.edition), raw(path))).toBe(0);
    }
  });

  it('say what the card says: title, credit, what a map does not show, and help, in its language (standards E05, E14, S05)', () => {
    for (const { embed, files } of packs) {
      const text = (name: string) => decode(files.get(name));
      const where = `${embed.language}/${embed.id}`;
      const { caption } = embed;
      expect(text('caption.txt').split('\n')[0], where).toBe(embed.title);
      const words = storyWords(embed.language);
      const [whole, other] =
        embed.id === 'story'
          ? (['whole.story', 'whole'] as const)
          : (['whole', 'whole.story'] as const);
      expect(text('README.txt'), where).toContain(speak(words, `pack.use.${whole}`));
      expect(text('README.txt'), where).not.toContain(speak(words, `pack.use.${other}`));
      expect(text('credit.txt').includes(speak(words, 'sources.geography')), where).toBe(
        embed.caption.limits !== ''
      );
      // Where each entry of the picture names its own, the credit by itself names them all.
      const named = caption.credits.filter(({ ownWords }) => !ownWords);
      for (const { credit, shown = '' } of named)
        expect(text('credit.txt').replaceAll(' \n', ' '), where).toContain(
          `${credit} ${shown}`.trim()
        );
      if (named.length < caption.credits.length) {
        const publishers = csvParse(text('table.csv')).map((row) => Object.values(row)[2] ?? '');
        expect(publishers.length, where).toBeGreaterThan(10);
        for (const name of ['credit.txt', 'newsletter.html'])
          expect([
            where,
            publishers.filter((publisher) => !wordsOf(text(name)).includes(publisher))
          ]).toEqual([where, []]);
      }
      const credited =
        named.length < caption.credits.length || embed.id === 'story'
          ? text('credit.txt').split('\n').slice(-3)
          : [text('credit.txt')];
      expect(text('caption.txt'), where).toContain(credited.join('\n').trim());
      for (const { credit } of caption.credits)
        expect(text('caption.txt'), where).toContain(credit);
      expect(text('caption.txt'), where).toContain(caption.limits);
      const help = parseHTML(text('help.html')).document.querySelector('ul')?.textContent;
      for (const line of caption.help.lines)
        expect(help, where).toContain(line.text.replace(/\.$/, ''));
      for (const [name, bytes] of files) {
        if (!name.endsWith('.html')) continue;
        expect(attributes(decode(bytes), 'html', 'lang'), `${where}/${name}`).toEqual([
          embed.language
        ]);
        expect(decode(bytes), `${where}/${name}`).toContain(
          '<meta name="robots" content="noindex"'
        );
      }
    }
    expect(maps).toHaveLength(2 * languages.length);
    for (const { embed, files } of maps) {
      expect(embed.caption.limits).not.toBe('');
      for (const name of [
        'caption.txt',
        'alt.txt',
        'table.html',
        'newsletter.html',
        'embed.html',
        'figure.svg'
      ]) {
        const text = decode(files.get(name));
        const [counts = ''] = embed.caption.limits.split(/(?<=\.) (?=\p{Lu})/u);
        const words = name === 'figure.svg' ? drawnWords(text) : wordsOf(text);
        expect(words, `${embed.language}/${embed.id}/${name}`).toContain(counts);
      }
    }
  });

  it('hold the numbers of the card: its table, the table for a page and the files are one', () => {
    const none = {
      id: speak(storyWords('id'), 'table.not-stated'),
      en: speak(storyWords('en'), 'table.not-stated')
    };
    const decimal = { id: ',', en: '.' };
    let compared = 0;
    for (const { embed, files } of figurePacks) {
      const where = `${embed.language}/${embed.id}`;
      const tables = (html: string) =>
        [...parseHTML(html).document.querySelectorAll('table')].map(rowsOf);
      const inPack = tables(decode(files.get('table.html')));
      const card = [built(pathOf(embed.live)), decode(files.get('card.html'))].map(tables);
      expect(inPack.length, where).toBeGreaterThan(0);
      for (const table of parseHTML(decode(files.get('table.html'))).document.querySelectorAll(
        'table'
      )) {
        const sides = [...table.querySelectorAll('tr')].map((row) =>
          [...row.children].map((cell) => cell.className).join()
        );
        expect([where, [...new Set(sides)]]).toEqual([where, [sides[0]]]);
      }
      const mailed = tables(decode(files.get('newsletter.html')))[0]!.map((row) => row.join());
      expect(mailed.length, where).toBeGreaterThan(0);
      expect([where, mailed]).toEqual([where, [...new Set(mailed)].slice(0, 5)]);
      for (const own of card) expect(own, where).toEqual(inPack);
      const csv = [...files.keys()].filter((name) => name.endsWith('.csv')).sort();
      expect(csv.length, where).toBe(inPack.length);
      inPack.forEach(([labels = [], ...rows], index) => {
        const file = csvParse(
          decode(files.get(index === 0 ? 'table.csv' : `table-${index + 1}.csv`))
        );
        expect(
          file.map((row) => row[labels[0]!]),
          where
        ).toEqual(rows.map(([header]) => header));
        const numbers = rows.flatMap((row, at) =>
          row.slice(1).map((printed, column) => [printed, file[at]![labels[column + 1]!] ?? ''])
        );
        const other = numbers.filter(([printed = '', kept = '']) => {
          if (!/^-?\d/.test(kept)) return kept !== printed && kept !== none[embed.language];
          const shown = readNumber(printed, embed.language);
          if (printed.startsWith('<')) return !(Number(kept) < shown!);
          const decimals =
            new RegExp(`\\${decimal[embed.language]}(\\d+)`).exec(printed)?.[1]?.length ?? 0;
          return (
            shown === undefined ||
            Math.abs(shown - Math.abs(Number(kept))) > 0.5 * 10 ** -decimals + 1e-9
          );
        });
        expect(other, where).toEqual([]);
        compared += numbers.length;
      });
    }
    expect(compared).toBeGreaterThan(4000);
  });

  it('keep numbers apart, in a newsletter before what each counts, where only words are kept, in their own language', () => {
    for (const { embed, files } of packs) {
      if (embed.id === 'story') continue;
      const where = `${embed.language}/${embed.id}`;
      const partOf = (name: string) => parseHTML(decode(files.get(name))).document;
      const letter = partOf('newsletter.html');
      const said = [...letter.querySelectorAll('tr')].map(({ textContent }) =>
        textContent?.toLowerCase()
      );
      const { rows, note } = letterOf(embed.id, data, storyWords(embed.language));
      expect(said, where).toEqual(
        rows.map(({ label, text }) => `${text} ${label.replace(/\.$/, '')}.`.toLowerCase())
      );
      // A list that is longer says so.
      const all =
        embed.id === 'since'
          ? sinceTable(data, storyWords(embed.language)).rows.length
          : rows.length;
      expect(note.match(/\d+/g) ?? [], where).toEqual(
        all > rows.length ? [String(rows.length), String(all)] : []
      );
      expect(letter.querySelector('h2 + p + p')?.textContent ?? '', where).toBe(note);
      // What is copied into a mail leaves the page's own language behind.
      expect(letter.querySelector('body > *')?.getAttribute('lang'), where).toBe(embed.language);
      const joined = [...partOf('table.html').querySelectorAll('tr')].filter(
        (row) => row.textContent !== [...row.children].map((cell) => cell.textContent).join(' ')
      );
      expect(joined.map((row) => row.textContent)).toEqual([]);
    }
  });

  it('hold each figure as a drawing and as pictures of two sizes, the same as lie on the site', () => {
    for (const { embed, files } of figurePacks) {
      const svg = decode(files.get('figure.svg'));
      const height = Number(attributes(svg, 'svg', 'height')[0]);
      expect(sizeOf(files.get('figure.png')!)).toEqual([1200, height]);
      expect(sizeOf(files.get('figure@2x.png')!)).toEqual([2400, 2 * height]);
      expect(attributes(decode(files.get('newsletter.html')), 'img', 'width')).toEqual(['600']);
      for (const text of [embed.title, embed.subtitle]) expect(drawnWords(svg)).toContain(text);
      // Real text and shapes: nothing is loaded, no picture is inside.
      expect(svg).not.toMatch(/<(image|use|script|foreignObject)\b|href=/);
      const { svg: drawing, png, png2x } = embed.pack!.pictures!;
      for (const [address, name] of [
        [drawing, 'figure.svg'],
        [png, 'figure.png'],
        [png2x, 'figure@2x.png']
      ] as const) {
        expect(Buffer.compare(raw(pathOf(address)), files.get(name)!)).toBe(0);
        expect(attributes(built(`${embed.language}/partners/index.html`), 'a', 'href')).toContain(
          `../../${pathOf(address)}`
        );
      }
    }
    for (const { embed, files } of packs.filter((pack) => pack.embed.id === 'story')) {
      expect(embed.pack).not.toHaveProperty('pictures');
      expect(
        Buffer.compare(raw(`share/${embed.language}/story.png`), files.get('share.png')!)
      ).toBe(0);
    }
  });

  it('have no picture of a map but that of the drawing, with what it does not show (standards S05, E14)', async () => {
    const type = await openTypeFaces(join(import.meta.dirname, '..', '..'));
    try {
      for (const { files } of maps) {
        const again = await pngOf(decode(files.get('figure.svg')), type);
        expect(Buffer.compare(again, files.get('figure.png')!)).toBe(0);
      }
    } finally {
      await type.close();
    }
    // The stills of films, where they were made, have tests of their own.
    const rasters = builtFiles().filter(
      (path) => path.endsWith('.png') && path.startsWith('embed/') && !/\/film-[^/]+$/.test(path)
    );
    expect(rasters.length).toBe(2 * figurePacks.length);
  });
});

describe('the kit', () => {
  const { files } = unzipped(pathOf(list.kit.zip));
  const kitPath = (from: string, address: string) =>
    new URL(address, `file:///${from}`).pathname.slice(1);

  it('has every card, its parts and its note in every language, the script, the licences and a list of all', () => {
    for (const { embed, files: pack } of packs) {
      const folder = `${embed.language}/${embed.id}`;
      expect(decode(files.get(`${folder}.html`))).toBe(decode(pack.get('card.html')));
      for (const [name, bytes] of pack) {
        // Its note, its snippet and its newsletter speak of what lies around it here.
        if (['README.txt', 'embed.html', 'card.html', 'newsletter.html'].includes(name)) continue;
        // Films are large: they lie beside the pictures and in the pack of their figure.
        if (/^film[-.]/.test(name)) continue;
        expect(Buffer.compare(files.get(`${folder}/${name}`)!, bytes), `${folder}/${name}`).toBe(0);
      }
      // What is pasted elsewhere finds nothing beside it, so whoever copies it is told.
      const told = speak(storyWords(embed.language), 'pack.snippet.address', {
        file: `../${embed.id}.html`
      });
      expect(wordsOf(decode(files.get(`${folder}/embed.html`))), folder).toContain(told);
      const named = [
        ...decode(files.get(`${folder}/README.txt`)).matchAll(/^ {2}(\S+\.\w+) {2,}\S/gm)
      ].map(([, name]) => name);
      const there = [...files.keys()]
        .filter((name) => name.startsWith(`${folder}/`))
        .map((name) => name.slice(folder.length + 1));
      expect(named.sort(), folder).toEqual(there.sort());
    }
    const note = decode(files.get('README.txt'));
    for (const language of languages) {
      expect(note).toContain(`${language}/help.html`);
      expect(note).toContain(
        speak(storyWords(language), 'figure.checked', { date: formatDate(list.edition, language) })
      );
    }
    expect(decode(files.get('LICENSE'))).toContain('CC BY-ND 4.0');
    expect(decode(files.get('licences.txt'))).toContain('CC BY 4.0');
    const shown = figureCards.flatMap((card) => cardFigures[card].vintages(data).map(vintageName));
    expect(decode(files.get('licences.txt')).match(/^\S+\/\S+$/gm)).toEqual(
      [...new Set(shown)].sort()
    );
  });

  it('keeps its cards as tall as they say, on any server and in any folder', () => {
    for (const src of [
      'https://partner.example/2027/terhubung/en/speed.html',
      'https://partner.example/id/speed.html?theme=dark'
    ]) {
      const said: unknown[][] = [];
      const source = { postMessage: () => undefined };
      const style = { setProperty: (...words: unknown[]) => said.push(words) };
      const frame = {
        src,
        sandbox: { length: 1, contains: () => false },
        contentWindow: source,
        clientHeight: 900,
        dataset: {},
        style
      };
      let hear: (message: object) => void = () => undefined;
      const window = {
        document: {
          currentScript: { src: 'https://partner.example/embed.js' },
          querySelectorAll: (of: string) => (of === '*' ? [] : [frame])
        },
        addEventListener: (_: string, listener: typeof hear) => (hear = listener),
        getComputedStyle: () => ({ height: '900px', paddingTop: '0px', paddingBottom: '0px' })
      };
      runInNewContext(decode(files.get('embed.js')), { window, document: window.document });
      const data = { type: 'terhubung:height', id: 'speed', height: 1200 };
      hear({ source: {}, origin: 'null', data });
      hear({ source, origin: 'null', data: { ...data, id: 'world' } });
      expect(said).toEqual([]);
      hear({ source, origin: 'null', data });
      expect(said, src).toEqual([['height', '1200px', 'important']]);
    }
  });

  it('leads to no list of states, named in any credit (standards S02)', () => {
    const credits = decode(files.get('licences.txt'));
    const treaty = credits.split(/\n(?=\S)/).filter((entry) => entry.startsWith('un-opsc'));
    expect(treaty.length).toBeGreaterThan(0);
    for (const entry of treaty)
      expect([...new Set(entry.match(/https:\S+/g))]).toEqual(['https://treaties.un.org/']);
  });

  it('leads nowhere but to its own files, and loads nothing else', () => {
    const pages = [...files.keys()].filter((name) => name.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(2 * packs.length);
    for (const page of pages) {
      const html = decode(files.get(page));
      const loaded = [
        ...attributes(html, '(?:img|iframe|script|source|link)', 'src'),
        ...attributes(html, 'link', 'href')
      ];
      for (const address of [...loaded, ...attributes(html, 'a', 'href')]) {
        // With an address of the site, text may lead back to it; nothing is loaded from there.
        if (/^(#|data:)/.test(address) || (/^https:/.test(address) && !loaded.includes(address)))
          continue;
        expect([...files.keys()], `${page} → ${address}`).toContain(kitPath(page, address));
      }
    }
    const index = decode(files.get('index.html'));
    const linked = attributes(index, 'a', 'href');
    const alone = ['figure@2x.png', 'help.html'];
    const parts = [...files.keys()].filter(
      (name) =>
        name.split('/').length === 3 &&
        !name.endsWith('.csv') &&
        !alone.some((one) => name.endsWith(one))
    );
    expect(parts.filter((name) => !linked.includes(name))).toEqual([]);
    for (const { embed } of packs) expect(linked).toContain(`${embed.language}/${embed.id}.html`);
    for (const { embed } of maps) expect(wordsOf(index)).toContain(embed.caption.limits);
    expect(attributes(index, 'section', 'lang')).toEqual(languages);
    const drawn = attributes(index, 'img', 'src').map((name) => sizeOf(files.get(name)!));
    expect(attributes(index, 'img', 'height')).toEqual(
      drawn.map(([width, height]) => String(Math.round((176 * height) / width)))
    );
  });
});
