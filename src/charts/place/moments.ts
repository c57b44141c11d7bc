import type { LabelIn } from '../../copy/label.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import { sharesOf, type YearlyShares } from '../yearly-shares.ts';

export interface Moment {
  year: number;
  value?: number;
  /** Undefined when there is no share to print. */
  share: string | undefined;
  /** The rest of the sentence; the whole sentence without a share. */
  text: string;
}

/** The story shows the year of birth and the year of this birthday: old enough to be online. */
const twelve = 12;

/** True when a share is too small to print as a number. */
export const isUnder = (percent = 0): boolean => percent > 0 && percent < 0.5;

/** Every fifth year in which any of `iso3s` has a share, and the last. */
export function placeTableYears(
  { years, economies }: YearlyShares,
  iso3s: readonly string[]
): number[] {
  const shown = economies.filter(({ iso3 }) => iso3s.includes(iso3));
  const known = years.filter((_, index) =>
    shown.some(({ values }) => (values[index] ?? null) !== null)
  );
  return known.filter((year) => year % 5 === 0 || year === known.at(-1));
}

/** The years of the map's three states: birth, twelfth birthday and newest, within the series. */
export function mapYears({ years }: YearlyShares, newest: number, born = years[0]!): number[] {
  const within = (year: number) => Math.min(newest, Math.max(years[0]!, year));
  return [...new Set([within(born), within(born + twelve), newest])];
}

/** In whole percent; tenths below one: Indonesia's 0.9% is not 1%, and zero reads as zero (V38). */
export function placeShare(percent: number, words: Words): string {
  if (isUnder(percent)) return speak(words, 'place.under');
  return formatPercent(percent, words.language, percent > 0 && percent < 1 ? 1 : 0);
}

/** Years of birth and twelfth birthday, first data if later, and newest. Nothing is predicted. */
export function placeMoments(
  shares: YearlyShares,
  iso3: string,
  born: number | undefined,
  words: Words
): Moment[] {
  const { years } = shares;
  const values = sharesOf(shares, iso3);
  const [from = 0, last = 0] = [years[0], years.at(-1)];
  const known = years.filter((_, index) => (values[index] ?? null) !== null);
  const [first, newest] = [known[0], known.at(-1)];
  if (first === undefined || newest === undefined)
    return [{ year: born ?? last, share: undefined, text: speak(words, 'place.unlisted') }];

  const said = new Map<number, 'born' | 'twelve' | 'first' | 'newest'>();
  if (born !== undefined) {
    said.set(born, 'born');
    // A birthday before the series begins would repeat the sentence of the birth.
    if (born + twelve >= from) said.set(born + twelve, 'twelve');
    if (born < first && !said.has(first)) said.set(first, first === newest ? 'newest' : 'first');
  }
  if (!said.has(newest)) said.set(newest, 'newest');

  let isFirst = true;
  return [...said]
    .sort(([one], [other]) => one - other)
    .map(([year, when]): Moment => {
      const value = year < from || year > last ? null : (values[year - from] ?? null);
      const slots = {
        year: String(year),
        age: String(year - (born ?? year)),
        first: String(from),
        last: String(last)
      };
      if (value === null) {
        // Only a birth can precede the series, and `first` and `newest` always have a value.
        const lived = when === 'born' ? 'born' : 'twelve';
        const why: LabelIn<'place'> =
          year < from ? 'born.before' : `${lived}.${year > last ? 'after' : 'none'}`;
        return { year, share: undefined, text: speak(words, `place.${why}`, slots) };
      }
      const people = isFirst ? [speak(words, 'place.people')] : [];
      isFirst = false;
      const zero = value === 0 ? [speak(words, 'place.nobody')] : [];
      return {
        year,
        value,
        share: placeShare(value, words),
        text: [...people, speak(words, `place.${when}.share`, slots), ...zero].join(' ')
      };
    });
}
