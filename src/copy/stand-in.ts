import Markdoc, { type Node } from '@markdoc/markdoc';
import {
  isPrintingTag,
  makePassage,
  type Passage,
  piecesBetween,
  type Reading,
  sentencesOf
} from './passage.ts';
import { formatDate } from '../locale/numbers.ts';
import { lastDayOf } from '../vintages/vintage.ts';
import type { ComputedClaim } from '../story/lock.ts';
import { speak, type Words } from './words.ts';

/** What decides whether a sentence may stand: its words, and the claims, years and days in it. */
export interface JudgedSentence {
  /** The words alone, without what claims and days print. */
  words: string;
  claims: readonly string[];
  years: readonly string[];
  /** The days and releases in it: `2018-10-08`, `2024-11`, `2022`. */
  days: readonly string[];
}

/** What an edition as of a day says in place of words that rest on something later. */
export interface StandIns {
  /** Returns what stands in a sentence's place; undefined where the sentence may stand. */
  sentence: (sentence: JudgedSentence) => string | undefined;
  /** For the heading of a step of which nothing is left. */
  heading: string;
  /**
   * For the message of a figure: a conclusion from today's figures, which nothing computed can
   * judge.
   */
  figureTitle: string;
  /** For the line under it, where it names something later. */
  figureSubtitle: string;
}

/** The sentences of a passage as they are judged, each with the offset it starts at. */
function judged(
  passage: Passage,
  { language, print }: Reading
): (JudgedSentence & { start: number })[] {
  return sentencesOf(passage, language).map(({ text, start, claims, years, releases }) => {
    const inside = piecesBetween(passage, start, start + text.length);
    const words = inside.map((piece) => (piece.kind === 'words' ? piece.text : ' ')).join('');
    const days = inside.flatMap(({ kind, id }) => (kind === 'day' ? [id] : []));
    return {
      words,
      claims,
      years,
      days: [...days, ...releases.map((id) => print.release(id) ?? id)],
      start
    };
  });
}

const textNode = (content: string) => new Markdoc.Ast.Node('text', { content });

/** Keeps the first `length` printed characters of a node; returns how many it printed. */
function cutAfter(node: Node, length: number, printed: (node: Node) => number | undefined): number {
  let at = 0;
  node.children = node.children.flatMap((child) => {
    if (at >= length) return [];
    const whole = printed(child);
    if (whole === undefined) {
      at += cutAfter(child, length - at, printed);
      return [child];
    }
    const content: unknown = child.attributes['content'];
    // A claim or a day stands inside one sentence: only words are ever cut in two.
    if (at + whole > length && typeof content === 'string')
      child.attributes['content'] = content.slice(0, length - at).trimEnd();
    at += whole;
    return [child];
  });
  return at;
}

function putFrom(inline: Node, passage: Passage, offset: number, words: string): void {
  // The pieces of a passage are its leaves, left to right.
  let piece = 0;
  const isLeaf = (node: Node) =>
    node.type === 'text' || node.type === 'softbreak' || isPrintingTag(node);
  const printed = (node: Node) =>
    isLeaf(node) ? (passage.pieces[piece++]?.text.length ?? 0) : undefined;
  if (offset === 0) inline.children = [textNode(words)];
  else {
    cutAfter(inline, offset, printed);
    inline.children.push(textNode(` ${words}`));
  }
}

/**
 * Judges the words of one block; returns the offset from which they were replaced, undefined where
 * all may stand.
 */
function judgeBlock(
  inline: Node,
  block: Node,
  reading: Reading,
  standIns: StandIns,
  whole?: string
): number | undefined {
  const passage = makePassage(inline, block, { place: '', kind: 'paragraph' }, reading);
  for (const sentence of judged(passage, reading)) {
    const words = standIns.sentence(sentence);
    if (words === undefined) continue;
    const offset = whole === undefined ? sentence.start : 0;
    putFrom(inline, passage, offset, whole ?? words);
    return offset;
  }
  return undefined;
}

