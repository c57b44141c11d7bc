import { problemsOf, type Problem } from '../../../story/problem.ts';
import { isWithin, sentencesOf, type Passage, type Piece } from '../../passage.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { RuleChecks } from '../copy-rules.ts';
import { anyOf, longestOf, spansOf, wholeWords, wordsIn } from '../phrase.ts';
import { figuresIn, nearestOf, saidIn } from './beside.ts';

type PartChecks = Pick<RuleChecks, 'claims' | 'computed' | 'bounds' | 'wording'>;

const limits = ['under', 'over', 'nearly', 'at_least', 'up_to'] as const;
type Limit = (typeof limits)[number] | 'about';

interface Part {
  text: string;
  start: number;
  end: number;
  /** As the wording file writes it: `25`, or `>50`. */
  share: string;
  percent: number;
  limit: Limit;
}

/**
 * How far from a part said without a limit its number may be, in points: about a third of a small
 * part, five at most.
 */
const tolerance = (percent: number) => Math.max(0.5, Math.min(5, percent * 0.3));

function isSaidOf({ percent, limit }: Part, value: number): boolean {
  const near = tolerance(percent);
  if (limit === 'under') return value < percent;
  if (limit === 'over') return value > percent;
  if (limit === 'at_least') return value >= percent;
  if (limit === 'up_to') return value <= percent;
  // “Almost” of what is rounded to the part itself is no lie.
  return limit === 'nearly'
    ? value >= percent - 2 * near && value < percent + 0.5
    : Math.abs(value - percent) <= near;
}

/** What a limit becomes behind a “no”. */
const denied: Readonly<Partial<Record<Limit, Limit>>> = { over: 'up_to', under: 'at_least' };

/**
 * What stands right before a part and makes it a limit: “belum sampai satu dari seratus”, “no more
 * than half”.
 */
function limitBefore(text: string, { bounds, wording: { parts } }: PartChecks): Limit {
  const stands = (phrases: readonly string[]) =>
    phrases.length > 0 && wholeWords(`${anyOf(phrases)}\\s+$`, 'iu').test(text);
  const isDenied = (phrases: readonly string[]) =>
    parts !== undefined &&
    wholeWords(`${anyOf(parts.not)}\\s+${anyOf(phrases)}\\s+$`, 'iu').test(text);
  const phrasesOf = (limit: (typeof limits)[number]) =>
    limit === 'under' ? (parts?.under ?? []) : bounds[limit].before;
  const limit = limits.find((one) => stands(phrasesOf(one)));
  if (limit === undefined) return 'about';
  return (isDenied(phrasesOf(limit)) && denied[limit]) || limit;
}

/** The limit of a part that is one by its own word: “most people” is `>50`. */
const ofSign: Readonly<Record<string, { limit: Limit; words: string }>> = {
  '>': { limit: 'over', words: 'more than ' },
  '<': { limit: 'under', words: 'less than ' }
};

/** What stands for the part that words such as “the most people” say: none. */
const none = '';

/** The parts that a text says, from left to right: “three quarters” is no quarter. */
function partsIn(written: string, checks: PartChecks): Part[] {
  // “Two-thirds” is two thirds.
  const text = written.replace(/[-‐–]/g, ' ');
  const words = wordsIn(text);
  const { parts } = checks.wording;
  const said = [...Object.entries(parts?.said ?? {}), [none, parts?.none ?? []] as const];
  const found = said.flatMap(([share, phrases]) =>
    spansOf(phrases, text, words).map(({ start, end }) => ({ start, end, share }))
  );
  const limitOf = (start: number, share: string): Limit => {
    const said = limitBefore(text.slice(0, start), checks);
    return said === 'about' ? (ofSign[share[0] ?? '']?.limit ?? said) : said;
  };
  return longestOf(found)
    .filter(({ share }) => share !== none)
    .map((part) => ({
      ...part,
      text: written.slice(part.start, part.end),
      percent: Number(part.share.replace(/^[<>]/, '')),
      limit: limitOf(part.start, part.share)
    }));
}

function valueOf({ id }: Piece, { computed }: PartChecks): number | undefined {
  const now = computed.get(id);
  return now?.ok ? now.value : undefined;
}

const isPercent = ({ id }: Piece, { claims }: PartChecks) => claims.get(id)?.unit === 'percent';

