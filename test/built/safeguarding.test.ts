import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { readHelplines } from '../../src/pages/helpline.ts';
import { namedIn2018 } from '../../src/story/claim.ts';
import { readLinks } from '../../src/story/ledgers/links.ts';
import { attributes, builtFiles, dist, wordsOf } from './dist.ts';

const isText = (path: string) => /\.(html|json|csv|md|txt|xml|atom|svg|js|css|map)$/.test(path);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Every text that a reader or partner can download, also from inside a zip. */
const files = new Map(
  builtFiles().flatMap((path) => {
    const bytes = readFileSync(join(dist, path));
    if (path.endsWith('.zip'))
      return Object.entries(unzipSync(bytes))
        .filter(([name]) => isText(name))
        .map(([name, inner]) => [`${path}!${name}`, decode(inner)]);
    return isText(path) ? [[path, decode(bytes)]] : [];
  })
);

it('links no address that was not allowed (standards S40)', () => {
  const helplines = readHelplines(readFileSync('data/care/helplines.json', 'utf8'));
  const allowed = new Set([
    ...readLinks(readFileSync('data/links.json', 'utf8')).map(({ url }) => url),
    ...helplines.flatMap(({ page, contacts }) => [page, ...contacts.map(({ href }) => href)]),
    // Licences, the sources of connection data, and the pages of “Leave this page”.
    'https://creativecommons.org/licenses/by/4.0/',
    'https://treaties.un.org/',
    'https://www.bbc.co.uk/weather',
    'https://www.bmkg.go.id/'
  ]);
  const isVintage = (address: string) =>
    /^https:\/\/github\.com\/[^?#]+\.(csv|zip)$/.test(address) &&
    !/unicef|opsc|treat|ratif/i.test(address);
  const linked = [...files].flatMap(([path, text]) =>
    /\.(html|md)$/.test(path)
      ? attributes(text, 'a', 'href').filter((address) => /^https?:/.test(address))
      : []
  );
  expect(linked.length).toBeGreaterThan(50);
  expect([
    ...new Set(linked.filter((address) => !allowed.has(address) && !isVintage(address)))
  ]).toEqual([]);
});

it('prints no address that leads to a list of countries (standards S40)', () => {
  const leading =
    /theguardian\.com|iicsa\.org|safeonline|nature\.com|johncarr|icmec\.org|missingkids|childlight|icmec|4-11-c|ecpat\.org|coe\.int/i;
  const found = [...files].flatMap(([path, text]) =>
    [...text.matchAll(/https?:\/\/[^\s"'<>)]+/g)]
      .filter(([address]) => leading.test(address))
      .map(([address]) => `${path}: ${address}`)
  );
  expect(found).toEqual([]);
});

it('has no tenth of the surveys by country, and no file of them (standards S42)', () => {
  expect([...files.keys()].filter((path) => /survey/i.test(path))).toEqual([]);
  const measure = /through technology|technology-facilitated|melalui teknologi/gi;
  const found = [...files].flatMap(([path, text]) => {
    const plain = path.endsWith('.html') ? wordsOf(text) : text;
    return [...plain.matchAll(measure)]
      .map(({ index }) => plain.slice(Math.max(0, index - 400), index + 400))
      .filter((near) => /\d[.,]\d ?%/.test(near) || /survey-2026|survey_all/.test(near))
      .map((near) => `${path}: ${near}`);
  });
  expect(found).toEqual([]);
});

it('names the five countries of 2018 together in one sentence only (standards S41)', () => {
  const names = languages.map((language) => {
    const countries = JSON.parse(
      readFileSync(`data/copy/${language}/countries.json`, 'utf8')
    ) as Record<string, string>;
    return [...namedIn2018].map((iso3) => countries[iso3]!.replaceAll(/[-\s]/g, '[-\\s]?'));
  });
  names.push([...namedIn2018]);
  const together = [...files].flatMap(([path, text]) => {
    const plain = path.endsWith('.html') ? wordsOf(text) : text.replace(/\s+/g, ' ');
    return names.flatMap((five) => {
      const found = [...plain.matchAll(new RegExp(`\\b(?:${five.join('|')})\\b`, 'g'))];
      const groups = found.filter(
        ({ index }, at) =>
          new Set(
            found
              .slice(at)
              .filter((other) => other.index - index < 300)
              .map(([name]) => name.replace(/[-\s]/g, ''))
          ).size >= 3
      );
      return groups.map(({ index }) => ({ path, near: plain.slice(index - 200, index + 300) }));
    });
  });
  expect(together.filter(({ near }) => !near.includes('Guardian'))).toEqual([]);
  expect(together.length).toBeGreaterThan(0);
});

it('states the surveys by country in the story alone: no card, kit or shared text (standards S42)', () => {
  const spread = /\b5% (?:to|sampai) (?:(?:about|sekitar) )?27%/;
  const where = [...files].filter(([, text]) => spread.test(wordsOf(text))).map(([path]) => path);
  const story = /^(?:id|en)\/(?:lite\/)?index\.html$|(?:^|\/)story(?:\/card)?\.html$/;
  expect(where.filter((path) => !story.test(path))).toEqual([]);
  expect(where.length).toBeGreaterThan(0);
});
