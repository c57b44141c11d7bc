import type { Language } from '#locale/languages.ts';
import type { Claim, Measure } from '#story/claim.ts';
import type { ComputedClaim } from '#story/lock.ts';
import { problemsOf, type Problem } from '#story/problem.ts';
import { isWithin, sentencesOf, type Passage, type Piece, type Sentence } from '../../passage.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { RuleChecks } from '../copy-rules.ts';
import { beginningOf, endingOf, spansOf, type Span } from '../phrase.ts';
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
import { datesOf, yearOf, type NamedDate } from './dates.ts';
import { say } from '#locale/say.ts';

type FigureChecks = Omit<RuleChecks, 'mapYears'>;

/** A passage with everything in it that words can say of a figure. */
interface Told {
  passage: Passage;
  places: readonly (Span & { place: string })[];
  above: readonly (Span & { place: string })[];
  years: readonly (NamedDate & Span)[];
  parts: readonly Fraction[];
}

interface Figure {
  sentence: Sentence;
  piece: Piece;
  claim: Claim;
  now: ComputedClaim | undefined;
  /** Up to a semicolon. */
  clause: Span;
  /** Words before and after it in its clause, up to its neighbours. */
  beside: readonly [before: string, after: string];
  /** The nearest of them, up to a mark: “half were online, 49%”. */
  near: readonly [before: string, after: string];
  isFirst: boolean;
}

interface Fault {
  kind: string;
  rule?: string;
  at?: number;
  wrong: string;
  fix: string;
}

type Facet = (
  figure: Figure,
  told: Told & { figures: readonly Figure[] },
  checks: FigureChecks
) => Fault | undefined;

const endOf = ({ start, text }: { start: number; text: string }) => start + text.length;
const isIn = (span: Span, { start }: { start: number }) => span.start <= start && start < span.end;

const marks = /[,;:()–—]/;

function nearest([before, after]: Figure['beside']): Figure['near'] {
  const phrases = before.split(marks);
  const behind = after.split(marks)[0] ?? '';
  const isOfBefore = /:\s*$/.test(before) || !/\p{L}/u.test(behind);
  const near = isOfBefore ? phrases.findLast((phrase) => /\p{L}/u.test(phrase)) : phrases.at(-1);
  return [near ?? '', behind];
}

function figuresOf(
  passage: Passage,
  language: Language,
  { claims, computed }: Pick<RuleChecks, 'claims' | 'computed'>
): Figure[] {
  const { text, pieces } = passage;
  return sentencesOf(passage, language).flatMap((sentence) => {
    const own = pieces.filter(({ kind, start }) => kind === 'claim' && isWithin(sentence, start));
    return own.flatMap((piece, index) => {
      const claim = claims.get(piece.id);
      if (!claim) return [];
      const [last, next] = [own[index - 1], own[index + 1]];
      const ahead = text.slice(sentence.start, piece.start);
      const behind = text.slice(piece.start, endOf(sentence)).split(';')[0]!;
      const clause = {
        start: sentence.start + ahead.lastIndexOf(';') + 1,
        end: piece.start + behind.length
      };
      const beside = [
        text.slice(Math.max(clause.start, last ? endOf(last) : 0), piece.start),
        text.slice(endOf(piece), Math.min(clause.end, next?.start ?? Infinity))
      ] as const;
      const now = computed.get(piece.id);
      return [
        { sentence, piece, claim, now, clause, beside, near: nearest(beside), isFirst: !last }
      ];
    });
  });
}

/**
 * Which mentions of a clause belong to a figure: those since the figure before it, or the latest
 * before that, and those behind it that no mark parts from it.
 */
