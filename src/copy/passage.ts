import type { Node } from '@markdoc/markdoc';
import Markdoc from '@markdoc/markdoc';
import { sentenceSegmenter } from '../locale/formatters.ts';
import type { Language } from '../locale/languages.ts';
import { formatDate } from '../locale/numbers.ts';
import { placeAt } from '../sources/checked-json.ts';
import type { FilePosition } from '../sources/source-error.ts';

/** A claim as copy prints it, with the year that its number is of; or why it cannot. */
type PrintedClaim =
  | { ok: true; text: string; value: string; year?: number | undefined }
  | { ok: false; why: string };

/** What copy prints from the edition. */
export interface Printer {
  claim: (id: string) => PrintedClaim | undefined;
  /** The ids of all claims, of which the one most like a misspelt name is told. */
  ids?: ReadonlySet<string>;
  /**
   * Returns the date, as `YYYY-MM-DD` or `YYYY-MM`, of the release shown of an indicator, or of a
   * kept one by its name; undefined when there is none.
   */
  release: (name: string) => string | undefined;
}

/**
 * A run of a passage: words, or what was printed into them: a claim, a day, the year of a claim,
 * the date of a release.
 */
export interface Piece {
  kind: 'words' | 'claim' | 'day' | 'year' | 'release';
  /** As the reader sees it. */
  text: string;
  /**
   * The claim's id, the day as written, or the name of the indicator or release; empty for words.
   */
  id: string;
  /** Where the run starts in the text of its passage, and where in the raw text. */
  start: number;
  raw: number;
}

/**
 * One paragraph, heading or list item as the reader sees it, able to say where each character was
 * written.
 */
export interface Passage {
  /** `title`, `lead`, `figure`, `after` or a step's id. */
  place: string;
  kind: 'title' | 'heading' | 'subtitle' | 'paragraph' | 'item' | 'label';
  pieces: Piece[];
  /** Where its links lead. */
  links: string[];
  text: string;
  /** Returns line and column, from 1, of a character of `text`. */
  locate: (offset: number) => FilePosition;
}

/** One sentence as the reader sees it. */
export interface Sentence extends FilePosition {
  text: string;
  start: number;
  place: string;
  claims: string[];
  years: string[];
  /** Names of the indicators and kept releases whose date it prints. */
  releases: string[];
  /**
   * The same sentence as words, printed claims, years and releases, so that it can be said again
   * with others.
   */
  parts: (string | Printed)[];
}

/** What a sentence prints of an edition, and as what. */
type Printed = ({ claim: string } | { yearOf: string } | { releaseOf: string }) & { text: string };

/** What stands in for a claim that cannot be printed. */
export const missingClaim = '–';

/** The tags that print something inside a sentence. */
const printingTags = ['day', 'year', 'release'] as const;
type PrintingTag = (typeof printingTags)[number];

/** Whether a node is a tag that prints something inside a sentence. */
function isPrintingTag(node: Node): node is Node & { tag: PrintingTag } {
  return node.type === 'tag' && printingTags.some((tag) => tag === node.tag);
}

/**
 * Returns what a tag prints for a name: a day in words, the year of a claim, the date of a release
 * in words.
 */
export function printTag(
  tag: PrintingTag,
  name: string,
  language: Language,
  print: Printer
): string {
  if (tag === 'day') return formatDate(name, language);
  if (tag === 'release') {
    const release = print.release(name);
    return release === undefined ? missingClaim : formatDate(release, language);
  }
  const claim = print.claim(name);
  return claim?.ok && claim.year !== undefined ? String(claim.year) : missingClaim;
}

/** Returns the pieces of an inline node, found again in the raw text from left to right. */
function piecesOf(inline: Node, raw: string, language: Language, print: Printer): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let cursor = 0;
  const add = (kind: Piece['kind'], text: string, id: string, raw: number) => {
    pieces.push({ kind, text, id, start, raw });
    start += text.length;
  };
  const find = (pattern: RegExp): number => {
    const sticky = new RegExp(pattern.source, 'g');
    sticky.lastIndex = cursor;
    const match = sticky.exec(raw);
    if (!match) return cursor;
    cursor = match.index + match[0].length;
    return match.index;
  };
  const walk = (node: Node): void => {
    if (node.type === 'softbreak') {
      add('words', ' ', '', find(/\n/));
    } else if (node.type === 'text' && Markdoc.Ast.isVariable(node.attributes['content'])) {
      const id = node.attributes['content'].path.join('.');
      const printed = print.claim(id);
      add('claim', printed?.ok ? printed.text : missingClaim, id, find(/\{%\s*\$[^%]*%\}/));
    } else if (node.type === 'text') {
      const text = String(node.attributes['content']);
      const at = raw.indexOf(text, cursor);
      add('words', text, '', at < 0 ? cursor : at);
      if (at >= 0) cursor = at + text.length;
    } else if (isPrintingTag(node)) {
      const name = String(node.attributes['primary'] ?? '');
      add(
        node.tag,
        printTag(node.tag, name, language, print),
        name,
        find(new RegExp(`\\{%\\s*${node.tag}[^%]*%\\}`))
      );
    } else {
      if (node.type === 'tag') find(/\{%[^%]*%\}/);
      node.children.forEach(walk);
      if (node.type === 'tag') find(/\{%[^%]*%\}/);
      if (node.type === 'link') find(/\)/);
    }
  };
  walk(inline);
  return pieces;
}

