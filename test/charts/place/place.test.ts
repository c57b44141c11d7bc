import { range } from 'd3';
import { describe, expect, it } from 'vitest';
import { guessPlace, zonesOf } from '../../../src/charts/place/guess-place.ts';
import { placeMoments, placeTableYears } from '../../../src/charts/place/moments.ts';
import { earliestBirth } from '../../../src/charts/place/mount-place.ts';
import { mapData } from '../../../src/charts/choropleth/payload/map-data.ts';
import { readPayload } from '../../../src/charts/choropleth/payload/payload.ts';
import { speak } from '../../../src/copy/words.ts';
import { languages } from '../../../src/locale/languages.ts';
import { iso3OfIso2 } from '../../../src/sources/cells/country-codes.ts';
import { committedStory } from '../committed-story.ts';
import { storyWords } from '../story-words.ts';

const data = await committedStory();
const { years, economies, vintage } = data.internetUse;
const [from = 0, last = 0] = [years[0], years.at(-1)];
const edition = Number(vintage.release.slice(0, 4));
const valuesOf = new Map(economies.map(({ iso3, values }) => [iso3, values]));
const published = (iso3: string, year: number) => valuesOf.get(iso3)?.[year - from] ?? null;

/** An independent implementation of the printed share. */
function printedShare(value: number, language: (typeof languages)[number]): string {
  const decimal = language === 'id' ? ',' : '.';
  if (value > 0 && value < 0.5)
    return language === 'id' ? `di bawah 0${decimal}5%` : `under 0${decimal}5%`;
  return value > 0 && value < 0.95
    ? `0${decimal}${Math.round(value * 10)}%`
    : `${Math.round(value)}%`;
}

describe.each(languages)('placeMoments in %s', (language) => {
  // The data of the page's map, not of the server.
  const file = readPayload(mapData(data, storyWords(language)));
  const series = file.layers.find(({ indicator }) => indicator === 'internet-use')!;
  const births = range(earliestBirth, edition + 1);

  function faultOf(iso3: string, born: number | undefined): string | undefined {
    const moments = placeMoments(series, iso3, born, file.words);
    const spoken = moments.map(({ year }) => year);
    const known = years.filter((year) => published(iso3, year) !== null);
    const [first, newest] = [known[0], known.at(-1)];
    if (first === undefined || newest === undefined) {
      const [only] = moments;
      const unlisted =
        only!.share === undefined && only!.text === file.words.labels['place.unlisted'];
      return moments.length === 1 && unlisted ? undefined : 'without data';
    }
    if (spoken.some((year, index) => index > 0 && year <= spoken[index - 1]!))
      return 'out of order';
    const due =
      born === undefined
        ? [newest]
        : [born, born + 12 >= from ? born + 12 : born, born < first ? first : born, newest];
    if (spoken.length !== new Set(due).size || due.some((year) => !spoken.includes(year)))
      return `years ${spoken.join()}`;
    for (const { year, value: drawn, share, text } of moments) {
      const value = year < from || year > last ? null : published(iso3, year);
      if (share !== (value === null ? undefined : printedShare(value, language)))
        return `${year}: ${share}`;
      if (value === null ? drawn !== undefined : Math.abs(drawn! - value) > 0.1001)
        return `${year}: drawn ${drawn}`;
      if (!text.includes(String(year)) || /[{}]/.test(text)) return text;
    }
    return undefined;
  }

  it('prints the published share, or that there is none, for every economy and year of birth', () => {
    const faults = file.countries.flatMap(([iso3]) =>
      [undefined, ...births].flatMap((born) => {
        const fault = faultOf(iso3, born);
        return fault === undefined ? [] : [`${iso3}, born in ${born}: ${fault}`];
      })
    );
    expect(faults).toEqual([]);
    expect(file.countries.length * births.length).toBeGreaterThan(18_000);
  });

  const says = (iso3: string, born: number) =>
    placeMoments(series, iso3, born, file.words)
      .map(({ share, text }) => `${share ?? '–'} ${text}`)
      .join(' ');

  it('names the first year of the series for an earlier birth, and predicts nothing after the last', () => {
    expect(says('IDN', 1950)).toContain(String(from));
    const young = placeMoments(series, 'IDN', edition, file.words);
    for (const { year, share } of young) if (year > last) expect(share).toBeUndefined();
    expect(young.at(-1)!.year).toBe(edition + 12);
    expect(young.at(-1)!.text).toContain(String(last));
    const lastAbsent = file.countries.find(
      ([iso3]) => published(iso3, last) === null && published(iso3, last - 1) !== null
    )!;
    expect(says(lastAbsent[0], last)).toContain(
      speak(file.words, 'place.born.none', { year: String(last) })
    );
  });

  it('says for a published zero that the source counted nobody', () => {
    expect(says('IDN', 1990)).toMatch(
      new RegExp(`^0% .*1990.*${file.words.labels['place.nobody']}`)
    );
  });

  it('never mentions children online (V12)', () => {
    for (const [key, label] of Object.entries(file.words.labels))
      if (key.startsWith('place.') && key !== 'place.limits')
        expect(label).not.toMatch(/child|anak/i);
  });
});

describe('placeTableYears', () => {
  it('returns every fifth year and the newest, and none without a share', () => {
    const economies = [{ iso3: 'IDN', values: [1, 2, 3, 4, null] }];
    const series = { years: [1999, 2000, 2001, 2002, 2005], economies };
    expect(placeTableYears(series, ['IDN'])).toEqual([2000, 2002]);
    expect(placeTableYears(series, ['GBR'])).toEqual([]);
  });
});

describe('guessPlace', () => {
  const codes = readPayload(mapData(data, storyWords('en'))).countries.map(([iso3]) => iso3);
  const asked = (zone: string, list = codes) => guessPlace(zone, list, () => Promise.resolve());
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));

  it('finds every listed economy by its time zones, and no time zone twice', async () => {
    const owners = new Map<string, string>();
    for (const iso2 of letters.flatMap((first) => letters.map((second) => first + second))) {
      const iso3 = iso3OfIso2(iso2);
      if (iso3 === undefined) continue;
      const zones = zonesOf(iso2);
      for (const zone of zones) {
        expect([zone, owners.get(zone)]).toEqual([zone, undefined]);
        owners.set(zone, iso3);
      }
      if (codes.includes(iso3) && zones[0])
        expect([iso3, await asked(zones[0], [iso3])]).toEqual([iso3, iso3]);
    }
    expect(owners.size).toBeGreaterThan(300);
  });
});
