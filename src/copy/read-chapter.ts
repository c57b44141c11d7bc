import Markdoc, { type Node } from '@markdoc/markdoc';
import type { Language } from '#locale/languages.ts';
import type { FilePosition } from '#sources/source-error.ts';
import { nearestOf } from '#story/claims/nearest.ts';
import { makeProblem, problemsOf, StoryRefused, type Problem } from '#story/problem.ts';
import {
  allowedNodes,
  misplacedLines,
  renderCopy,
  safeAddress,
  checkTags,
  tagForms
} from './grammar.ts';
import { plainText } from './markup.ts';
import {
  countWords,
  makePassage,
  sentenceAt,
  plainPassage,
  sentencesOf,
  type Passage,
  type Printer,
  type Reading as ParsedFile,
  type Sentence
} from './passage.ts';
import { say } from '#locale/say.ts';

interface StepCopy {
  id: string;
  heading: string;
  body: string;
  text: string;
}

/**
 * One scene in one language. `lead`, `after` and `notes` are HTML blocks; `title` and `subtitle` of
 * a figure are inline HTML.
 */
export interface ChapterCopy {
  id: string;
  title: string;
  lead: string;
  figure?: { title: string; subtitle: string; notes: string };
  steps: StepCopy[];
  after: string;
  claims: (FilePosition & { id: string; part: string })[];
  sentences: Sentence[];
  words: number;
}

export function copyOf(chapters: readonly ChapterCopy[], id: string) {
  const copy = chapters.find((chapter) => chapter.id === id);
  if (!copy) throw new Error(say`There is no copy for the scene “${id}”.`);
  return copy;
}

/** The finding that heads a scene, in plain text: its figure's title, or its own. */
export const findingOf = ({ figure, title }: ChapterCopy) =>
  figure ? plainText(figure.title) : title;

export interface GivenName extends FilePosition {
  name: string;
}

export interface ReadChapter {
  chapter: ChapterCopy;
  file: string;
  language: Language;
  passages: Passage[];
  stepPlaces: (FilePosition & { id: string })[];
  names: GivenName[];
  problems: Problem[];
}

/** A step is one short paragraph: the finding, with the method behind its figures. */
const stepWords = { least: 12, most: 40 };
/** The only fault that is a warning. */
const stepLength = 'step-length';

interface Reading extends ParsedFile, Pick<ReadChapter, 'passages' | 'chapter' | 'stepPlaces'> {
  report: (at: FilePosition, kind: string, wrong: string, fix: string) => void;
}

/**
 * Reads one scene's copy file.
 * @throws StoryRefused when a tag is left open or closes nothing: what follows would be misplaced.
 */
export function readChapter(
  source: string,
  where: { id: string; file: string; language: Language },
  print: Printer
): ReadChapter {
  const { id, file, language } = where;
  const { text, states, faults, isBalanced } = checkTags(
    source.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n')
  );
  const lines = text.split('\n');
  const problems = faults.map((fault) => makeProblem({ kind: 'grammar', file, ...fault }));
  const report: Reading['report'] = (at, kind, wrong, fix) => {
    const severity = kind === stepLength ? 'warning' : 'error';
    problems.push(problemsOf(kind, file, undefined, severity)(at, wrong, fix));
  };
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
    states,
    passages: [],
    chapter,
    stepPlaces: [],
    report
  };
  checkForm(document, reading);
  const names = [...document.walk()].flatMap((node) => checkNode(node, reading));
  const title = readTitle(reading);
  if (title) {
    chapter.title = title.text;
    reading.passages.push(title);
  }
  const seen = new Set<string>();
  // Only the first text outside a tag is reported: one lost tag is one fault.
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

function startOf(node: Node, { lines }: Reading) {
  const line = node.lines[0] ?? 0;
  return { line: line + 1, column: (lines[line]?.search(/\S/) ?? 0) + 1 || 1 };
}

function checkForm(document: Node, { lines, language, print, report }: Reading) {
  for (const line of misplacedLines(document, language, print)) {
    const written = lines[line] ?? '';
    const place = { line: line + 1, column: Math.max(written.indexOf('{%'), 0) + 1 };
    const wrong = say`“${written.trim().slice(0, 60)}” cannot be here.`;
    report(place, 'grammar', wrong, say`Correct the tag, or move it. ${tagForms()}`);
  }
}

