import Markdoc, { type Node } from '@markdoc/markdoc';
import type { Language } from '../locale/languages.ts';
import type { FilePosition } from '../sources/source-error.ts';
import { nearest } from '../story/claims/most-like.ts';
import { makeProblem, StoryRefused, type Problem } from '../story/problem.ts';
import { allowedNodes, misplaced, renderCopy, safeAddress } from './grammar.ts';
import { checkTags, tagForms } from './check-tags.ts';
import { countWords, makePassage, sentenceAt, sentencesOf, titlePassage } from './passage.ts';
import type { Passage, Printer, Reading as ParsedFile, Sentence } from './passage.ts';

interface StepCopy {
  id: string;
  /** Plain text. */
  heading: string;
  /** HTML. */
  body: string;
  text: string;
}

/**
 * The words of one scene in one language. `lead`, `after`, `notes` are HTML of blocks; `title` and
 * `subtitle` of a figure are HTML inside a line.
 */
export interface ChapterCopy {
  id: string;
  /** Plain text. */
  title: string;
  lead: string;
  figure?: { title: string; subtitle: string; notes: string };
  steps: StepCopy[];
  after: string;
  /** Every use of a claim, with the part of the scene it stands in. */
  claims: (FilePosition & { id: string; place: string })[];
  sentences: Sentence[];
  words: number;
}

/** Returns the words of a scene. @throws Error naming a scene that has none. */
export function copyOf(chapters: readonly ChapterCopy[], id: string): ChapterCopy {
  const copy = chapters.find((chapter) => chapter.id === id);
  if (!copy) throw new Error(`no copy for the scene "${id}"`);
  return copy;
}

/** A name that ends up in an address, and where it was given. */
export interface GivenName extends FilePosition {
  name: string;
}

/** A chapter as read, with what the checks need to know about its text. */
export interface ReadChapter {
  chapter: ChapterCopy;
  file: string;
  language: Language;
  passages: Passage[];
  stepPlaces: (FilePosition & { id: string })[];
  /**
   * The names that the file gives to places on the page: its steps and the headings with an address
   * of their own.
   */
  names: GivenName[];
  /** Faults of form, unknown claims and claims without a value. */
  problems: Problem[];
}

/**
 * How long a step should be, in words: one short paragraph, one change. Where the picture is its
 * number in large numerals, a sentence is enough.
 */
const stepWords = { least: 40, most: 90 };
const sentenceWords = { ...stepWords, least: 12 };
const besideNumerals: readonly string[] = ['unknown'];
/** The one kind of fault that is for judgement. */
const stepLength = 'step-length';

interface Reading extends ParsedFile, Pick<ReadChapter, 'passages' | 'chapter' | 'stepPlaces'> {
  report: (at: FilePosition, kind: string, found: string, expected: string, remedy: string) => void;
}

/**
 * Returns one scene's copy file, read and rendered, with every fault of form.
 * @throws StoryRefused when a tag is left open or closes nothing: what follows would be misplaced.
 */
export function readChapter(
  source: string,
  where: { id: string; file: string; language: Language },
  print: Printer
): ReadChapter {
  const { id, file, language } = where;
  const { text, faults, isBalanced } = checkTags(
    source.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n')
  );
  const lines = text.split('\n');
  const problems = faults.map((fault) => makeProblem({ kind: 'grammar', file, ...fault }));
  const report: Reading['report'] = (at, kind, found, expected, remedy) =>
    problems.push(
      makeProblem({
        kind,
        file,
        ...at,
        found,
        expected,
        remedy,
        ...(kind === stepLength ? { severity: 'warning' } : {})
      })
    );
  if (!isBalanced) throw new StoryRefused(problems);
  const document = Markdoc.parse(text);
  const chapter: ChapterCopy = {
    id,
    title: '',
    lead: '',
    steps: [],
    after: '',
    claims: [],
    sentences: [],
    words: 0
  };
  const reading: Reading = {
    lines,
    language,
    print,
    passages: [],
    chapter,
    stepPlaces: [],
    report
  };
  checkForm(document, reading);
  const names = [...document.walk()].flatMap((node) => checkNode(node, reading));
  const title = readTitle(lines, report);
  if (title) {
    chapter.title = title.text;
    reading.passages.push(title);
  }
  const seen = new Set<string>();
  // Of words outside every tag, the first that follow a part are named: one lost tag is one fault.
  document.children.forEach((node, index) => {
    if (node.type === 'tag' || index === 0 || document.children[index - 1]?.type === 'tag')
      readBlock(node, seen, reading);
  });
  for (const passage of reading.passages) readSentences(passage, reading);
  return {
    chapter,
    file,
    language,
    passages: reading.passages,
    stepPlaces: reading.stepPlaces,
    names,
    problems
  };
}

function startOf(node: Node, { lines }: Reading): FilePosition {
  const line = node.lines[0] ?? 0;
  return { line: line + 1, column: (lines[line]?.search(/\S/) ?? 0) + 1 || 1 };
}

