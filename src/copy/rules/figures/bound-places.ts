import type { Language } from '../../../locale/languages.ts';
import type { Claim, Measure } from '../../../story/claim.ts';
import { problemsOf, type Problem } from '../../../story/problem.ts';
import { sentencesOf, type Passage, type Piece, type Sentence } from '../../passage.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { RuleChecks } from '../copy-rules.ts';
import { longestOf, spansOf, wordsIn } from '../phrase.ts';
import { besideOf, nearestOf, saidIn } from './beside.ts';

/** Where a figure that no words place is read as of: the story is about the world. */
const everywhere = 'WLD';

type PlaceChecks = Pick<RuleChecks, 'claims' | 'places' | 'ledgerPlaces' | 'wording'>;

/**
 * Returns how a language names each place: as the story does in its own words, and as its lists of
 * countries do.
 */
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

/**
 * Where a text names a place, from left to right; of names that hold each other, the longest.
 * “chad” is no country.
 */
function mentionsIn(text: string, { places, wording }: PlaceChecks): Mention[] {
  const words = wordsIn(text);
  // Names that hold the name of a place and are none: “World Bank”.
  const masked = Object.values(wording.attributions ?? {}).flatMap((names) =>
    spansOf(names, text, words)
  );
  const found = Object.entries(places).flatMap(([place, names]) =>
    names.flatMap((name) =>
      spansOf([name], text, words).flatMap(({ start, end }): Mention[] => {
        const isAsWritten = name === name.toLowerCase() || text[start] === name[0];
        return isAsWritten ? [{ place, start, end }] : [];
      })
    )
  );
  // Of “the World Bank” also “the World”, which goes beyond its name.
  const isMasked = (mention: Mention) =>
    masked.some(({ start, end }) => start < mention.end && mention.start < end);
  return longestOf(found).filter((mention) => !isMasked(mention));
}

interface Figure {
  piece: Piece;
  claim: Claim;
  places: readonly string[];
  /**
   * An estimate of a ledger is of a place that its sentence need not name, an agency's own country,
   * and may name beside another.
   */
  isEstimate: boolean;
}

/** One clause of a sentence, up to a semicolon, with the figures of places in it. */
interface Placed {
  read: ReadChapter;
  passage: Passage;
  sentence: Sentence;
  end: number;
  start: number;
  /**
   * The places named in it, and those named before it: in its sentence or paragraph, or else in its
   * heading.
   */
  mentions: readonly Mention[];
  earlier: readonly Mention[];
  figures: readonly Figure[];
  /** The figures of places that stand before it in its paragraph. */
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

/** The place that is named right after a figure: before the next figure, and before a comma. */
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

/**
 * The places of as many figures in a row as there were places before them: “Indonesia and the UK
 * stood at … and …”.
 */
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
 * The place that a figure is read as of: named last before it in its clause, else right after it,
 * else before that clause; or after all figures.
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
        : `and the words say ${nameOf(named)}`;
    const found = `“${sentence.text}”, where ${piece.text} (“$${claim.id}”) is the figure of ${own}, ${instead}`;
    const expected = `${own} named last before the figure, or right after it`;
    const nameless = of.filter((code) => !places[code]?.length).join(' and ');
    const remedy = nameless
      ? `write what each language calls ${nameless} into “places” of its wording.json, and take that out of the names of a larger place there`
      : 'name its place beside it, or state the figure of the place that you name; other names of a place go into “places” of wording.json';
    return problemsOf('place', read.file, 'D19')(
      passage.locate(piece.start),
      found,
      expected,
      remedy
    );
  });
}

const names: Readonly<Record<string, string>> & Readonly<Record<Measure, string>> = {
  use: 'people using the internet',
  coverage: 'people within range of a signal'
};

/**
 * A figure of use whose words deny it, or whose clause speaks of a signal and not of use; or the
 * other way round.
 */
function otherMeasures(
  { read, passage, sentence, start, end, figures }: Placed,
  { wording: { measures } }: PlaceChecks
): Problem[] {
  if (!measures) return [];
  const pieces = figures.map(({ piece }) => piece);
  return figures.flatMap(({ piece, claim }, index) => {
    const own = claim.measures;
    if (own === undefined) return [];
    const beside = besideOf(passage, pieces, index, { start, end });
    const said = nearestOf(beside).map((nearest) => saidIn(nearest, own, measures));
    const isDenied = said.includes('denied') && !said.includes('said');
    const other = own === 'use' ? 'coverage' : 'use';
    const says = (measure: Measure) =>
      beside.some((text) => spansOf(measures[measure], text).length > 0);
    if (!isDenied && (says(own) || !says(other))) return [];
    const odd = isDenied ? 'that deny it' : `about ${names[other]}`;
    const found = `“${sentence.text}”, where ${piece.text} (“$${claim.id}”) counts ${names[own]}, in words ${odd}`;
    const expected = `words about ${names[own]} beside the figure, such as “${measures[own][0] ?? ''}”`;
    const remedy = 'say what it counts, or state the other figure';
    return problemsOf('measure', read.file, 'D19')(
      passage.locate(piece.start),
      found,
      expected,
      remedy
    );
  });
}

/**
 * Figures of several kinds, such as use and coverage, that no words tell apart, in another order
 * than those told apart before them.
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
  const told = kindsOf(figuresBefore).filter((kind) => own.includes(kind));
  if (own.length < 2 || told.length < 2 || own[0] === told[0]) return [];
  const words = own.flatMap((kind) => wordsOf[kind] ?? []);
  if (spansOf(words, passage.text.slice(start, end)).length > 0) return [];
  const { piece, claim } = figures[0]!;
  const found = `“${sentence.text}”, where “$${claim.id}” counts ${names[own[0]!] ?? own[0]} and stands first, unlike in the sentence before`;
  const expected =
    'figures of each kind in the order of the sentence before, or words that tell them apart';
  const remedy = 'put them in that order, or say what each counts';
  return [
    problemsOf('measure', read.file, 'D19')(passage.locate(piece.start), found, expected, remedy)
  ];
}

/**
 * The places that a claim is of: those that its value reads, or the one where its estimate was
 * made.
 */
function placesOf({ places, geography }: Claim, { ledgerPlaces }: PlaceChecks): readonly string[] {
  if (places.length > 0 || geography === undefined) return places;
  return Object.entries(ledgerPlaces).flatMap(([code, names]) =>
    names.includes(geography) ? [code] : []
  );
}

/**
 * Returns a problem for each figure said of another place or measure than its own (standards D19);
 * one that no words place is of the world.
 */
export function boundPlaces(read: ReadChapter, checks: PlaceChecks): Problem[] {
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
      .findLast(({ place, kind }) => kind === 'heading' && place === passage.place);
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
