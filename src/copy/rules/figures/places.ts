import { group } from 'd3';
import type { Language } from '../../../locale/languages.ts';
import type { Claim, Measure } from '../../../story/claim.ts';
import { problemsOf, type Problem } from '../../../story/problem.ts';
import { sentencesOf, type Passage, type Piece, type Sentence } from '../../passage.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { RuleChecks } from '../copy-rules.ts';
import { firstWordOf, longestOf, spansOf, wordsIn } from '../phrase.ts';
import { wordsBeside, nearestWords, measureSaid } from './words-beside.ts';

/** Figures without a named place are the world's. */
const everywhere = 'WLD';

type PlaceChecks = Pick<RuleChecks, 'claims' | 'places' | 'ledgerPlaces' | 'wording'>;

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

interface Mention {
  place: string;
  start: number;
  end: number;
}

const placeIndexes = new WeakMap<object, Map<string, { place: string; name: string }[]>>();

/** Names of places by their first word, so that a text is not searched for every country. */
function byFirstWord(places: PlaceChecks['places']) {
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
export function mentionsIn(
  text: string,
  { places, wording }: Pick<PlaceChecks, 'places' | 'wording'>
): Mention[] {
  const words = wordsIn(text);
  // “World Bank” is not the world.
  const masked = Object.values(wording.attributions ?? {}).flatMap((names) =>
    spansOf(names, text, words)
  );
  const known = byFirstWord(places);
  const found = [...words.keys()]
    .flatMap((word) => known.get(word) ?? [])
    .flatMap(({ place, name }) =>
      spansOf([name], text, words).flatMap(({ start, end }): Mention[] => {
        const isAsWritten = name === name.toLowerCase() || text[start] === name[0];
        return isAsWritten ? [{ place, start, end }] : [];
      })
    );
  // In “the World Bank”, “the World” overlaps the name too.
  const isMasked = (mention: Mention) =>
    masked.some(({ start, end }) => start < mention.end && mention.start < end);
  return longestOf(found).filter((mention) => !isMasked(mention));
}

interface Figure {
  piece: Piece;
  claim: Claim;
  places: readonly string[];
  /** Ledger estimates have a place that the sentence need not name. */
  isEstimate: boolean;
}

/** A clause up to a semicolon, with its figures. */
interface Placed {
  read: ReadChapter;
  passage: Passage;
  sentence: Sentence;
  end: number;
  start: number;
  /** Named in the clause; `earlier` in its sentence, paragraph or heading. */
  mentions: readonly Mention[];
  earlier: readonly Mention[];
  figures: readonly Figure[];
  figuresBefore: readonly Figure[];
}

const endOf = ({ start, text }: Piece) => start + text.length;

function clausesOf(
  passage: Passage,
  language: Language
): Pick<Placed, 'sentence' | 'start' | 'end'>[] {
  return sentencesOf(passage, language).flatMap((sentence) => {
    let start = sentence.start;
    return sentence.text.split(';').map((text) => {
      const clause = { sentence, start, end: start + text.length };
      start = clause.end + 1;
      return clause;
    });
  });
}

/** Before the next figure and before a comma. */
function namedAfter({ passage, mentions, figures }: Placed, piece: Piece): string | undefined {
  const next = figures.find((other) => other.piece.start > piece.start)?.piece.start ?? Infinity;
  const mention = mentions.find(({ start }) => start >= endOf(piece));
  if (
    !mention ||
    mention.start > next ||
    /[,:–—]/.test(passage.text.slice(endOf(piece), mention.start))
  )
    return undefined;
  return mention.place;
}

/** “Indonesia and the UK had … and …” */
function inTurn({ mentions, figures }: Placed, piece: Piece): string | undefined {
  const last = mentions.filter(({ start }) => start < piece.start).at(-1);
  if (!last) return undefined;
  const row = figures.filter(
    (one) =>
      one.piece.start > last.start &&
      !mentions.some(({ start }) => start > last.start && start < one.piece.start)
  );
  const before = figures.filter((one) => one.piece.start < last.start).at(-1)?.piece.start ?? -1;
  const named = mentions.filter(({ start }) => start > before && start <= last.start);
  if (named.length !== row.length) return undefined;
  return named[row.findIndex((one) => one.piece === piece)]?.place;
}

/**
 * The place named last before the figure in its clause, else right after it, else before the
 * clause.
 */
function placeRead(placed: Placed, piece: Piece): string | undefined {
  const { mentions, earlier, figures } = placed;
  const first = figures[0]!.piece.start;
  const allAfter =
    !mentions.some(({ start }) => start < first) &&
    figures.every((one) => namedAfter(placed, one.piece) !== undefined);
  if (allAfter) return namedAfter(placed, piece);
  const before =
    inTurn(placed, piece) ?? mentions.filter(({ start }) => start < piece.start).at(-1)?.place;
  return before ?? namedAfter(placed, piece) ?? earlier.at(-1)?.place;
}

function otherPlaces(placed: Placed, { places }: PlaceChecks): Problem[] {
  const { read, passage, sentence, mentions, earlier, figures } = placed;
  const nameOf = (code: string) => places[code]?.[0] ?? code;
  return figures.flatMap(({ piece, claim, places: of, isEstimate }) => {
    const named = placeRead(placed, piece);
    if (isEstimate && (named === undefined || mentions.some(({ place }) => of.includes(place))))
      return [];
    const isNamed = (place: string) =>
      [...mentions, ...earlier].some((mention) => mention.place === place);
    const holds = of.includes(named ?? everywhere) && (of.length === 1 || of.every(isNamed));
    if (holds) return [];
    const own = of.map(nameOf).join(' and ');
    const instead =
      of.includes(named ?? everywhere) || named === undefined
        ? 'which no words name'
        : `but the words name ${nameOf(named)}`;
    const nameless = of.filter((code) => !places[code]?.length).join(' and ');
    return problemsOf('place', read.file, 'D19')(
      passage.locate(piece.start),
      `In “${sentence.text}”, ${piece.text} (“$${claim.id}”) is the figure of ${own}, ${instead}.`,
      nameless
        ? `Write the name of ${nameless} into “places” of each language’s wording.json, and delete it from the names of a larger place there.`
        : 'Name its place last before it or right after it, or state the figure of the place that you name. Other names of a place go into “places” of wording.json.'
    );
  });
}

export const measureNames: Readonly<Record<string, string>> & Readonly<Record<Measure, string>> = {
  use: 'people using the internet',
  coverage: 'people within range of a signal'
};

/** Words that deny a figure's measure, or are only about the other one. */
function otherMeasures(
  { read, passage, sentence, start, end, figures }: Placed,
  { wording: { measures } }: PlaceChecks
): Problem[] {
  if (!measures) return [];
  const pieces = figures.map(({ piece }) => piece);
  return figures.flatMap(({ piece, claim }, index) => {
    const own = claim.measures;
    if (own === undefined) return [];
    const beside = wordsBeside(passage, pieces, index, { start, end });
    const said = nearestWords(beside).map((nearest) => measureSaid(nearest, own, measures));
    const isDenied = said.includes('denied') && !said.includes('said');
    const other = own === 'use' ? 'coverage' : 'use';
    const says = (measure: Measure) =>
      beside.some((text) => spansOf(measures[measure], text).length > 0);
    if (!isDenied && (says(own) || !says(other))) return [];
    const odd = isDenied ? 'deny it' : `are about ${measureNames[other]}`;
    return problemsOf('measure', read.file, 'D19')(
      passage.locate(piece.start),
      `In “${sentence.text}”, ${piece.text} (“$${claim.id}”) counts ${measureNames[own]}, but the words ${odd}.`,
      `Write what it counts, such as “${measures[own][0] ?? ''}”, or state the other figure.`
    );
  });
}

/**
 * Figures of use and coverage that no words tell apart must keep the order of the sentence before.
 */
function otherOrder(placed: Placed, { wording: { measures, counts } }: PlaceChecks): Problem[] {
  const { read, passage, sentence, start, end, figures, figuresBefore } = placed;
  const wordsOf: Readonly<Record<string, readonly string[]>> = {
    use: measures?.use ?? [],
    coverage: measures?.coverage ?? [],
    ...counts?.of
  };
  const kindsOf = (some: readonly Figure[]) => [
    ...new Set(
      some.map(({ claim }) => claim.measures ?? claim.unit).filter((kind) => wordsOf[kind])
    )
  ];
  const own = kindsOf(figures);
  const shared = kindsOf(figuresBefore).filter((kind) => own.includes(kind));
  if (own.length < 2 || shared.length < 2 || own[0] === shared[0]) return [];
  const words = own.flatMap((kind) => wordsOf[kind] ?? []);
  if (spansOf(words, passage.text.slice(start, end)).length > 0) return [];
  const { piece, claim } = figures[0]!;
  return [
    problemsOf('measure', read.file, 'D19')(
      passage.locate(piece.start),
      `In “${sentence.text}”, “$${claim.id}” counts ${measureNames[own[0]!] ?? own[0]} and comes first, unlike in the sentence before.`,
      'Put the figures in the order of that sentence, or say what each counts.'
    )
  ];
}

/** Places that the value reads, or the place of the estimate. */
export function placesOf(
  { places, geography }: Claim,
  { ledgerPlaces }: Pick<PlaceChecks, 'ledgerPlaces'>
): readonly string[] {
  if (places.length > 0 || geography === undefined) return places;
  return Object.entries(ledgerPlaces).flatMap(([code, names]) =>
    names.includes(geography) ? [code] : []
  );
}

/** Reports figures said of another place or measure than their own (D19). */
export function placeProblems(read: ReadChapter, checks: PlaceChecks): Problem[] {
  return read.passages.flatMap((passage, index) => {
    const figures = passage.pieces.flatMap((piece) => {
      const claim = piece.kind === 'claim' ? checks.claims.get(piece.id) : undefined;
      const places = claim ? placesOf(claim, checks) : [];
      return claim && places.length > 0
        ? [{ piece, claim, places, isEstimate: claim.places.length === 0 }]
        : [];
    });
    if (figures.length === 0) return [];
    const all = mentionsIn(passage.text, checks);
    const heading = read.passages
      .slice(0, index)
      .findLast(({ part, kind }) => kind === 'heading' && part === passage.part);
    const above = heading ? mentionsIn(heading.text, checks) : [];
    let isToldApart = true;
    return clausesOf(passage, read.language).flatMap(({ sentence, start, end }) => {
      const isHere = (at: number) => at >= start && at < end;
      const own = figures.filter(({ piece }) => isHere(piece.start));
      if (own.length === 0) return [];
      const mentions = all.filter((mention) => isHere(mention.start));
      const earlier = [...above, ...all.filter((mention) => mention.start < start)];
      const figuresBefore = figures.filter(({ piece }) => piece.start < start);
      const placed: Placed = {
        read,
        passage,
        sentence,
        start,
        end,
        figures: own,
        figuresBefore,
        mentions,
        earlier
      };
      const mixed = otherMeasures(placed, checks);
      isToldApart &&= mixed.length === 0;
      return [
        ...otherPlaces(placed, checks),
        ...mixed,
        ...(isToldApart ? otherOrder(placed, checks) : [])
      ];
    });
  });
}
