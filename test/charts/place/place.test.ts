import { describe, expect, it } from 'vitest';
import { guessPlace } from '../../../src/charts/place/guess-place.ts';
import { placeMoments, placeShare } from '../../../src/charts/place/moments.ts';
import { earliestBirth } from '../../../src/charts/place/mount-place.ts';
import { mapData } from '../../../src/charts/choropleth/map-data.ts';
import { readWire } from '../../../src/charts/choropleth/wire.ts';
import { languages } from '../../../src/locale/languages.ts';
import { iso3OfIso2 } from '../../../src/sources/country-codes.ts';
import { committedStory } from '../committed-story.ts';
import { storyWords } from '../story-words.ts';

const data = await committedStory();
const { years, economies, vintage } = data.internetUse;
const [from = 0, last = 0] = [years[0], years.at(-1)];
const edition = Number(vintage.release.slice(0, 4));
const published = (iso3: string, year: number) => economies.find((economy) => economy.iso3 === iso3)?.values[year - from] ?? null;

/** As the share ought to be printed, worked out from the published figure in the way a person would. */
function printedShare(value: number, language: (typeof languages)[number]): string {
  const decimal = language === 'id' ? ',' : '.';
  if (value > 0 && value < 0.5) return language === 'id' ? `di bawah 0${decimal}5%` : `under 0${decimal}5%`;
  return value > 0 && value < 0.95 ? `0${decimal}${Math.round(value * 10)}%` : `${Math.round(value)}%`;
}

describe.each(languages)('a place and a year of birth, in %s', (language) => {
  // As the page has them: what its map carries, not what the server knows.
  const file = readWire(mapData(data, storyWords(language)));
  const series = file.layers.find(({ indicator }) => indicator === 'internet-use')!;
  const births = Array.from({ length: edition - earliestBirth + 1 }, (_, index) => earliestBirth + index);

  it('prints the published figure, or that there is none, for every economy and every year of birth', () => {
    for (const [iso3] of file.countries) {
      const known = years.filter((year) => published(iso3, year) !== null);
      for (const born of births) {
        const moments = placeMoments(series, iso3, born, file.words);
        const where = `${iso3}, born in ${born}: ${JSON.stringify(moments)}`;
        if (known.length === 0) {
          expect(moments, where).toEqual([{ year: born, share: undefined, text: file.words.labels['place.unlisted'] }]);
          continue;
        }
        expect(
          moments.map(({ year }) => year),
          where
        ).toEqual([...new Set(moments.map(({ year }) => year))].sort((a, b) => a - b));
        const spoken = moments.map(({ year }) => year);
        expect(spoken, where).toContain(born);
        if (born + 12 >= from) expect(spoken, where).toContain(born + 12);
        if (born < known[0]!) expect(spoken, where).toContain(known[0]);
        expect(spoken, where).toContain(known.at(-1));
        for (const { year, share, text } of moments) {
          const value = year < from || year > last ? null : published(iso3, year);
          if (share !== (value === null ? undefined : printedShare(value, language)) || !text.includes(String(year)) || /[{}]/.test(text))
            expect.fail(where);
        }
      }
    }
  });

  const says = (iso3: string, born: number) =>
    placeMoments(series, iso3, born, file.words)
      .map(({ share, text }) => `${share ?? '–'} ${text}`)
      .join(' ');

  it('says what was measured once, in the first sentence that has a share', () => {
    const people = file.words.labels['place.people']!;
    for (const born of [1950, 1990, 2000, last, edition]) expect(says('IDN', born).split(people)).toHaveLength(2);
  });

  it('says of a birth before the figures when they begin, and predicts nothing after them', () => {
    expect(says('IDN', 1950)).toContain(String(from));
    const young = placeMoments(series, 'IDN', edition, file.words);
    for (const { year, share } of young) if (year > last) expect(share).toBeUndefined();
    expect(young.at(-1)!.year).toBe(edition + 12);
    expect(young.at(-1)!.text).toContain(String(last));
  });

  it('says of a published zero that the source counted nobody', () => {
    expect(says('IDN', 1990)).toMatch(new RegExp(`^0% .*1990.*${file.words.labels['place.nobody']}`));
  });

  it('never speaks of children online (standards V12)', () => {
    for (const [key, label] of Object.entries(file.words.labels))
      if (key.startsWith('place.') && key !== 'place.limits') expect(label).not.toMatch(/child|anak/i);
  });

  it('prints a share as whole percent, tenths below one, and no smaller number than the page can be sure of', () => {
    const read = (value: number) => placeShare(value, file.words).replace(',', '.');
    expect([0, 0.5, 0.9, 1, 14.5, 100].map(read)).toEqual(['0%', '0.5%', '0.9%', '1%', '15%', '100%']);
    expect(read(0.1)).toBe(read(0.4));
  });
});

describe('guessPlace', () => {
  const codes = readWire(mapData(data, storyWords('en'))).countries.map(([iso3]) => iso3);
  const asked = (zone: string, list = codes) => guessPlace(zone, list, () => Promise.resolve());
  const zonesOf = (iso2: string) => (new Intl.Locale(`und-${iso2}`) as Intl.Locale & { timeZones?: string[] }).timeZones ?? [];
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));

  it('knows every listed economy by its time zones, and no time zone in two of them', async () => {
    const owners = new Map<string, string>();
    for (const iso2 of letters.flatMap((first) => letters.map((second) => first + second))) {
      const iso3 = iso3OfIso2(iso2);
      if (iso3 === undefined) continue;
      const zones = zonesOf(iso2);
      for (const zone of zones) {
        expect([zone, owners.get(zone)]).toEqual([zone, undefined]);
        owners.set(zone, iso3);
      }
      if (codes.includes(iso3) && zones[0]) expect([iso3, await asked(zones[0], [iso3])]).toEqual([iso3, iso3]);
    }
    expect(owners.size).toBeGreaterThan(300);
  });

  it('guesses from all of them, and nothing where a zone is no place', async () => {
    for (const [zone, iso3] of [
      ['Asia/Makassar', 'IDN'],
      ['Europe/London', 'GBR'],
      ['Europe/Zurich', 'CHE'],
      ['America/Bogota', 'COL']
    ] as const)
      expect(await asked(zone)).toBe(iso3);
    expect(await asked('UTC')).toBeUndefined();
  });
});