/** Where a file's lines are, and how its claims are printed. */
export interface Reading {
  lines: readonly string[];
  language: Language;
  print: Printer;
}

/**
 * Returns the passage that an inline node of a block holds. Its lines count from 0, as Markdoc
 * counts them; one that has none has the block's.
 */
export function makePassage(
  inline: Node,
  block: Node,
  { place, kind }: Pick<Passage, 'place' | 'kind'>,
  { lines, language, print }: Reading
): Passage {
  const [first = 0, end = 0] = inline.lines.length > 0 ? inline.lines : block.lines;
  const raw = lines.slice(first, Math.max(end, first + 1)).join('\n');
  const pieces = piecesOf(inline, raw, language, print);
  const links = [...inline.walk()].flatMap((node) =>
    node.type === 'link' ? [String(node.attributes['href'])] : []
  );
  const locate = (offset: number) => {
    const piece = pieces.find(({ start, text }) => offset < start + text.length) ?? pieces.at(-1);
    const into = piece?.kind === 'words' ? Math.min(offset - piece.start, piece.text.length) : 0;
    const { line, column } = placeAt(raw, (piece?.raw ?? 0) + into);
    return { line: first + line, column };
  };
  return { place, kind, pieces, links, text: pieces.map(({ text }) => text).join(''), locate };
}

/** Returns a title as a passage of words alone that stand at one place of a file. */
export function titlePassage(text: string, { line, column }: FilePosition): Passage {
  const pieces: Piece[] = [{ kind: 'words', text, id: '', start: 0, raw: 0 }];
  return {
    place: 'title',
    kind: 'title',
    pieces,
    links: [],
    text,
    locate: (offset) => ({ line, column: column + offset })
  };
}

/**
 * Returns a label as a passage that stands at one place of a file: each slot that is filled in it
 * is a figure of that name.
 */
export function labelPassage(label: string, key: string, at: FilePosition): Passage {
  const pieces: Piece[] = [];
  for (const { 0: text, index } of label.matchAll(/\{\w+\}|[^{]+|\{/g)) {
    const isSlot = text.endsWith('}') && text.startsWith('{');
    pieces.push({
      kind: isSlot ? 'claim' : 'words',
      text,
      id: isSlot ? text.slice(1, -1) : '',
      start: index,
      raw: index
    });
  }
  return { place: key, kind: 'label', pieces, links: [], text: label, locate: () => at };
}

/**
 * Returns the pieces of a passage between two places of its text, those at either end cut off
 * there.
 */
function piecesBetween({ pieces }: Passage, start: number, end: number): Piece[] {
  return pieces.flatMap((piece) => {
    const [from, to] = [
      Math.max(piece.start, start),
      Math.min(piece.start + piece.text.length, end)
    ];
    return from < to
      ? [{ ...piece, text: piece.text.slice(from - piece.start, to - piece.start) }]
      : [];
  });
}

/**
 * Returns the text of a passage as long as it is, with a sign that is neither letter nor digit in
 * place of all that is printed.
 */
export const handwritten = ({ pieces }: Passage): string =>
  pieces.map(({ kind, text }) => (kind === 'words' ? text : '\u25a1'.repeat(text.length))).join('');

/** Returns the sentences of a passage by the language's own rules for where one ends. */
export function sentencesOf(passage: Passage, language: Language): Sentence[] {
  const segments = sentenceSegmenter(language).segment(passage.text);
  return [...segments].flatMap(({ segment, index }): Sentence[] => {
    const text = segment.trim();
    if (text === '') return [];
    const start = index + segment.indexOf(text);
    const pieces = piecesBetween(passage, start, start + text.length);
    const idsOf = (wanted: Piece['kind']) =>
      pieces.flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
    const printed = { claims: idsOf('claim'), years: idsOf('year'), releases: idsOf('release') };
    return [
      {
        text,
        start,
        ...passage.locate(start),
        place: passage.place,
        ...printed,
        parts: pieces.map(partOf)
      }
    ];
  });
}

function partOf({ kind, id, text }: Piece): Sentence['parts'][number] {
  if (kind === 'claim') return { claim: id, text };
  if (kind === 'year') return { yearOf: id, text };
  return kind === 'release' ? { releaseOf: id, text } : text;
}

/** Whether a place in the text of a passage is in one of its sentences. */
export const isWithin = (
  { start, text }: Pick<Sentence, 'start' | 'text'>,
  offset: number
): boolean => start <= offset && offset < start + text.length;

/** Returns the sentence at a place in the text of its passage. */
export const sentenceAt = (sentences: readonly Sentence[], offset: number): Sentence | undefined =>
  sentences.find((sentence) => isWithin(sentence, offset));

/** Returns how many words a text has; a number counts as one. */
export const countWords = (text: string): number => text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