function belonging<Named extends Span>(
  { piece, clause }: Figure,
  row: readonly Figure[],
  named: readonly Named[],
  isClose: (between: string, rest: string) => boolean,
  text: string
) {
  const pieces = row.filter((one) => isIn(clause, one.piece)).map((one) => one.piece);
  const at = pieces.indexOf(piece);
  const own = named.filter((one) => isIn(clause, one));
  const stretches = pieces.map(({ start }, index) =>
    own.filter((one) => one.start < start && one.start > (pieces[index - 1]?.start ?? -1))
  );
  const from = stretches.findLastIndex((some, index) => index <= at && some.length > 0);
  const before = stretches[from] ?? [];
  const until = stretches.findIndex((some, index) => index > from && some.length > 0);
  const sharing = (until < 0 ? pieces.length : until) - from;
  const next = pieces[at + 1]?.start;
  const behind = own.filter(
    ({ start }) =>
      start >= endOf(piece) &&
      start < (next ?? Infinity) &&
      isClose(text.slice(endOf(piece), start), next === undefined ? ',' : text.slice(start, next))
  );
  return {
    before,
    /** “Indonesia and the UK had … and …” */
    last: sharing === before.length ? before[at - from] : before.at(-1),
    behind,
    isBesideOwn: from === at
  };
}

/** Figures without a named place are the world's. */
const everywhere = 'WLD';

export function placesOf(
  { places, geography }: Claim,
  { ledgerPlaces }: Pick<RuleChecks, 'ledgerPlaces'>
) {
  if (places.length > 0 || geography === undefined) return places;
  return Object.entries(ledgerPlaces).flatMap(([code, names]) =>
    names.includes(geography) ? [code] : []
  );
}

const place: Facet = (figure, { figures, passage, places: all, above }, checks) => {
  const { piece, claim, clause } = figure;
  const of = placesOf(claim, checks);
  if (of.length === 0) return undefined;
  const row = figures.filter((one) => placesOf(one.claim, checks).length > 0);
  const read = (one: Figure) =>
    belonging(one, row, all, (between) => !/[,:–—]/.test(between), passage.text);
  const { last, behind } = read(figure);
  const sameClause = row.filter((one) => isIn(clause, one.piece)).map(read);
  const isAllBehind =
    sameClause[0]!.before.length === 0 && sameClause.every((one) => one.behind.length > 0);
  const here = all.filter((mention) => isIn(clause, mention));
  const earlier = [...above, ...all.filter(({ start }) => start < clause.start)];
  const named = (isAllBehind ? behind[0] : (last ?? behind[0] ?? earlier.at(-1)))?.place;
  // Ledger estimates have a place that the sentence need not name.
  if (
    claim.places.length === 0 &&
    (named === undefined || here.some((mention) => of.includes(mention.place)))
  )
    return undefined;
  const isNamed = (code: string) => [...here, ...earlier].some((mention) => mention.place === code);
  const isOf = of.includes(named ?? everywhere);
  if (isOf && (of.length === 1 || of.every(isNamed))) return undefined;
  const nameOf = (code: string) => checks.places[code]?.[0] ?? code;
  const instead =
    isOf || named === undefined
      ? say`which no words name`
      : say`but the words name ${nameOf(named)}`;
  const nameless = of.filter((code) => !checks.places[code]?.length).join(' and ');
  return {
    kind: 'place',
    wrong: say`${piece.text} (“$${claim.id}”) is the figure of ${of.map(nameOf).join(' and ')}, ${instead}`,
    fix: nameless
      ? say`Write the name of ${nameless} into “places” of each language’s wording.json, and delete it from the names of a larger place there.`
      : say`Name its place last before it or right after it, or state the figure of the place that you name. Other names of a place go into “places” of wording.json.`
  };
};

const year: Facet = (figure, { figures, passage, years }, { wording }) => {
  const { piece, claim, now, sentence } = figure;
  const own = now?.ok ? now.locked.year : undefined;
  if (own === undefined || claim.unit === 'year') return undefined;
  const row = figures.filter((one) => one.claim.unit !== 'year');
  // In “49%, in 2019 51%” the year after the comma is the next figure's.
  const { before, behind } = belonging(
    figure,
    row,
    years,
    (between, rest) => !between.includes(',') || rest.includes(','),
    passage.text
  );
  // A whole has the year of its own count; its sentence may be about the years of the parts.
  const isWhole = spansOf(wording.parts?.of ?? [], passage.text).some(
    ({ end }) => end <= piece.start && passage.text.slice(end, piece.start).trim() === ''
  );
  const read = [
    isWhole ? [] : [...before, ...behind],
    years.filter(({ start }) => isWithin(sentence, start)),
    years.filter(({ start }) => start < sentence.start)
  ].find((some) => some.length > 0);
  if (read?.some((date) => yearOf(date) === own)) return undefined;
  return {
    kind: 'year',
    rule: 'D17',
    wrong: say`${piece.text} is the figure for ${own}, which the words do not name nearest to it`,
    fix: say`Write {% year "${claim.id}" /%} beside it, or state the figure of the year that you name.`
  };
};

