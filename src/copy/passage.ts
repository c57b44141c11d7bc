import type { Node } from '@markdoc/markdoc';
import Markdoc from '@markdoc/markdoc';
import { sentenceSegmenter } from '#locale/formatters.ts';
import type { Language } from '#locale/languages.ts';
import { formatDate } from '#locale/numbers.ts';
import { placeAt } from '#sources/checked-json.ts';
import type { FilePosition } from '#sources/source-error.ts';
import { say } from '#locale/say.ts';

/** `{% states $idn-now $world-now %}`, with the spaces before it. */
const tag = /[ \t]*\{%\s*states((?:\s+\$[A-Za-z][\w-]*)+)\s*%\}/g;

const idsIn = (written: string) => written.match(/[A-Za-z][\w-]*/g) ?? [];

/** A label without its tag, and the claims that its words say without printing them (V40). */
export function splitStates(label: string) {
  const states: string[] = [];
  const text = label.replace(tag, (_, ids: string) => {
    states.push(...idsIn(ids));
    return '';
  });
  return { text, states };
}

/** A heading, or the title in the frontmatter, up to the tag. */
const before = /(?:^|\n)(?:#+[ \t]|title:)[^\n]*$/;
const after = /^[ \t]*(?:\n|$)/;

/** Blanks the tags of a chapter, without moving a column, and returns their claims by line. */
export function takeStates(source: string): {
  text: string;
  states: Map<number, string[]>;
  /** Offsets of tags that end no heading. */
  misplaced: number[];
} {
  const states = new Map<number, string[]>();
  const misplaced: number[] = [];
  const text = source.replace(tag, (written, ids: string, at: number) => {
    const ends = before.test(source.slice(0, at)) && after.test(source.slice(at + written.length));
    if (ends) states.set(source.slice(0, at).split('\n').length, idsIn(ids));
    else misplaced.push(at + written.indexOf('{'));
    return ' '.repeat(written.length);
  });
  return { text, states, misplaced };
}

type PrintedClaim =
  | { ok: true; text: string; value: string; year?: number | undefined }
  | { ok: false; why: string };

export interface Printer {
  claim: (id: string) => PrintedClaim | undefined;
  ids?: ReadonlySet<string>;
  /**
   * Date of an indicator's shown release, or of a kept release by its name: `YYYY-MM-DD`,
   * `YYYY-MM`.
   */
  release: (name: string) => string | undefined;
}

export interface Piece {
  kind: 'words' | 'claim' | 'day' | 'year' | 'release';
  text: string;
  /** Claim id, day, or name of the indicator or release; empty for words. */
  id: string;
  start: number;
  raw: number;
}

export interface Passage {
  /** `title`, `lead`, `figure`, `after` or a step's id. */
  part: string;
  kind: 'title' | 'heading' | 'subtitle' | 'paragraph' | 'item' | 'label';
  pieces: Piece[];
  /** Targets of its links, each with the number of pieces up to its end. */
  links: { href: string; after: number }[];
  states: readonly string[];
  text: string;
  locate: (offset: number) => FilePosition;
}

export interface Sentence extends FilePosition {
  text: string;
  start: number;
  part: string;
  claims: string[];
  years: string[];
  releases: string[];
  /** So that it can be printed with other values. */
  pieces: Piece[];
}

export const missingClaim = '–';

const printingTags = ['day', 'year', 'release'] as const;
type PrintingTag = (typeof printingTags)[number];

function isPrintingTag(node: Node): node is Node & { tag: PrintingTag } {
  return node.type === 'tag' && printingTags.some((tag) => tag === node.tag);
}

export function printTag(tag: PrintingTag, name: string, language: Language, print: Printer) {
  if (tag === 'day') return formatDate(name, language);
  if (tag === 'release') {
    const release = print.release(name);
    return release === undefined ? missingClaim : formatDate(release, language);
  }
  const claim = print.claim(name);
  return claim?.ok && claim.year !== undefined ? String(claim.year) : missingClaim;
}

/** Markdoc keeps no columns: the pieces are searched in the raw text from left to right. */
function piecesOf(inline: Node, raw: string, language: Language, print: Printer) {
  const pieces: Piece[] = [];
  const links: Passage['links'] = [];
  let start = 0;
  let cursor = 0;
  const add = (kind: Piece['kind'], text: string, id: string, raw: number) => {
    pieces.push({ kind, text, id, start, raw });
    start += text.length;
  };
  const find = (pattern: RegExp) => {
    const sticky = new RegExp(pattern.source, 'g');
    sticky.lastIndex = cursor;
    const match = sticky.exec(raw);
    if (!match) return cursor;
    cursor = match.index + match[0].length;
    return match.index;
  };
  const walk = (node: Node) => {
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
      if (node.type !== 'link') return;
      links.push({ href: String(node.attributes['href']), after: pieces.length });
      find(/\)/);
    }
  };
  walk(inline);
  return { pieces, links };
}