/**
 * The percentage that a part of a sentence is said of: the next figure after it, or the one it is
 * set right behind.
 */
function figureOf(
  part: Part,
  others: readonly Part[],
  figures: readonly Piece[],
  text: string
): Piece | undefined {
  const next = figures.find(({ start }) => start >= part.end);
  const isBetween = (one: Part) =>
    next !== undefined && one.start > part.start && one.start < next.start;
  if (next && !others.some(isBetween) && !text.slice(part.end, next.start).includes(';'))
    return next;
  const last = figures.filter(({ start }) => start < part.start).at(-1);
  // “49%, or about half”: a comma, and at most three words.
  const gap = last && text.slice(last.start + last.text.length, part.start);
  return gap !== undefined && /^[\s,(–—]*(?:[\p{L}]+\s+){0,3}$/u.test(gap) ? last : undefined;
}

/**
 * Whether the words between a part and its figure say what that counts, deny it (“most were not
 * online; 40% were”) or count another thing.
 */
function countedBetween(
  { end }: Part,
  { id, start }: Piece,
  text: string,
  { claims, wording: { measures } }: PartChecks
) {
  const own = claims.get(id)?.measures;
  if (measures === undefined || own === undefined) return undefined;
  const between = nearestOf(['', text.slice(end, Math.max(start, end))])[1];
  return (
    saidIn(between, own, measures) ??
    (saidIn(between, own === 'use' ? 'coverage' : 'use', measures) && 'another')
  );
}

function fault(
  read: ReadChapter,
  passage: Passage,
  part: Part,
  sentence: string,
  figure: string
): Problem {
  const found = `“${part.text}” in “${sentence}”, where ${figure}`;
  const expected = `words that are true of the figure: “${part.text}” is ${ofSign[part.share[0] ?? '']?.words ?? ''}${part.percent}%`;
  const remedy = 'say another part, or state the figure that it is of';
  return problemsOf('part', read.file, 'D19')(passage.locate(part.start), found, expected, remedy);
}

function inSentences(read: ReadChapter, passage: Passage, checks: PartChecks): Problem[] {
  return sentencesOf(passage, read.language).flatMap((sentence) => {
    const figures = figuresIn(passage, sentence);
    if (!figures.some((piece) => isPercent(piece, checks))) return [];
    const parts = partsIn(passage.text, checks).filter(({ start }) => isWithin(sentence, start));
    return parts.flatMap((part): Problem[] => {
      const figure = figureOf(part, parts, figures, passage.text);
      const value = figure && isPercent(figure, checks) ? valueOf(figure, checks) : undefined;
      if (!figure || value === undefined) return [];
      const counted = countedBetween(part, figure, passage.text, checks);
      if (counted === 'another' || isSaidOf(part, counted === 'denied' ? 100 - value : value))
        return [];
      return [fault(read, passage, part, sentence.text, `“$${figure.id}” is ${figure.text}`)];
    });
  });
}

/** A part in a heading that is true of no percentage below it. */
function inHeading(read: ReadChapter, heading: Passage, checks: PartChecks): Problem[] {
  const below = read.passages.filter(
    ({ place, kind }) => place === heading.place && kind !== 'heading' && kind !== 'title'
  );
  const figures = below.flatMap(({ pieces }) =>
    pieces.filter((piece) => piece.kind === 'claim' && isPercent(piece, checks))
  );
  const values = figures.flatMap((figure) => valueOf(figure, checks) ?? []);
  if (values.length === 0) return [];
  return partsIn(heading.text, checks)
    .filter((part) => !values.some((value) => isSaidOf(part, value)))
    .map((part) =>
      fault(
        read,
        heading,
        part,
        heading.text,
        `the figures below are ${figures.map(({ text }) => text).join(', ')}`
      )
    );
}

/**
 * Returns a problem for each part said in words that is not true of the percentage beside it, or in
 * a heading of none below it (standards D19).
 */
export function boundParts(read: ReadChapter, checks: PartChecks): Problem[] {
  return read.passages.flatMap((passage) => [
    ...inSentences(read, passage, checks),
    ...(passage.kind === 'heading' && passage.place !== 'after'
      ? inHeading(read, passage, checks)
      : [])
  ]);
}
