import { least, group } from 'd3';
import type { Measure } from '#story/claim.ts';
import type { RuleChecks, Wording } from '../copy-rules.ts';
import { firstWordOf, isJustBefore, longestOf, spansOf, wordsIn, type Span } from '../phrase.ts';
import { say } from '#locale/say.ts';

/** The story's own names first, then the name in the country list. */
export function placeNames(
  countries: Readonly<Record<string, string>>,
  own: Readonly<Record<string, readonly string[]>> = {}
): RuleChecks['places'] {
  const codes = [...new Set([...Object.keys(own), ...Object.keys(countries)])];
  return Object.fromEntries(
    codes.map((code) => [
      code,
      [...new Set([...(own[code] ?? []), ...(code in countries ? [countries[code]!] : [])])]
    ])
  );
}

const placeIndexes = new WeakMap<object, Map<string, { place: string; name: string }[]>>();

/** Names of places by their first word, so that a text is not searched for every country. */
function byFirstWord(places: RuleChecks['places']) {
  let index = placeIndexes.get(places);
  if (!index) {
    const named = Object.entries(places).flatMap(([place, names]) =>
      names.map((name) => ({ place, name }))
    );
    placeIndexes.set(places, (index = group(named, ({ name }) => firstWordOf(name))));
  }
  return index;
}

/** From left to right, the longest of overlapping names. “chad” is not a country. */
export function placesIn(
  text: string,
  { places, wording }: Pick<RuleChecks, 'places' | 'wording'>
): (Span & { place: string })[] {
  const words = wordsIn(text);
  const known = byFirstWord(places);
  const found = [...words.keys()]
    .flatMap((word) => known.get(word) ?? [])
    .flatMap(({ place, name }) =>
      spansOf([name], text, words)
        .filter(({ start }) => name === name.toLowerCase() || text[start] === name[0])
        .map((span) => ({ place, ...span }))
    );
  // “World Bank” is not the world; in “the World Bank”, “the World” overlaps the name too.
  const bodies = spansOf(Object.values(wording.attributions ?? {}).flat(), text, words);
  return longestOf(found).filter(
    (one) => !bodies.some(({ start, end }) => start < one.end && one.start < end)
  );
}

export const measureNames = (): Readonly<Record<Measure, string>> => ({
  use: say`people using the internet`,
  coverage: say`people within range of a signal`
});

export const otherMeasure = (measure: Measure): Measure => (measure === 'use' ? 'coverage' : 'use');

/** Words may name a measure, or deny it (“were not online”, “offline”). */
export function measureSaid(
  text: string,
  measure: Measure,
  { [measure]: words, not, opposite }: NonNullable<Wording['measures']>
) {
  const isDenied = (start: number) => isJustBefore(not, text.slice(0, start));
  const opposed = spansOf(opposite[measure], text)[0];
  if (opposed) return isDenied(opposed.start) ? 'said' : 'denied';
  const first = Math.min(...spansOf(words, text).map(({ start }) => start));
  if (first === Infinity) return undefined;
  return isDenied(first) ? 'denied' : 'said';
}

type Limit = 'about' | 'under' | 'over' | 'nearly' | 'at_least' | 'up_to';

export const limitWords = (): Readonly<Record<Limit | 'exact' | 'range', string>> => ({
  about: 'about',
  under: say`less than`,
  over: say`more than`,
  nearly: 'almost',
  at_least: say`at least`,
  up_to: say`at most`,
  exact: '',
  range: ''
});

export interface Fraction extends Span {
  phrase: string;
  text: string;
  /** As in the wording file: `25`, or `>50`. */
  share: string;
  percent: number;
  limit: Limit;
}

/** Points that a number may differ from a fraction: 30 % of it, from 0.5 to 5. */
const tolerance = (percent: number) => Math.max(0.5, Math.min(5, percent * 0.3));

export function isSaidOf({ percent, limit }: Fraction, value: number) {
  const near = tolerance(percent);
  if (limit === 'under') return value < percent;
  if (limit === 'over') return value > percent;
  if (limit === 'at_least') return value >= percent;
  if (limit === 'up_to') return value <= percent;
  // “Almost half” may be said of what rounds to 50.
  return limit === 'nearly'
    ? value >= percent - 2 * near && value < percent + 0.5
    : Math.abs(value - percent) <= near;
}

/** “No more than”, “no less than”. */
const denied: Readonly<Partial<Record<Limit, Limit>>> = { over: 'up_to', under: 'at_least' };

/** Fractions that are limits by themselves: “most people” is `>50`. */
const limitOfSign: Readonly<Record<string, Limit>> = { '>': 'over', '<': 'under' };

/** Phrases such as “the most people” are no fraction. */
const none = '';

/** From left to right; “three quarters” is not a quarter. */
export function fractionsIn(
  written: string,
  { wording: { bounds, parts } }: Pick<RuleChecks, 'wording'>
): Fraction[] {
  if (!parts) return [];
  // “Two-thirds” is two thirds.
  const text = written.replace(/[-‐–]/g, ' ');
  const words = wordsIn(text);
  const said = [...Object.entries(parts.said), [none, parts.none ?? []] as const];
  const found = said.flatMap(([share, phrases]) =>
    spansOf(phrases, text, words).map((span) => ({ ...span, share }))
  );
  /** The longest of the phrases that end right before an offset. */
  const endingAt = <Key>(phrases: readonly (readonly [Key, readonly string[]])[], offset: number) =>
    least(
      phrases
        .flatMap(([key, some]) => spansOf(some, text, words).map((span) => ({ key, ...span })))
        .filter(({ end }) => end < offset && text.slice(end, offset).trim() === ''),
      ({ start }) => start
    );
  const limits = [
    ['under', parts.under] as const,
    ...(['about', 'over', 'nearly', 'at_least', 'up_to'] as const).map(
      (limit) => [limit, bounds[limit].before] as const
    )
  ];
  return longestOf(found)
    .filter(({ share }) => share !== none)
    .map((fraction) => {
      const { start, end, share } = fraction;
      const limit = endingAt<Limit>(limits, start);
      const opposite = limit && denied[limit.key];
      const not = opposite && endingAt([['not', parts.not]], limit.start);
      const own = limitOfSign[share[0] ?? ''] ?? 'about';
      const kind = not && opposite ? opposite : (limit?.key ?? 'about');
      return {
        ...fraction,
        text: written.slice(start, end),
        phrase: written.slice(not?.start ?? limit?.start ?? start, end),
        percent: Number(share.replace(/^[<>]/, '')),
        limit: kind === 'about' ? own : kind
      };
    });
}