export interface Reading {
  lines: readonly string[];
  language: Language;
  print: Printer;
  states: ReadonlyMap<number, readonly string[]>;
}

/** Lines count from 0, as in Markdoc; an inline node without lines has the block's. */
export function makePassage(
  inline: Node,
  block: Node,
  { part, kind }: Pick<Passage, 'part' | 'kind'>,
  { lines, language, print, states }: Reading
): Passage {
  const [first = 0, end = 0] = inline.lines.length > 0 ? inline.lines : block.lines;
  const raw = lines.slice(first, Math.max(end, first + 1)).join('\n');
  const { pieces, links } = piecesOf(inline, raw, language, print);
  const locate = (offset: number) => {
    const piece = pieces.find(({ start, text }) => offset < start + text.length) ?? pieces.at(-1);
    const into = piece?.kind === 'words' ? Math.min(offset - piece.start, piece.text.length) : 0;
    const { line, column } = placeAt(raw, (piece?.raw ?? 0) + into);
    return { line: first + line, column };
  };
  return {
    part,
    kind,
    pieces,
    links,
    states: states.get(first + 1) ?? [],
    text: pieces.map(({ text }) => text).join(''),
    locate
  };
}

export function plainPassage(
  text: string,
  part: string,
  locate: Passage['locate'],
  states: readonly string[] = []
): Passage {
  const pieces: Piece[] = [{ kind: 'words', text, id: '', start: 0, raw: 0 }];
  return { part, kind: 'title', pieces, links: [], states, text, locate };
}

export interface Texts {
  file: string;
  passages: readonly Passage[];
}

export interface Telling extends Texts {
  language: Language;
}

export const nameOf = ({ kind, part }: Passage) =>
  kind === 'label'
    ? say`the label “${part}”`
    : kind === 'heading'
      ? say`the heading`
      : say`the ${kind}`;

export const nameOfLabel = (key: string) => key.replace(/\.(zero|one|two|few|many|other)$/, '');

export function labelPassage(written: string, key: string, locate: () => FilePosition): Passage {
  const { text: label, states } = splitStates(written);
  const pieces: Piece[] = [];
  for (const { 0: text, index } of label.matchAll(/\{\w+\}|[^{]+|\{/g)) {
    const isPlaceholder = text.endsWith('}') && text.startsWith('{');
    pieces.push({
      kind: isPlaceholder ? 'claim' : 'words',
      text,
      id: isPlaceholder ? text.slice(1, -1) : '',
      start: index,
      raw: index
    });
  }
  return { part: key, kind: 'label', pieces, links: [], states, text: label, locate };
}

/** Pieces at either end are cut. */
function piecesBetween({ pieces }: Passage, start: number, end: number) {
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

/** The text with a neutral sign for every printed character; offsets stay. */
export const typedText = ({ pieces }: Passage) =>
  pieces.map(({ kind, text }) => (kind === 'words' ? text : '\u25a1'.repeat(text.length))).join('');

const sentenceCache = new WeakMap<Passage, readonly Sentence[]>();

/** Uses the locale's sentence rules. Cached, because every rule asks for them. */
export function sentencesOf(passage: Passage, language: Language) {
  const known = sentenceCache.get(passage) ?? sentencesIn(passage, language);
  sentenceCache.set(passage, known);
  return known;
}

function sentencesIn(passage: Passage, language: Language) {
  // A claim that a heading states is of all its words.
  const segments =
    passage.states.length > 0
      ? [{ segment: passage.text, index: 0 }]
      : sentenceSegmenter(language).segment(passage.text);
  return [...segments].flatMap(({ segment, index }) => {
    const text = segment.trim();
    if (text === '') return [];
    const start = index + segment.indexOf(text);
    const pieces = piecesBetween(passage, start, start + text.length);
    const idsOf = (wanted: Piece['kind']) =>
      pieces.flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
    const printed = {
      claims: [...idsOf('claim'), ...passage.states],
      years: idsOf('year'),
      releases: idsOf('release')
    };
    return [
      {
        text,
        start,
        ...passage.locate(start),
        part: passage.part,
        ...printed,
        pieces
      }
    ];
  });
}

export const isWithin = ({ start, text }: Sentence, offset: number) =>
  start <= offset && offset < start + text.length;

export const sentenceAt = (sentences: readonly Sentence[], offset: number) =>
  sentences.find((sentence) => isWithin(sentence, offset));

/** A number counts as a word. */
export const countWords = (text: string) => text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