/** Words that deny a figure's measure, or are only about the other one. */
const measure: Facet = ({ claim, piece, near, beside }, _, { wording: { measures } }) => {
  const own = claim.measures;
  if (measures === undefined || own === undefined) return undefined;
  const said = near.map((text) => measureSaid(text, own, measures));
  const isDenied = said.includes('denied') && !said.includes('said');
  const other = otherMeasure(own);
  const says = (one: Measure) => beside.some((text) => spansOf(measures[one], text).length > 0);
  if (!isDenied && (says(own) || !says(other))) return undefined;
  const odd = isDenied ? say`deny it` : say`are about ${measureNames()[other]}`;
  return {
    kind: 'measure',
    wrong: say`${piece.text} (“$${claim.id}”) counts ${measureNames()[own]}, but the words ${odd}`,
    fix: say`Write what it counts, such as “${measures[own][0] ?? ''}”, or state the other figure.`
  };
};

/** A fraction is of the next percentage, or of one right before it: “49%, or about half”. */
const part: Facet = (figure, { figures, passage, parts }, { wording: { measures } }) => {
  const { piece, claim, now } = figure;
  const isTitle = passage.kind === 'heading' || passage.kind === 'title';
  if (isTitle || claim.unit !== 'percent' || !now?.ok) return undefined;
  const isClose = (between: string) => /^[\s,(–—]*(?:[\p{L}]+\s+){0,3}$/u.test(between);
  const { before, behind, isBesideOwn } = belonging(figure, figures, parts, isClose, passage.text);
  // With two fractions between two figures, the first is of the first.
  const next = figures[figures.indexOf(figure) + 1];
  const others = parts.filter(
    ({ start }) => start > piece.start && next && start < next.piece.start
  );
  const isNexts = next && isIn(figure.clause, next.piece) && others.length < 2;
  const said = isBesideOwn ? before.at(-1) : isNexts ? undefined : behind[0];
  if (!said) return undefined;
  // Words between the two may deny it (“most were not online; 40% were”) or count something else.
  const between = passage.text.slice(said.end, Math.max(piece.start, said.end)).split(marks)[0]!;
  const own = claim.measures;
  const counted = measures && own && measureSaid(between, own, measures);
  const not = counted === 'denied' ? say`, of the others here (“${between.trim()}”)` : '';
  if (measures && own && !counted && measureSaid(between, otherMeasure(own), measures))
    return undefined;
  if (isSaidOf(said, counted === 'denied' ? 100 - now.value : now.value)) return undefined;
  return {
    kind: 'part',
    at: said.start,
    wrong: say`“${said.text}” means ${limitWords()[said.limit]} ${said.percent}%${not}, but “$${claim.id}” is ${piece.text}`,
    fix: say`Delete it, write a true one, such as “more than half” for 56%, or put the figure that it describes right after it.`
  };
};

const count: Facet = ({ claim, piece, beside, near }, _, { wording: { counts } }) => {
  if (!counts || claim.unit === 'year') return undefined;
  const [, after] = beside;
  const own = counts.of[claim.unit];
  const isShare = claim.measures !== undefined;
  const wordIn = (words: readonly string[] = []) =>
    near.flatMap((text) => spansOf(words, text).map(({ start, end }) => text.slice(start, end)))[0];
  const other = () => {
    if (own)
      return beginningOf(own, after) === undefined
        ? beginningOf(Object.values(counts.of).flat(), after)
        : undefined;
    // A share of people is not a share of children.
    return isShare && wordIn(counts.of.people) === undefined
      ? wordIn(counts.of.children)
      : undefined;
  };
  const odd = beginningOf(counts.scales, after) ?? other();
  if (odd === undefined) return undefined;
  const list = (counts.of[isShare ? 'people' : claim.unit] ?? []).map((word) => `“${word}”`);
  return {
    kind: 'count',
    wrong: say`“${odd}” is not what ${piece.text} (“$${claim.id}”) counts`,
    fix:
      list.length > 0
        ? say`Write what it counts, such as ${list.slice(0, 3).join(', ')}, or state a claim that counts this. Only if this one does, add “${odd}” to “counts” of wording.json.`
        : say`Delete “${odd}”.`
  };
};

/** Other words allowed between a bound and its number: "at least some 300,000". */
const few = String.raw`(?:\s+\S+){0,2}`;

/** Estimates without their bound or the other end of a range, or with a wrong bound (V01, V03). */
const bound: Facet = ({ claim, sentence, beside, isFirst }, _, { claims, wording: { bounds } }) => {
  const [before, after] = beside;
  const fault = (wrong: string, fix: string): Fault => ({
    kind: 'bound',
    rule: 'V01',
    wrong: `“$${claim.id}” ${wrong}`,
    fix
  });
  if (!claim.bound) return undefined;
  const all = Object.values(bounds);
  const allBefore = all.flatMap((one) => one.before);
  if (claim.bound === 'range') {
    const missing = [...claims.values()].filter(
      ({ id, estimate }) => estimate === claim.estimate && !sentence.claims.includes(id)
    );
    if (missing.length > 0)
      return fault(
        say`is one end of a range without the other`,
        say`Add {% $${missing.map(({ id }) => id).join(' %} and {% $')} %}.`
      );
  }
  if (claim.bound === 'exact' || claim.bound === 'range') {
    // “from 20 to 30” joins two figures and bounds neither.
    const joins = (phrase: string) =>
      !isFirst && phrase.toLowerCase() === before.trim().toLowerCase();
    const ahead = allBefore.filter((phrase) => !joins(phrase));
    const behind = all.flatMap((one) => one.after);
    const found = endingOf(ahead, before) ?? beginningOf(behind, after);
    return found === undefined
      ? undefined
      : fault(
          say`has the bound “${found}”, which its publisher did not give`,
          say`Delete “${found}”, or correct the bound in data/estimates.csv.`
        );
  }
  const own = bounds[claim.bound];
  const isBound =
    endingOf(own.before, before, few) !== undefined ||
    beginningOf(own.after, after, few) !== undefined;
  if (isBound) return undefined;
  const list = [...own.before, ...own.after].map((phrase) => `“${phrase}”`).join(', ');
  const odd = endingOf(allBefore, before, few);
  return fault(
    say`is without its bound`,
    odd === undefined
      ? say`Write one of ${list} beside the number.`
      : say`Write one of ${list} in place of “${odd}”.`
  );
};

const facets: readonly Facet[] = [place, measure, part, count, bound, year];

export function figureProblems(read: ReadChapter, checks: FigureChecks): Problem[] {
  return read.passages.flatMap((passage, index) => {
    const figures = figuresOf(passage, read.language, checks);
    if (figures.length === 0) return [];
    const heading = read.passages
      .slice(0, index)
      .findLast(({ part, kind }) => kind === 'heading' && part === passage.part);
    const told = {
      passage,
      figures,
      places: placesIn(passage.text, checks),
      above: heading ? placesIn(heading.text, checks) : [],
      years: datesOf(passage, read.language, checks).years,
      parts: fractionsIn(passage.text, checks)
    };
    return figures.flatMap((figure) =>
      facets.flatMap((facet) => {
        const fault = facet(figure, told, checks);
        if (!fault) return [];
        const { kind, rule = 'D19', at = figure.piece.start, wrong, fix } = fault;
        return problemsOf(kind, read.file, rule)(
          passage.locate(at),
          say`In “${figure.sentence.text}”, ${wrong}.`,
          fix
        );
      })
    );
  });
}
