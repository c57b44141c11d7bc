import { countryName, speak, type Words } from '#copy/words.ts';
import { formatPercent } from '#locale/numbers.ts';
import { capitalize } from '#locale/sentence.ts';
import { type StoryData, theWarning } from '#story/data.ts';
import { decimalYear } from '../phrases/decimal-year.ts';
import { sharesOf, type YearlyShares } from '../yearly-shares.ts';

/** The answer has the year of birth and that of this birthday: old enough to be online. */
const twelve = 12;
/** The treaty took effect on 18 January of this year. */
const inForce = 2002;

/** States that had joined the treaty by the end of each whole year (S02). */
export type Joined = ReadonlyMap<number, number>;

export const joinedByYear = ({ opscParties }: StoryData): Joined =>
  new Map(
    opscParties.points
      .filter(({ year }) => decimalYear(opscParties.vintage.release) >= year + 1)
      .map(({ year, value }) => [year, value])
  );

/** Countries that English names with an article. */
const withArticle =
  /ARE|BHS|CAF|CHI|COD|COG|COK|COM|CYM|DOM|FRO|GBR|GMB|IMN|MDV|MHL|MNP|NLD|PHL|SLB|SYC|TCA|USA|VGB|VIR/;

/** Formats whole percent; 0.9% is not 1% (V38). The map's labels say the same. */
export function placeShare(percent: number, words: Words) {
  if (percent > 0 && percent < 1) return speak(words, 'place.under');
  return formatPercent(percent, words.language);
}

/** The years of the map's buttons, within the series. */
export function mapStates({ years }: YearlyShares, newest: number, born?: number) {
  const [from, warned] = [years[0]!, theWarning.year];
  const asked = [...(born === undefined ? [from, warned] : [born, born + twelve]), newest];
  const shown = new Set(asked.map((year) => Math.min(newest, Math.max(from, year))));
  return [...shown].map((year) => {
    if (year === born) return { year, when: 'born' } as const;
    if (born !== undefined && year === born + twelve) return { year, when: 'twelve' } as const;
    if (year === newest) return { year, when: 'newest' } as const;
    return { year, when: year === from ? 'first' : 'warning' } as const;
  });
}

/**
 * One sentence: the years of birth and twelfth birthday, or the first figure if it is later, and
 * the newest. Nothing is predicted. With `joined` it counts the treaty, or asks for the birth.
 */
export function placeAnswer(
  shares: YearlyShares,
  iso3: string,
  born: number | undefined,
  words: Words,
  joined?: Joined
) {
  const values = sharesOf(shares, iso3);
  const name = countryName(words, iso3);
  const place = withArticle.test(iso3) ? speak(words, 'place.the', { place: name }) : name;
  const known = shares.years.filter((_, index) => (values[index] ?? null) !== null);
  const [first, newest] = [known[0], known.at(-1)];
  if (first === undefined || newest === undefined) return speak(words, 'place.unlisted', { place });

  const asked = new Map<number, 'born' | 'twelve' | 'first' | 'newest'>();
  if (born !== undefined) {
    asked.set(born, 'born');
    if (born + twelve >= first) asked.set(born + twelve, 'twelve');
    else asked.set(first, 'first');
  }
  if (!asked.has(newest)) asked.set(newest, 'newest');

  let isSaid = false;
  const clauses = [...asked]
    .sort(([one], [other]) => one - other)
    .map(([year, when]) => {
      const value = values[year - shares.years[0]!] ?? null;
      if (value === null) {
        const why = year > shares.years.at(-1)! ? 'after' : when === 'born' ? 'born' : 'twelve';
        return speak(words, `place.none.${why}`, { year: String(year) });
      }
      const share = placeShare(value, words);
      const said = isSaid ? share : speak(words, 'place.people', { share, place });
      isSaid = true;
      const clause = speak(words, `place.${when}`, { year: String(year), said });
      const states = joined?.get(year);
      if (when !== 'twelve' || !joined) return clause;
      if (year < inForce) return speak(words, 'place.treaty.before', { clause });
      return states === undefined ? clause : speak(words, 'place.treaty', { clause, states });
    });
  const invited = joined && born === undefined ? ` ${speak(words, 'place.invite')}` : '';
  return `${capitalize(clauses.join('; '))}.${invited}`;
}
