import { difference } from 'd3';
import type { Language } from '#locale/languages.ts';
import { capitalize } from '#locale/sentence.ts';
import type { FilePosition } from '#sources/source-error.ts';
import type { Claim } from '#story/claim.ts';
import { indicators } from '#story/data.ts';
import type { ComputedClaim } from '#story/lock.ts';
import { problemsOf, type Problem } from '#story/problem.ts';
import { nameOf, typedText, type Telling } from '../../passage.ts';
import { directions, type RuleChecks, type Wording } from '../copy-rules.ts';
import { covers, longestOf, spansOf, wordsIn } from '../phrase.ts';
import { numbersIn } from '../stray-bindings.ts';
import {
  fractionsIn,
  isSaidOf,
  limitWords,
  measureNames,
  measureSaid,
  otherMeasure,
  placesIn,
  type Fraction
} from './facets.ts';
import { placesOf } from './figures.ts';
import { say } from '#locale/say.ts';
import { promiseWords } from '#story/claims/promise-words.ts';

export interface StatedText extends FilePosition {
  file: string;
  /** As messages name it: `the heading`, `the label “card.world.title”`. */
  what: string;
  /** As readers see it, and with a neutral sign for every printed character. */
  text: string;
  typed: string;
  claims: readonly string[];
  years?: readonly string[];
}

export interface StatedChecks extends Pick<
  RuleChecks,
  'computed' | 'names' | 'wording' | 'places' | 'ledgerPlaces'
> {
  language: Language;
  /** Promises are written in the language of the ledgers. */
  promised: Pick<Wording, 'quantities'>;
}

type Direction = (typeof directions)[number];
type Known = Extract<ComputedClaim, { ok: true }>;

type Quantity = { phrase: string; start: number; end: number } & (
  | { fraction: Fraction }
  | { number: number }
  | { scale: number }
  | { direction: Direction }
);

/** A word between a number and what it counts: “thirteen other countries”. */
const toNoun = /^(?:\s+\S+)?\s+$/u;

/** From left to right; what a tag or placeholder fills in is none. */
function quantitiesIn({ text, typed }: StatedText, checks: StatedChecks) {
  const { quantities, counts, bounds } = checks.wording;
  if (!quantities) return [];
  const words = wordsIn(typed);
  const said = <Found extends object>(phrases: readonly string[], found: Found) =>
    spansOf(phrases, typed, words).map(({ start, end }) => ({
      start,
      end,
      phrase: typed.slice(start, end),
      ...found
    }));
  // “Nomor 17 Tahun 2025” counts no years.
  const nouns = spansOf(Object.values(counts?.of ?? {}).flat(), typed, words).filter(
    ({ start }) => typed[start] === typed[start]?.toLowerCase()
  );
  const isCount = ({ end }: { end: number }) =>
    typed[end] === '%' ||
    nouns.some(({ start }) => start > end && toNoun.test(typed.slice(end, start)));
  // “More than” a printed number is its bound.
  const than = bounds.over.before.map((phrase) => phrase.split(' ').at(-1)).join('|');
  const beforeNumber = new RegExp(`^(?: (?:${than}))?\\s*\\u25a1`, 'u');
  const none = spansOf(quantities.none, text);
  const found: Quantity[] = [
    ...fractionsIn(typed, checks).map((fraction) => ({
      ...fraction,
      start: fraction.end - fraction.phrase.length,
      fraction
    })),
    ...numbersIn(typed, checks.names)
      .filter(isCount)
      .map(({ found, start, end }) => ({
        start,
        end,
        phrase: found,
        number: Number(found.replace(',', '.'))
      })),
    ...Object.entries(quantities.numbers).flatMap(([number, phrases]) =>
      said(phrases, { number: Number(number) }).filter(isCount)
    ),
    ...Object.entries(quantities.scales).flatMap(([scale, phrases]) =>
      said(phrases, { scale: Number(scale) })
    ),
    ...directions.flatMap((direction) =>
      said(quantities.said[direction] ?? [], { direction }).filter(
        ({ end }) => !beforeNumber.test(typed.slice(end))
      )
    )
  ];
  return longestOf(found.filter((one) => !covers(none, one)));
}

function percentOf({ claim, value }: Known) {
  if (claim.unit === 'percent') return value;
  return claim.unit === 'one-in' || claim.unit === 'part' ? 100 / value : undefined;
}

/** True when the claim's formula or promise reads the number: `year_reached(WLD, 50)`. */
const isRead = ({ written }: Claim, number: number) =>
  [...`${written.value} ${written.holds}`.matchAll(/(\/\s*)?(?<![\w-])(\d+(?:\.\d+)?)/g)].some(
    ([, divides, digits]) =>
      Number(digits) === number || (divides !== undefined && 100 / Number(digits) === number)
  );

