import { range } from 'd3';
import { describe, expect, it } from 'vitest';
import { joinedByYear, mapStates, placeAnswer } from '../../../src/charts/place/answer.ts';
import { earliestBirth } from '../../../src/charts/place/mount-place.ts';
import { mapData } from '../../../src/charts/choropleth/payload/map-data.ts';
import { readPayload } from '../../../src/charts/choropleth/payload/payload.ts';
import { speak } from '../../../src/copy/words.ts';
import { languages } from '../../../src/locale/languages.ts';
import { committedStory } from '../committed-story.ts';
import { storyWords } from '../story-data.ts';

const data = await committedStory();
const { years, economies } = data.internetUse;
const [from = 0, last = 0] = [years[0], years.at(-1)];
const valuesOf = new Map(economies.map(({ iso3, values }) => [iso3, values]));
const published = (iso3: string, year: number) => valuesOf.get(iso3)?.[year - from] ?? null;
const joined = joinedByYear(data);

/** An independent implementation of the printed share. */
function printedShare(value: number, language: (typeof languages)[number]) {
  const under = language === 'id' ? 'di bawah 1%' : 'under 1%';
  return value > 0 && value < 0.95 ? under : `${Math.round(value)}%`;
}

describe.each(languages)('placeAnswer in %s', (language) => {
  // The data of the page's map, not of the server.
  const file = readPayload(mapData(data, storyWords(language)));
  const series = file.layers.find(({ indicator }) => indicator === 'internet-use')!;
  const births = range(earliestBirth, last + 1);
  const says = (iso3: string, born?: number) => placeAnswer(series, iso3, born, file.words, joined);
  const shares = /(?:under |di bawah )?\d+(?:[.,]\d)?%/g;

  it('prints the published shares of birth, twelfth birthday or first figure, and newest', () => {
    const faults = file.countries.flatMap(([iso3]) => {
      const known = years.filter((year) => published(iso3, year) !== null);
      const [first, newest] = [known[0], known.at(-1)];
      return [undefined, ...births].flatMap((born) => {
        const said = says(iso3, born);
        const lived = born === undefined ? [] : [born, Math.max(born + 12, first ?? 0)];
        const due = [...new Set([...lived, newest ?? 0])]
          .sort()
          .flatMap((year) => published(iso3, year) ?? [])
          .map((value) => printedShare(value, language));
        const found = said.match(shares) ?? [];
        return found.join() === due.join() && !/[{}]|undefined|NaN/.test(said)
          ? []
          : [`${iso3}, born in ${born}: ${said}`];
      });
    });
    expect(faults).toEqual([]);
    expect(file.countries.length * births.length).toBeGreaterThan(18_000);
  });

  it('counts the states of a whole year in which the treaty was in force', () => {
    expect(says('IDN', 2000)).toMatch(/161/);
    expect(says('IDN', 1988)).toContain(
      speak(file.words, 'place.treaty.before', { clause: '' }).trim()
    );
    const newest = Math.max(...joined.keys());
    expect(says('IDN', newest - 11)).not.toMatch(/PBB|UN treaty/);
    expect(placeAnswer(series, 'IDN', 2000, file.words)).not.toMatch(/PBB|UN treaty/);
  });

  it('predicts nothing, says where there is no figure, and asks for a year of birth', () => {
    expect(says('IDN', 1950)).toContain('1950');
    expect(says('IDN', last)).toContain(
      speak(file.words, 'place.none.after', { year: String(last + 12) })
    );
    const unlisted = file.countries.find(([iso3]) => !valuesOf.has(iso3));
    if (unlisted) expect(says(unlisted[0], 2000)).toContain(unlisted[1]);
    expect(says('IDN')).toContain(file.words.labels['place.invite']);
  });

  it('never mentions children online (V12)', () => {
    for (const [key, label] of Object.entries(file.words.labels))
      if (key.startsWith('place.') && key !== 'place.limits')
        expect(label).not.toMatch(/child|anak/i);
  });
});

it('shows the years of a life within the series', () => {
  const states = (born?: number) => mapStates(data.internetUse, last, born);
  expect(states(2000)).toEqual([
    { year: 2000, when: 'born' },
    { year: 2012, when: 'twelve' },
    { year: last, when: 'newest' }
  ]);
  expect(states(1970).map(({ when }) => when)).toEqual(['first', 'newest']);
  expect(states().map(({ year }) => year)).toEqual([from, 2018, last]);
});
