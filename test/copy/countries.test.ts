import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAtlas } from '../../src/charts/choropleth/geometry/atlas.ts';
import { languages } from '../../src/locale/languages.ts';

const names = Object.fromEntries(
  languages.map((language) => [
    language,
    JSON.parse(readFileSync(`data/copy/${language}/countries.json`, 'utf8')) as Record<
      string,
      string
    >
  ])
);
/** Pieces of the atlas without an ISO code: the data count them with another unit. */
const pieces = ['ATC', 'CYN', 'IOA', 'KAS', 'SOL'];

describe('country names', () => {
  it.each(languages)(
    'cover every unit of the map, and those without a polygon (%s)',
    (language) => {
      const drawn = readAtlas().topology.objects.countries.geometries.flatMap(({ properties }) =>
        properties && 'a3' in properties ? [properties.a3] : []
      );
      const needed = [...drawn.filter((code) => !pieces.includes(code)), 'CHI', 'GIB', 'WLD'];
      expect(needed.filter((code) => !names[language]![code])).toEqual([]);
    }
  );

  it('have the same sorted codes in every language, and no name twice', () => {
    for (const language of languages) {
      const codes = Object.keys(names[language]!);
      expect(codes).toEqual(Object.keys(names['en']!));
      expect(codes).toEqual([...codes].sort());
      expect(new Set(Object.values(names[language]!)).size).toBe(codes.length);
    }
  });

  it.each([
    ['PHL', 'Filipina', 'Philippines'],
    ['VNM', 'Vietnam', 'Viet Nam'],
    ['KHM', 'Kamboja', 'Cambodia'],
    ['GBR', 'Inggris Raya', 'United Kingdom'],
    ['USA', 'Amerika Serikat', 'United States'],
    ['PSE', 'Palestina', 'Palestine'],
    ['TLS', 'Timor-Leste', 'Timor-Leste'],
    ['ESH', 'Sahara Barat', 'Western Sahara'],
    ['TWN', 'Taiwan', 'Taiwan'],
    ['XKX', 'Kosovo', 'Kosovo'],
    ['WLD', 'Dunia', 'World']
  ])('follow the house style: %s', (code, id, en) => {
    expect([names['id']![code], names['en']![code]]).toEqual([id, en]);
  });
});