function fits(quantity: Exclude<Quantity, { direction: Direction }>, known: Known) {
  const { claim, locked, value } = known;
  if ('number' in quantity)
    return locked.value === quantity.number || isRead(claim, quantity.number);
  if ('scale' in quantity) return value >= quantity.scale && value < 10 * quantity.scale;
  const { fraction } = quantity;
  const percent = percentOf(known);
  if (percent === undefined)
    return (
      isRead(claim, fraction.percent) &&
      (fraction.limit === 'about' ||
        (fraction.limit === 'over' && claim.written.holds.includes(`> ${fraction.percent}`)))
    );
  const isBounded = !['exact', 'range', undefined].includes(claim.bound);
  return isSaidOf(fraction, percent) && (!isBounded || fraction.limit === claim.bound);
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function whyFalse(
  quantity: Quantity,
  known: readonly Known[],
  { language, promised }: StatedChecks
) {
  const isNot = (some: readonly Known[], phrase: string) => {
    const values = new Set(
      some.map(({ claim: { id, bound = 'exact' }, locked }) =>
        `${limitWords()[bound]} ${locked[language]} ($${id})`.trim()
      )
    );
    const printed = [...values].join(say` and `);
    return values.size > 1 ? say`${printed} are not ${phrase}` : say`${printed} is not ${phrase}`;
  };
  if (!('direction' in quantity)) {
    if (known.some((one) => fits(quantity, one))) return undefined;
    const shares = known.filter((one) => percentOf(one) !== undefined);
    const own = 'fraction' in quantity && shares.length > 0 ? shares : known;
    return isNot(own, lowerFirst(quantity.phrase));
  }
  const words = promised.quantities?.said[quantity.direction] ?? [];
  if (known.some(({ claim }) => spansOf(words, claim.promise).length > 0)) return undefined;
  return known
    .map(
      ({ claim, locked }) =>
        say`$${claim.id} is ${locked[language]}, and its promise is “${promiseWords(claim)}”`
    )
    .join(say` and `);
}

function otherFigures(
  { text, years = [] }: StatedText,
  known: readonly Known[],
  checks: StatedChecks
) {
  const { places, wording } = checks;
  const of = new Set(
    known.flatMap(({ claim }) => [
      ...placesOf(claim, checks),
      ...(claim.written.holds.match(/\b[A-Z]{3}\b/g) ?? [])
    ])
  );
  const yearsOf = known.flatMap(({ locked: { year } }) =>
    year === undefined ? [] : [String(year)]
  );
  const placed = placesIn(text, checks).filter(({ place }) => of.size > 0 && !of.has(place));
  const measured = known.flatMap(({ claim: { measures } }) => measures ?? []);
  const said = measured.map(
    (measure) => wording.measures && measureSaid(text, measure, wording.measures)
  );
  const saysOther =
    wording.measures !== undefined &&
    !said.includes('said') &&
    measured.some(
      (measure, index) =>
        said[index] === 'denied' ||
        measureSaid(text, otherMeasure(measure), wording.measures!) !== undefined
    );
  // A share of people is not a share of children (V12).
  const saysChildren =
    measured.length > 0 && spansOf(wording.counts?.of.children ?? [], text).length > 0;
  const namesOf = (codes: Iterable<string>) => [...codes].map((code) => places[code]?.[0] ?? code);
  const ids = known.map(({ claim }) => `$${claim.id}`).join(', ');
  const about = (odd: readonly string[], own: readonly string[]) => {
    const [others, all] = [odd, own].map((names) => [...new Set(names)].join(', '));
    return others === ''
      ? []
      : { words: text, why: say`these words are about ${others}, but ${ids} about ${all}` };
  };
  return [
    about(namesOf(placed.map(({ place }) => place)), namesOf(of)),
    about(yearsOf.length > 0 ? years.filter((year) => !yearsOf.includes(year)) : [], yearsOf),
    about(
      saysOther || saysChildren ? [say`something else`] : [],
      measured.map((measure) => measureNames()[measure])
    )
  ].flat();
}

/** Reports texts that say a quantity of no claim, or one that is not true of theirs (V40). */
export function statedProblems(said: StatedText, checks: StatedChecks): Problem[] {
  const { text, file, what, claims } = said;
  const quantities = quantitiesIn(said, checks);
  const [first] = quantities;
  if (first && claims.length === 0)
    return [
      problemsOf('states', file, 'V40')(
        said,
        say`“${first.phrase}” in ${what} “${text}” is a quantity, but no claim is named for it.`,
        say`Add {% states $claim %} at its end, with the claim that gives it, or write it without a quantity.`
      )
    ];
  const known = claims.flatMap((id) => {
    const now = checks.computed.get(id);
    return now?.ok ? [now] : [];
  });
  // Claims that are missing are reported where they are named.
  if (known.length < claims.length || known.length === 0) return [];
  // With as many claims as quantities, each is of its own: “most …; few …”.
  const isPaired = quantities.length === known.length;
  const words = quantities.flatMap((quantity, index) => {
    const own = isPaired ? known.slice(index, index + 1) : known;
    const why = whyFalse(quantity, own, checks);
    return why === undefined ? [] : [{ words: capitalize(quantity.phrase), why }];
  });
  words.push(...otherFigures(said, known, checks));
  const broken = known.filter(({ holds }) => !holds);
  const promises = broken.map(({ claim, locked, doubt }) => ({
    words: text,
    why: say`${locked[checks.language]} is not what these words promise: ${promiseWords(claim)}${doubt === undefined ? '' : say` (which cannot be judged: ${doubt})`}`
  }));
  return (words.length > 0 ? words : promises).map(({ words, why }) =>
    problemsOf('promise', file, 'V40')(
      said,
      say`“${words}” in ${what}: ${why}.`,
      say`Rewrite the words in every language, so that they are true of the figures as they are.`
    )
  );
}

export function statedPassages({ file, passages }: Telling, checks: StatedChecks): Problem[] {
  return passages.flatMap((passage) => {
    const { kind, text, pieces, states, locate } = passage;
    const printed = pieces.flatMap((piece) => (piece.kind === 'claim' ? [piece.id] : []));
    // An indicator is no claim: it names the release that the words describe.
    const claims = [
      ...difference<string>([...states, ...(kind === 'label' ? [] : printed)], indicators)
    ];
    const years = pieces.filter((piece) => piece.kind === 'year').map((piece) => piece.text);
    const typed = typedText(passage);
    return statedProblems(
      { file, what: nameOf(passage), text, typed, claims, years, ...locate(0) },
      checks
    );
  });
}