function say(block: Node | undefined, words: string): void {
  const inline = block?.children.find(({ type }) => type === 'inline');
  if (inline) inline.children = [textNode(words)];
}

function judgeChildren(node: Node, reading: Reading, standIns: StandIns): (number | undefined)[] {
  return node.children.flatMap((child) =>
    child.type === 'inline'
      ? [judgeBlock(child, node, reading, standIns)]
      : judgeChildren(child, reading, standIns)
  );
}

function judgeFigure(node: Node, reading: Reading, standIns: StandIns): void {
  const [heading, subtitle, ...notes] = node.children;
  say(heading, standIns.figureTitle);
  const inline = subtitle?.children.find(({ type }) => type === 'inline');
  if (subtitle && inline) judgeBlock(inline, subtitle, reading, standIns, standIns.figureSubtitle);
  notes.forEach((note) => judgeChildren(note, reading, standIns));
}

function judgeStep(node: Node, reading: Reading, standIns: StandIns): void {
  const [heading, ...body] = node.children;
  const cuts = body.map((block) => judgeChildren(block, reading, standIns)).flat();
  if (cuts[0] === 0) say(heading, standIns.heading);
}

/**
 * Puts other words from the first sentence of a paragraph that rests on what an edition does not
 * have: what follows leans on it.
 */
export function putStandIns(document: Node, reading: Reading, standIns: StandIns): void {
  for (const node of document.children) {
    if (node.tag === 'figure') judgeFigure(node, reading, standIns);
    else if (node.tag === 'step') judgeStep(node, reading, standIns);
    else judgeChildren(node, reading, standIns);
  }
}

const yearOf = (claim: ComputedClaim | undefined) => (claim?.ok ? claim.locked.year : undefined);
const yearsIn = (words: string) =>
  [...words.matchAll(/(?<![\p{L}\p{N}])(?:19|20)\d\d(?![\p{L}\p{N}])/gu)].map(([year]) =>
    Number(year)
  );

/** The labels that an edition as of a day speaks in place of sentences. */
export const asOfLabels = [
  'asof.later',
  'asof.untrue',
  'asof.heading',
  'asof.title',
  'asof.subtitle'
] as const;

/**
 * Returns what an edition as of a day says in place of a sentence that it cannot have said: of a
 * figure it does not have, a later day, or a promise its figures do not hold. Words without any of
 * these stand.
 * @throws Error when a label is missing.
 */
export function asOfWords(
  asOf: string,
  computed: ReadonlyMap<string, ComputedClaim>,
  words: Words
): StandIns {
  const date = formatDate(asOf, words.language);
  const sentence = (judged: JudgedSentence) => {
    const claims = [...judged.claims, ...judged.years].map((id) => computed.get(id));
    const named = new Set([
      ...yearsIn(judged.words),
      ...judged.days.map((day) => Number(day.slice(0, 4))),
      ...judged.years.map((id) => yearOf(computed.get(id)))
    ]);
    const isOfOtherYear = (claim: ComputedClaim | undefined) =>
      named.size > 0 && yearOf(claim) !== undefined && !named.has(yearOf(claim));
    const isLater =
      claims.some((claim) => claim?.ok === false) ||
      judged.days.some((day) => lastDayOf(day) > asOf) ||
      yearsIn(judged.words).some((year) => year > Number(asOf.slice(0, 4)));
    if (isLater) return speak(words, 'asof.later');
    return claims.some((claim) => claim?.ok && (!claim.holds || isOfOtherYear(claim)))
      ? speak(words, 'asof.untrue')
      : undefined;
  };
  return {
    sentence,
    heading: speak(words, 'asof.heading'),
    figureTitle: speak(words, 'asof.title', { date }),
    figureSubtitle: speak(words, 'asof.subtitle', { date })
  };
}
