import type { Node } from '@markdoc/markdoc';
import Markdoc from '@markdoc/markdoc';
import { locales, type Language } from '../locale/languages.ts';
import { formatDate } from '../locale/numbers.ts';

/** A claim as copy prints it, or why it cannot. */
export type PrintedClaim = { ok: true; text: string; value: string } | { ok: false; why: string };
/** Returns a claim by id; undefined when there is none. */
export type ClaimPrinter = (id: string) => PrintedClaim | undefined;

/** A run of a passage: words, or a claim or a day that was printed into them. */
export interface Piece {
  kind: 'words' | 'claim' | 'day';
  /** As the reader sees it. */
  text: string;
  /** The claim's id or the day as written; empty for words. */
  id: string;
  /** Where the run starts in the passage's raw text. */
  raw: number;
}

/** One paragraph, heading or list item as the reader sees it, able to say where each character was written. */
export interface Passage {
  /** `title`, `lead`, `figure`, `after` or a step's id. */
  place: string;
  kind: 'title' | 'heading' | 'subtitle' | 'paragraph' | 'item';
  pieces: Piece[];
  text: string;
  /** Returns line and column, from 1, of a character of `text`. */
  locate: (offset: number) => { line: number; column: number };
}

/** One sentence as the reader sees it. */
export interface Sentence {
  text: string;
  line: number;
  column: number;
  place: string;
  /** Ids of the claims in it, in order. */
  claims: string[];
  /** The same sentence as words and printed claims, so that it can be said again with other numbers. */
  parts: (string | { claim: string; text: string })[];
}

/** What stands in for a claim that cannot be printed. */
export const missingClaim = '–';

/** Returns the pieces of an inline node, found again in the raw text from left to right. */
function piecesOf(inline: Node, raw: string, language: Language, print: ClaimPrinter): Piece[] {
  const pieces: Piece[] = [];
  let cursor = 0;
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
      pieces.push({ kind: 'words', text: ' ', id: '', raw: find(/\n/) });
    } else if (node.type === 'text' && Markdoc.Ast.isVariable(node.attributes['content'])) {
      const id = node.attributes['content'].path.join('.');
      const printed = print(id);
      pieces.push({ kind: 'claim', text: printed?.ok ? printed.text : missingClaim, id, raw: find(/\{%\s*\$[^%]*%\}/) });
    } else if (node.type === 'text') {
      const text = String(node.attributes['content']);
      const at = raw.indexOf(text, cursor);
      pieces.push({ kind: 'words', text, id: '', raw: at < 0 ? cursor : at });
      if (at >= 0) cursor = at + text.length;
    } else if (node.type === 'tag' && node.tag === 'day') {
      const day = String(node.attributes['primary'] ?? '');
      pieces.push({ kind: 'day', text: formatDate(day, language), id: day, raw: find(/\{%\s*day[^%]*%\}/) });
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

/** Returns the passage that an inline node of `lines[first, end)` holds. Lines count from 0, as Markdoc counts them. */
export function makePassage(
  inline: Node,
  where: { place: string; kind: Passage['kind']; lines: readonly string[]; first: number; end: number },
  language: Language,
  print: ClaimPrinter
): Passage {
  const raw = where.lines.slice(where.first, where.end).join('\n');
  const pieces = piecesOf(inline, raw, language, print);
  return passageOf(pieces, raw, where.first + 1, where);
}

/** Returns a passage of words alone that stand at one place of a file, such as a title. */
export function wordsPassage(text: string, place: string, kind: Passage['kind'], line: number, column: number): Passage {
  const passage = passageOf([{ kind: 'words', text, id: '', raw: 0 }], text, line, { place, kind });
  return { ...passage, locate: (offset) => ({ line, column: column + offset }) };
}

function passageOf(pieces: Piece[], raw: string, firstLine: number, where: { place: string; kind: Passage['kind'] }): Passage {
  const locate = (offset: number) => {
    let start = 0;
    let at = 0;
    for (const piece of pieces) {
      at = piece.raw + (piece.kind === 'words' ? Math.min(offset - start, piece.text.length) : 0);
      start += piece.text.length;
      if (offset < start) break;
    }
    const before = raw.slice(0, at).split('\n');
    return { line: firstLine + before.length - 1, column: before.at(-1)!.length + 1 };
  };
  return { place: where.place, kind: where.kind, pieces, text: pieces.map(({ text }) => text).join(''), locate };
}

/** Returns the sentences of a passage by the language's own rules for where one ends. */
export function sentencesOf(passage: Passage, language: Language): Sentence[] {
  const segments = new Intl.Segmenter(locales[language], { granularity: 'sentence' }).segment(passage.text);
  return [...segments].flatMap(({ segment, index }): Sentence[] => {
    const text = segment.trim();
    if (text === '') return [];
    const start = index + segment.indexOf(text);
    const end = start + text.length;
    const parts: Sentence['parts'] = [];
    let at = 0;
    for (const piece of passage.pieces) {
      const [from, to] = [Math.max(at, start), Math.min(at + piece.text.length, end)];
      const run = piece.text.slice(from - at, to - at);
      if (from < to) parts.push(piece.kind === 'claim' ? { claim: piece.id, text: run } : run);
      at += piece.text.length;
    }
    const claims = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.claim]));
    return [{ text, ...passage.locate(start), place: passage.place, claims, parts }];
  });
}

/** Returns a sentence said again with `print` for its claims; where `print` gives nothing, a claim stays as it is. */
export function saySentence(sentence: Sentence, print: (id: string) => string | undefined): string {
  return sentence.parts.map((part) => (typeof part === 'string' ? part : (print(part.claim) ?? part.text))).join('');
}

/** Returns how many words a text has; a number counts as one. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}