function checkNode(node: Node, reading: Reading) {
  const { lines, report } = reading;
  const at = startOf(node, reading);
  const id: unknown = node.attributes['id'];
  const href = String(node.attributes['href']);
  const level: unknown = node.attributes['level'];
  if (!allowedNodes.has(node.type) && node.type !== 'error') {
    report(
      at,
      'markup',
      say`“${lines[at.line - 1]?.trim().slice(0, 60)}” is markup that is not allowed here.`,
      say`Write paragraphs, headings, lists, emphasis or links.`
    );
  }
  if (node.type === 'link' && !safeAddress.test(href)) {
    report(
      at,
      'address',
      say`A link leads to “${href}”.`,
      say`Link to a place on the page (#help), a page of the site or an https address.`
    );
  }
  if (node.type === 'heading' && !(Number(level) >= 2 && Number(level) <= 4)) {
    report(
      at,
      'markup',
      say`This heading has level ${String(level)}.`,
      say`Use level 2 to 4: the page has its own title.`
    );
  }
  if (typeof id !== 'string' || id === '') return [];
  return [
    { name: id, line: at.line, column: Math.max(0, lines[at.line - 1]?.lastIndexOf(id) ?? 0) + 1 }
  ];
}

function readBlock(node: Node, seen: Set<string>, reading: Reading) {
  const { chapter, report } = reading;
  const at = startOf(node, reading);
  if (node.type !== 'tag') {
    return report(
      at,
      'grammar',
      say`This text is outside every tag.`,
      say`Put it into lead, figure, step or after.`
    );
  }
  const tag = node.tag ?? '';
  if (tag !== 'step' && seen.has(tag)) {
    return report(at, 'grammar', say`This is a second “${tag}”.`, say`Join the two.`);
  }
  seen.add(tag);
  for (const child of node.children.filter(({ type }) => type === 'tag')) {
    report(
      startOf(child, reading),
      'grammar',
      say`The tag “${child.tag}” is on a line of its own inside “${tag}”.`,
      say`Move it into a sentence, or close the block before it.`
    );
  }
  if (tag === 'lead' || tag === 'after') {
    addPassages(node, tag, reading);
    chapter[tag] = html(node.children, reading);
  } else if (tag === 'figure') readFigure(node, at, reading);
  else if (tag === 'step') readStep(node, at, reading);
}

function addPassages(node: Node, part: string, reading: Reading, kind?: Passage['kind']) {
  const own = node.type === 'heading' || node.type === 'item' ? node.type : 'paragraph';
  for (const child of node.children) {
    if (child.type === 'inline')
      reading.passages.push(makePassage(child, node, { part, kind: kind ?? own }, reading));
    else addPassages(child, part, reading, kind);
  }
}

const html = (nodes: readonly Node[], { language, print }: Reading) =>
  renderCopy(nodes, language, print);