/** Reports what cannot stand where it does. */
function checkForm(document: Node, { lines, language, print, report }: Reading): void {
  for (const line of misplaced(document, language, print)) {
    const written = lines[line] ?? '';
    const place = { line: line + 1, column: Math.max(written.indexOf('{%'), 0) + 1 };
    const found = `“${written.trim().slice(0, 60)}”, which cannot stand here`;
    report(place, 'grammar', found, tagForms, 'correct the tag, or move it to where it belongs');
  }
}

/** Reports markup that copy may not use. @returns the name that a node gives. */
function checkNode(node: Node, reading: Reading): GivenName[] {
  const { lines, report } = reading;
  const at = startOf(node, reading);
  const id: unknown = node.attributes['id'];
  const href = String(node.attributes['href']);
  const level: unknown = node.attributes['level'];
  if (!allowedNodes.has(node.type) && node.type !== 'error') {
    const expected = 'paragraphs, headings, lists, emphasis and links';
    report(at, 'markup', `the markup “${node.type}”`, expected, 'write it in plain paragraphs');
  }
  if (node.type === 'link' && !safeAddress.test(href)) {
    const expected = 'a place on the page (#help), a page of the site or an https address';
    report(at, 'address', `a link to “${href}”`, expected, 'correct the address');
  }
  if (node.type === 'heading' && !(Number(level) >= 2 && Number(level) <= 4)) {
    const expected = 'level 2 to 4: the page has its own title';
    report(at, 'markup', `a heading of level ${String(level)}`, expected, 'add or take away a #');
  }
  if (typeof id !== 'string' || id === '') return [];
  return [
    { name: id, line: at.line, column: Math.max(0, lines[at.line - 1]?.lastIndexOf(id) ?? 0) + 1 }
  ];
}

function readBlock(node: Node, seen: Set<string>, reading: Reading): void {
  const { chapter, report } = reading;
  const at = startOf(node, reading);
  if (node.type !== 'tag') {
    const expected = 'all words inside lead, figure, step or after';
    return report(
      at,
      'grammar',
      'text outside every tag',
      expected,
      'put the words into one of them'
    );
  }
  const tag = node.tag ?? '';
  if (tag !== 'step' && seen.has(tag)) {
    return report(at, 'grammar', `a second “${tag}”`, 'one in each scene', 'join the two');
  }
  seen.add(tag);
  for (const child of node.children.filter(({ type }) => type === 'tag')) {
    const found = `the tag “${child.tag}” on a line of its own`;
    const expected = 'day, year, release and term inside a sentence; blocks one after the other';
    report(
      startOf(child, reading),
      'grammar',
      found,
      expected,
      'move it into a sentence, or close the block before it'
    );
  }
  if (tag === 'lead' || tag === 'after') {
    addPassages(node, tag, reading);
    chapter[tag] = html(node.children, reading);
  } else if (tag === 'figure') readFigure(node, at, reading);
  else if (tag === 'step') readStep(node, at, reading);
}

function addPassages(node: Node, place: string, reading: Reading, kind?: Passage['kind']): void {
  const own = node.type === 'heading' || node.type === 'item' ? node.type : 'paragraph';
  for (const child of node.children) {
    if (child.type === 'inline')
      reading.passages.push(makePassage(child, node, { place, kind: kind ?? own }, reading));
    else addPassages(child, place, reading, kind);
  }
}

const html = (nodes: readonly Node[], { language, print }: Reading) =>
  renderCopy(nodes, language, print);

function readFigure(node: Node, at: FilePosition, reading: Reading): void {
  const heading = node.children.find((child) => child.type === 'heading');
  const [subtitle, ...notes] = node.children.filter((child) => child !== heading);
  if (!heading || !subtitle || node.children[0] !== heading) {
    const expected = 'a heading that says the message, then a paragraph that says what is shown';
    return reading.report(
      at,
      'grammar',
      'a figure without its message or subtitle',
      expected,
      'write both'
    );
  }
  addPassages(heading, 'figure', reading);
  addPassages(subtitle, 'figure', reading, 'subtitle');
  notes.forEach((note) => addPassages(note, 'figure', reading));
  reading.chapter.figure = {
    title: html(heading.children, reading),
    subtitle: html(subtitle.children, reading),
    notes: html(notes, reading)
  };
}

