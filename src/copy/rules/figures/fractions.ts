import { problemsOf, type Problem } from '../../../story/problem.ts';
import { isWithin, sentencesOf, type Passage, type Piece } from '../../passage.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { RuleChecks } from '../copy-rules.ts';
import { anyOf, isJustBefore, longestOf, spansOf, wholeWords, wordsIn } from '../phrase.ts';
import { figuresIn, nearestWords, measureSaid } from './words-beside.ts';

type Phrases = Pick<RuleChecks, 'bounds' | 'wording'>;
type FractionChecks = Phrases & Pick<RuleChecks, 'claims' | 'computed'>;

const limits = ['under', 'over', 'nearly', 'at_least', 'up_to'] as const;
type Limit = (typeof limits)[number] | 'about';

export const limitWords: Readonly<Record<Limit | 'exact' | 'range', string>> = {
  about: 'about',
  under: 'less than',
  over: 'more than',
  nearly: 'almost',
  at_least: 'at least',
  up_to: 'at most',
  exact: '',
  range: ''
};

export interface Fraction {
  /** With its limit: “more than half”. */
  phrase: string;
  text: string;
  start: number;
  end: number;
  /** As in the wording file: `25`, or `>50`. */
  share: string;
  percent: number;
  limit: Limit;
}

/** Points that a number may differ from a fraction: 30 % of it, from 0.5 to 5. */
const tolerance = (percent: number) => Math.max(0.5, Math.min(5, percent * 0.3));

export function isSaidOf({ percent, limit }: Fraction, value: number): boolean {
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

/** Limits before a fraction: “belum sampai satu dari seratus”, “no more than half”. */
function limitBefore(
  text: string,
  { bounds, wording: { parts } }: Phrases
): { limit: Limit; start: number } {
  const startOf = (source: string) => wholeWords(`${source}\\s+$`, 'iu').exec(text)?.index;
  const phrasesOf = (limit: (typeof limits)[number]) =>
    limit === 'under' ? (parts?.under ?? []) : bounds[limit].before;
  const limit = limits.find((one) => isJustBefore(phrasesOf(one), text));
  const about = startOf(anyOf(bounds.about.before)) ?? text.length;
  if (limit === undefined) return { limit: 'about', start: about };
  const own = anyOf(phrasesOf(limit));
  const negation = parts && startOf(`${anyOf(parts.not)}\\s+${own}`);
  return negation === undefined
    ? { limit, start: startOf(own) ?? text.length }
    : { limit: denied[limit] ?? limit, start: negation };
}

/** Fractions that are limits by themselves: “most people” is `>50`. */
const limitOfSign: Readonly<Record<string, Limit>> = { '>': 'over', '<': 'under' };

/** Phrases such as “the most people” are no fraction. */
const none = '';

/** From left to right; “three quarters” is not a quarter. */
export function fractionsIn(written: string, checks: Phrases): Fraction[] {
  // “Two-thirds” is two thirds.
  const text = written.replace(/[-‐–]/g, ' ');
  const words = wordsIn(text);
  const { parts } = checks.wording;
  const said = [...Object.entries(parts?.said ?? {}), [none, parts?.none ?? []] as const];
  const found = said.flatMap(([share, phrases]) =>
    spansOf(phrases, text, words).map(({ start, end }) => ({ start, end, share }))
  );
  return longestOf(found)
    .filter(({ share }) => share !== none)
    .map((fraction) => {
      const { limit, start } = limitBefore(text.slice(0, fraction.start), checks);
      return {
        ...fraction,
        text: written.slice(fraction.start, fraction.end),
        phrase: written.slice(start, fraction.end),
        percent: Number(fraction.share.replace(/^[<>]/, '')),
        limit: limit === 'about' ? (limitOfSign[fraction.share[0] ?? ''] ?? limit) : limit
      };
    });
}

function valueOf({ id }: Piece, { computed }: FractionChecks): number | undefined {
  const now = computed.get(id);
  return now?.ok ? now.value : undefined;
}

const isPercent = ({ id }: Piece, { claims }: FractionChecks) => claims.get(id)?.unit === 'percent';

/** The next percentage, or one right before the fraction. */
function figureOf(
  fraction: Fraction,
  others: readonly Fraction[],
  figures: readonly Piece[],
  text: string
): Piece | undefined {
  const next = figures.find(({ start }) => start >= fraction.end);
  const isBetween = (one: Fraction) =>
    next !== undefined && one.start > fraction.start && one.start < next.start;
  if (next && !others.some(isBetween) && !text.slice(fraction.end, next.start).includes(';'))
    return next;
  const last = figures.filter(({ start }) => start < fraction.start).at(-1);
  // “49%, or about half”: a comma, and at most three words.
  const gap = last && text.slice(last.start + last.text.length, fraction.start);
  return gap !== undefined && /^[\s,(–—]*(?:[\p{L}]+\s+){0,3}$/u.test(gap) ? last : undefined;
}

/**
 * Words between the fraction and its figure may deny it (“most were not online; 40% were”) or count
 * something else.
 */
function countedBetween(
  { end }: Fraction,
  { id, start }: Piece,
  text: string,
  { claims, wording: { measures } }: FractionChecks
) {
  const own = claims.get(id)?.measures;
  if (measures === undefined || own === undefined) return undefined;
  const between = nearestWords(['', text.slice(end, Math.max(start, end))])[1];
  return (
    measureSaid(between, own, measures) ??
    (measureSaid(between, own === 'use' ? 'coverage' : 'use', measures) && 'another')
  );
}

function fault(
  read: ReadChapter,
  passage: Passage,
  fraction: Fraction,
  sentence: string,
  figure: string
): Problem {
  const share = `${limitWords[fraction.limit]} ${fraction.percent}%`;
  return problemsOf('part', read.file, 'D19')(
    passage.locate(fraction.start),
    `In “${sentence}”, “${fraction.text}” means ${share}, but ${figure}.`,
    'Use another fraction, or put the figure that the fraction describes right after it.'
  );
}

function inSentences(read: ReadChapter, passage: Passage, checks: FractionChecks): Problem[] {
  return sentencesOf(passage, read.language).flatMap((sentence) => {
    const figures = figuresIn(passage, sentence);
    if (!figures.some((piece) => isPercent(piece, checks))) return [];
    const fractions = fractionsIn(passage.text, checks).filter(({ start }) =>
      isWithin(sentence, start)
    );
    return fractions.flatMap((fraction): Problem[] => {
      const figure = figureOf(fraction, fractions, figures, passage.text);
      const value = figure && isPercent(figure, checks) ? valueOf(figure, checks) : undefined;
      if (!figure || value === undefined) return [];
      const counted = countedBetween(fraction, figure, passage.text, checks);
      if (counted === 'another' || isSaidOf(fraction, counted === 'denied' ? 100 - value : value))
        return [];
      return [fault(read, passage, fraction, sentence.text, `“$${figure.id}” is ${figure.text}`)];
    });
  });
}

/** Reports fractions that are not true of their percentage (D19); those of headings are stated. */
export function fractionProblems(read: ReadChapter, checks: FractionChecks): Problem[] {
  return read.passages
    .filter(({ kind }) => kind !== 'heading' && kind !== 'title')
    .flatMap((passage) => inSentences(read, passage, checks));
}