function readFigure(node: Node, at: FilePosition, reading: Reading) {
  const heading = node.children.find((child) => child.type === 'heading');
  const [subtitle, ...notes] = node.children.filter((child) => child !== heading);
  if (!heading || !subtitle || node.children[0] !== heading) {
    return reading.report(
      at,
      'grammar',
      say`The figure lacks its heading or its paragraph.`,
      say`Write ## and the message, an empty line, then a paragraph that says what is shown.`
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

function readStep(node: Node, at: FilePosition, reading: Reading) {
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
    const second = begins ? body[1] : undefined;
    if (second)
      report(
        startOf(second, reading),
        'grammar',
        say`The step “${id}” has a second part below its heading.`,
        say`Join it to the first, or delete it.`
      );
    else
      report(
        at,
        'grammar',
        say`The step “${id}” lacks its heading or its paragraph.`,
        say`Write ### and the heading, an empty line, then one paragraph.`
      );
  }
  // Read all the same: otherwise every other rule would report its words as missing.
  if (heading) addPassages(heading, id, reading);
  body.forEach((part) => addPassages(part, id, reading));
  const plainOf = (kind: Passage['kind']) =>
    passages
      .flatMap((passage) => (passage.part === id && passage.kind === kind ? [passage.text] : []))
      .join(' ');
  const text = plainOf('paragraph');
  const count = countWords(text);
  const { least, most } = stepWords;
  if (isSound && (count < least || count > most))
    report(
      at,
      stepLength,
      say`This step has ${count} words.`,
      say`Write ${least} to ${most} words.`
    );
  chapter.steps.push({ id, heading: plainOf('heading'), body: html(body, reading), text });
}

function readSentences(passage: Passage, { language, print, chapter, report }: Reading) {
  const sentences = sentencesOf(passage, language);
  const said = (at: number) => sentenceAt(sentences, at)?.text ?? passage.text;
  const checkClaim = (id: string, text: string, at: FilePosition) => {
    const absent = absentClaim(id, print);
    if (absent) report(at, absent.kind, say`In “${text}”, ${absent.wrong}`, absent.fix);
  };
  for (const id of passage.states) {
    // An indicator is no claim: it names the release that the words describe.
    if (print.release(id) !== undefined) continue;
    const at = passage.locate(0);
    chapter.claims.push({ id, ...at, part: passage.part });
    checkClaim(id, passage.text, at);
  }
  for (const piece of passage.pieces) {
    const at = passage.locate(piece.start);
    if (piece.kind === 'claim') {
      chapter.claims.push({ id: piece.id, ...at, part: passage.part });
      checkClaim(piece.id, said(piece.start), at);
    }
    const absent = absentName(piece, print);
    if (absent) report(at, 'unknown-name', ...absent);
  }
  chapter.sentences.push(...sentences);
  chapter.words += countWords(passage.text);
}

export function absentClaim(id: string, print: Pick<Printer, 'claim' | 'ids'>) {
  const printed = print.claim(id);
  if (printed?.ok) return undefined;
  if (printed)
    return {
      kind: 'no-value',
      wrong: say`“$${id}” has no value: ${printed.why}.`,
      fix: say`State another figure.`
    };
  return {
    kind: 'unknown-claim',
    wrong: say`“$${id}” is not a claim.`,
    fix: say`Correct the name${nearestOf(id, print.ids ?? [], '$')}, or add a row to data/story/claims.csv.`
  };
}

function absentName(
  { kind, id }: Passage['pieces'][number],
  print: Printer
): [wrong: string, fix: string] | undefined {
  if (kind === 'release' && print.release(id) === undefined)
    return [
      say`The edition has no release of “${id}”.`,
      say`Write an indicator, such as internet-use, or a kept release, such as wb-internet-users/2018-08-28.`
    ];
  const claim = kind === 'year' ? print.claim(id) : undefined;
  if (kind !== 'year' || (claim?.ok && claim.year !== undefined)) return undefined;
  const why =
    claim === undefined
      ? say`is not a claim`
      : claim.ok
        ? say`has no year`
        : say`has no value: ${claim.why}`;
  return [`“${id}” ${why}.`, say`Write a claim of data/story/claims.csv that has a year.`];
}

function readTitle({ lines, states, report }: Reading) {
  const isRule = (line: string) => line.trimEnd() === '---';
  const end = isRule(lines[0] ?? '')
    ? lines.findIndex((line, index) => index > 0 && isRule(line))
    : -1;
  const fault = (line: number, wrong: string, fix: string) =>
    report({ line, column: 1 }, 'grammar', wrong, fix);
  if (end < 0) {
    fault(
      1,
      say`The file has no frontmatter.`,
      say`Start it with ---, the line “title: …”, and ---.`
    );
    return undefined;
  }
  let title: Passage | undefined;
  lines.slice(1, end).forEach((line, index) => {
    const [, words] = /^title:\s*(\S.*?)\s*$/.exec(line) ?? [];
    if (words !== undefined && !title)
      title = plainPassage(
        words,
        'title',
        (offset) => ({ line: index + 2, column: line.indexOf(words) + 1 + offset }),
        states.get(index + 2)
      );
    else if (line.trim() !== '')
      fault(
        index + 2,
        say`“${line.slice(0, 40)}” does not belong in the frontmatter.`,
        say`Delete the line: the frontmatter has one title and nothing else.`
      );
  });
  if (!title) fault(2, say`The frontmatter has no title.`, say`Write the line “title: …”.`);
  return title;
}