function readStep(node: Node, at: FilePosition, reading: Reading): void {
  const { chapter, passages, report } = reading;
  const id = String(node.attributes['id'] ?? '');
  reading.stepPlaces.push({ id, ...at });
  // A tag in a step is reported by itself.
  const parts = node.children.filter(({ type }) => type !== 'tag');
  const heading = parts.find(
    ({ type, attributes }) => type === 'heading' && attributes['level'] === 3
  );
  const body = parts.filter((part) => part !== heading);
  const begins = heading === parts[0] && body[0]?.type === 'paragraph';
  const isSound = begins && body.length === 1;
  if (!isSound) {
    const [second, found] = begins
      ? [body[1], `a second part below the heading of the step “${id}”`]
      : [undefined, `the step “${id}” without its heading and, below it, its paragraph`];
    const remedy = second
      ? 'join it to the first, or take it out'
      : 'write ### and the heading, an empty line, then the paragraph';
    report(
      second ? startOf(second, reading) : at,
      'grammar',
      found,
      'a heading of level 3 and exactly one paragraph',
      remedy
    );
  }
  // Read as it stands all the same: every other rule would miss its words, and this cause would be
  // lost among what follows from it.
  if (heading) addPassages(heading, id, reading);
  body.forEach((part) => addPassages(part, id, reading));
  const plainOf = (kind: Passage['kind']) =>
    passages
      .flatMap((passage) => (passage.place === id && passage.kind === kind ? [passage.text] : []))
      .join(' ');
  const text = plainOf('paragraph');
  const count = countWords(text);
  const { least, most } = besideNumerals.includes(chapter.id) ? sentenceWords : stepWords;
  if (isSound && (count < least || count > most))
    report(
      at,
      stepLength,
      `a step of ${count} words`,
      `${least} to ${most}`,
      'lengthen or shorten it'
    );
  chapter.steps.push({ id, heading: plainOf('heading'), body: html(body, reading), text });
}

/**
 * Notes the sentences and claims of a passage, and reports what they name and the edition does not
 * have.
 */
function readSentences(passage: Passage, { language, print, chapter, report }: Reading): void {
  const sentences = sentencesOf(passage, language);
  const said = (at: number) => sentenceAt(sentences, at)?.text ?? passage.text;
  for (const piece of passage.pieces) {
    const at = passage.locate(piece.start);
    if (piece.kind === 'claim') {
      chapter.claims.push({ id: piece.id, ...at, place: passage.place });
      const printed = print.claim(piece.id);
      const where = `“${said(piece.start)}”, where “$${piece.id}”`;
      if (!printed) {
        const like = nearest(piece.id, print.ids ?? []);
        const remedy = `correct the name${like === undefined ? '' : `, of which the most like is $${like}`}, or add the row`;
        report(
          at,
          'unknown-claim',
          `${where} is no claim`,
          'a claim of data/story/claims.csv',
          remedy
        );
      } else if (!printed.ok) {
        report(
          at,
          'no-value',
          `${where} has no value`,
          'a value in this edition',
          `${printed.why}; state another figure`
        );
      }
    }
    const absent = absentName(piece, print);
    if (absent) report(at, 'unknown-name', ...absent, 'correct the name');
  }
  chapter.sentences.push(...sentences);
  chapter.words += countWords(passage.text);
}

/** What a year or a release is named after that the edition does not have. */
function absentName(
  { kind, id }: Passage['pieces'][number],
  print: Printer
): [found: string, expected: string] | undefined {
  if (kind === 'release' && print.release(id) === undefined)
    return [
      `the release of “${id}”`,
      'an indicator, such as internet-use, or a kept release, such as wb-internet-users/2018-08-28'
    ];
  const claim = kind === 'year' ? print.claim(id) : undefined;
  if (kind !== 'year' || (claim?.ok && claim.year !== undefined)) return undefined;
  const why =
    claim === undefined ? 'is no claim' : claim.ok ? 'is of no year' : `has no value: ${claim.why}`;
  return [`the year of “${id}”, which ${why}`, 'a claim of data/story/claims.csv with a year'];
}

/** The frontmatter holds one field, the scene's title. */
function readTitle(lines: readonly string[], report: Reading['report']): Passage | undefined {
  const isRule = (line: string) => line.trimEnd() === '---';
  const end = isRule(lines[0] ?? '')
    ? lines.findIndex((line, index) => index > 0 && isRule(line))
    : -1;
  const fault = (line: number, found: string, expected: string, remedy: string) =>
    report({ line, column: 1 }, 'grammar', found, expected, remedy);
  if (end < 0) {
    fault(
      1,
      'no frontmatter',
      'three hyphens, the line “title: …”, three hyphens',
      'start the file with the title'
    );
    return undefined;
  }
  let title: Passage | undefined;
  lines.slice(1, end).forEach((line, index) => {
    const [, words] = /^title:\s*(\S.*?)\s*$/.exec(line) ?? [];
    if (words !== undefined && !title)
      title = titlePassage(words, { line: index + 2, column: line.indexOf(words) + 1 });
    else if (line.trim() !== '')
      fault(
        index + 2,
        `“${line.slice(0, 40)}” in the frontmatter`,
        'one title and nothing else',
        'take the line out'
      );
  });
  if (!title) fault(2, 'a frontmatter without a title', 'the line “title: …”', 'write the title');
  return title;
}
