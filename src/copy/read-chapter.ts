import Markdoc, { type Node } from '@markdoc/markdoc';
import type { Language } from '../locale/languages.ts';
import { makeProblem, type Problem } from '../story/problem.ts';
import { allowedNodes, grammarFaults, isSafeAddress, renderCopy } from './grammar.ts';
import { putStandIns, type StandIns } from './stand-in.ts';
import { countWords, makePassage, sentencesOf, wordsPassage, type Passage, type Printer, type Sentence } from './passage.ts';

/** One step's words. */
interface StepCopy {
  id: string;
  /** Plain text. */
  heading: string;
  /** HTML. */
  body: string;
  /** The paragraph as plain text. */
  text: string;
}

/** The words of one scene in one language. `lead`, `after`, `notes` are HTML of blocks; `title` and `subtitle` of a figure are HTML inside a line. */
export interface ChapterCopy {
  id: string;
  /** Plain text. */
  title: string;
  lead: string;
  figure?: { title: string; subtitle: string; notes: string };
  steps: StepCopy[];
  after: string;
  /** Every use of a claim, with the part of the scene it stands in. */
  claims: { id: string; line: number; column: number; place: string }[];
  sentences: Sentence[];
  words: number;
}

/** A name that ends up in an address, and where it was given. */
export interface GivenName {
  name: string;
  line: number;
  column: number;
}

/** A chapter as read, with what the checks need to know about its text. */
export interface ReadChapter {
  chapter: ChapterCopy;
  file: string;
  language: Language;
  passages: Passage[];
  /** Where each step's tag stands, in order. */
  stepPlaces: { id: string; line: number; column: number }[];
  /** The names that the file gives to places on the page: its steps and the headings with an address of their own. */
  names: GivenName[];
  /** Faults of form, unknown claims and claims without a value. */
  problems: Problem[];
}

/** How long a step should be, in words: one short paragraph, one change. */
const stepWords = { least: 40, most: 90 };

/**
 * Returns one scene's copy file, read and rendered, with every fault of form it has. It never stops at the first:
 * what cannot be read is left out and reported. With `standIns`, words that rest on something the edition does not have give way.
 */
export function readChapter(
  source: string,
  where: { id: string; file: string; language: Language },
  print: Printer,
  standIns?: StandIns
): ReadChapter {
  const { id, file, language } = where;
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  const lines = text.split('\n');
  const problems: Problem[] = [];
  const report = (
    line: number,
    column: number,
    kind: string,
    found: string,
    expected: string,
    remedy: string,
    rest: Partial<Problem> = {}
  ) => problems.push(makeProblem({ kind, file, line, column, found, expected, remedy, ...rest }));
  const startOf = (node: Node) => {
    const line = node.lines[0] ?? 0;
    return { line: line + 1, column: (lines[line]?.search(/\S/) ?? 0) + 1 || 1 };
  };

  const document = Markdoc.parse(text);
  if (standIns) putStandIns(document, { lines, language, print }, standIns);
  for (const fault of grammarFaults(document, language, print)) {
    const column = Math.max(lines[fault.line]?.indexOf('{%') ?? 0, 0) + 1;
    report(
      fault.line + 1,
      column,
      'grammar',
      `a fault of form: ${fault.message}`,
      'the tags lead, figure, step, after, day, year, release and term, each closed',
      'correct the tag'
    );
  }
  const names: GivenName[] = [];
  for (const node of document.walk()) {
    const { line, column } = startOf(node);
    const id: unknown = node.attributes['id'];
    if (typeof id === 'string' && id !== '') names.push({ name: id, line, column: Math.max(0, lines[line - 1]?.lastIndexOf(id) ?? 0) + 1 });
    if (!allowedNodes.has(node.type) && node.type !== 'error') {
      report(
        line,
        column,
        'markup',
        `the markup “${node.type}”`,
        'paragraphs, headings, lists, emphasis and links',
        'write it in plain paragraphs'
      );
    }
    if (node.type === 'link' && !isSafeAddress(String(node.attributes['href']))) {
      report(
        line,
        column,
        'address',
        `a link to “${String(node.attributes['href'])}”`,
        'a place on the page (#help), a page of the site or an https address',
        'correct the address'
      );
    }
    if (node.type === 'heading' && !(node.attributes['level'] >= 2 && node.attributes['level'] <= 4)) {
      report(
        line,
        column,
        'markup',
        `a heading of level ${String(node.attributes['level'])}`,
        'level 2 to 4: the page has its own title',
        'add or take away a #'
      );
    }
  }

  const passages: Passage[] = [];
  const title = readTitle(lines, report);
  if (title) passages.push(title);

  const addPassages = (node: Node, place: string, kind?: Passage['kind']): void => {
    for (const child of node.children) {
      if (child.type === 'inline') {
        const [first = 0, end = first + 1] = child.lines.length > 0 ? child.lines : node.lines;
        const own = node.type === 'heading' ? 'heading' : node.type === 'item' ? 'item' : 'paragraph';
        passages.push(makePassage(child, { place, kind: kind ?? own, lines, first, end: Math.max(end, first + 1) }, language, print));
      } else {
        addPassages(child, place, kind);
      }
    }
  };
  const html = (nodes: readonly Node[]) => renderCopy(nodes, language, print);
  const plainOf = (place: string, kind: Passage['kind']) =>
    passages
      .filter((passage) => passage.place === place && passage.kind === kind)
      .map((passage) => passage.text)
      .join(' ');

  const chapter: ChapterCopy = { id, title: title?.text ?? '', lead: '', steps: [], after: '', claims: [], sentences: [], words: 0 };
  const stepPlaces: ReadChapter['stepPlaces'] = [];
  const seen = new Set<string>();
  for (const node of document.children) {
    const place = startOf(node);
    if (node.type !== 'tag') {
      report(
        place.line,
        place.column,
        'grammar',
        'text outside every tag',
        'all words inside lead, figure, step or after',
        'put the words into one of them'
      );
      continue;
    }
    if (node.tag !== 'step' && seen.has(node.tag ?? '')) {
      report(place.line, place.column, 'grammar', `a second “${node.tag}”`, 'one in each scene', 'join the two');
      continue;
    }
    seen.add(node.tag ?? '');
    for (const child of node.children) {
      if (child.type !== 'tag') continue;
      const inner = startOf(child);
      report(
        inner.line,
        inner.column,
        'grammar',
        `the tag “${child.tag}” on a line of its own`,
        'day, year, release and term inside a sentence; blocks one after the other',
        'move it into a sentence, or close the block before it'
      );
    }
    if (node.tag === 'lead' || node.tag === 'after') {
      addPassages(node, node.tag);
      chapter[node.tag] = html(node.children);
    } else if (node.tag === 'figure') {
      const heading = node.children.find((child) => child.type === 'heading');
      const [subtitle, ...notes] = node.children.filter((child) => child !== heading);
      if (!heading || !subtitle || node.children[0] !== heading) {
        report(
          place.line,
          place.column,
          'grammar',
          'a figure without its message or subtitle',
          'a heading that says the message, then a paragraph that says what is shown',
          'write both'
        );
        continue;
      }
      addPassages(heading, 'figure');
      addPassages(subtitle, 'figure', 'subtitle');
      notes.forEach((note) => addPassages(note, 'figure'));
      chapter.figure = { title: html(heading.children), subtitle: html(subtitle.children), notes: html(notes) };
    } else if (node.tag === 'step') {
      const stepId = String(node.attributes['id'] ?? '');
      stepPlaces.push({ id: stepId, ...place });
      const [heading, body, ...more] = node.children;
      if (heading?.type !== 'heading' || heading.attributes['level'] !== 3 || body?.type !== 'paragraph' || more.length > 0) {
        report(
          place.line,
          place.column,
          'grammar',
          `the step “${stepId}” with ${node.children.length} parts`,
          'a heading of level 3 and exactly one paragraph',
          'make it one short paragraph'
        );
        continue;
      }
      addPassages(heading, stepId);
      addPassages(body, stepId);
      const plain = plainOf(stepId, 'paragraph');
      const count = countWords(plain);
      if (count < stepWords.least || count > stepWords.most) {
        report(
          place.line,
          place.column,
          'step-length',
          `a step of ${count} words`,
          `${stepWords.least} to ${stepWords.most}`,
          'lengthen or shorten it',
          { severity: 'warning' }
        );
      }
      chapter.steps.push({ id: stepId, heading: plainOf(stepId, 'heading'), body: html([body]), text: plain });
    }
  }

  for (const passage of passages) {
    let offset = 0;
    const sentences = sentencesOf(passage, language);
    const said = (at: number) => sentences.find(({ start, text }) => start <= at && at < start + text.length)?.text ?? passage.text;
    for (const piece of passage.pieces) {
      if (piece.kind === 'claim') {
        const at = passage.locate(offset);
        chapter.claims.push({ id: piece.id, ...at, place: passage.place });
        const printed = print.claim(piece.id);
        if (!printed)
          report(
            at.line,
            at.column,
            'unknown-claim',
            `“${said(offset)}”, where “$${piece.id}” is no claim`,
            'a claim of data/story/claims.csv',
            'correct the name, or add the row'
          );
        else if (!printed.ok)
          report(
            at.line,
            at.column,
            'no-value',
            `“${said(offset)}”, where “$${piece.id}” has no value`,
            'a value in this edition',
            `${printed.why}; state another figure`
          );
      }
      const absent = absentName(piece, print);
      if (absent) {
        const at = passage.locate(offset);
        report(at.line, at.column, 'unknown-name', absent.found, absent.expected, 'correct the name');
      }
      offset += piece.text.length;
    }
    chapter.sentences.push(...sentences);
    chapter.words += countWords(passage.text);
  }
  return { chapter, file, language, passages, stepPlaces, names, problems };
}

/** What a year or a release is named after that the edition does not have. */
function absentName({ kind, id }: Passage['pieces'][number], print: Printer): { found: string; expected: string } | undefined {
  if (kind === 'release' && print.release(id) === undefined) {
    return {
      found: `the release of “${id}”`,
      expected: 'an indicator, such as internet-use, or a kept release, such as wb-internet-users/2018-08-28'
    };
  }
  const claim = kind === 'year' ? print.claim(id) : undefined;
  if (kind !== 'year' || (claim?.ok && claim.year !== undefined)) return undefined;
  const why = claim === undefined ? 'is no claim' : claim.ok ? 'is of no year' : `has no value: ${claim.why}`;
  return { found: `the year of “${id}”, which ${why}`, expected: 'a claim of data/story/claims.csv with a year' };
}

type Report = (line: number, column: number, kind: string, found: string, expected: string, remedy: string) => void;

/** The frontmatter holds one field, the scene's title. */
function readTitle(lines: readonly string[], report: Report): Passage | undefined {
  const end = lines[0] === '---' ? lines.indexOf('---', 1) : -1;
  if (end < 0) {
    report(1, 1, 'grammar', 'no frontmatter', 'three hyphens, the line “title: …”, three hyphens', 'start the file with the title');
    return undefined;
  }
  let title: Passage | undefined;
  lines.slice(1, end).forEach((line, index) => {
    const match = /^title:\s*(\S.*?)\s*$/.exec(line);
    if (match && !title) title = wordsPassage(match[1]!, 'title', 'title', index + 2, line.indexOf(match[1]!) + 1);
    else if (line.trim() !== '')
      report(index + 2, 1, 'grammar', `“${line.slice(0, 40)}” in the frontmatter`, 'one title and nothing else', 'take the line out');
  });
  if (!title) report(2, 1, 'grammar', 'a frontmatter without a title', 'the line “title: …”', 'write the title');
  return title;
}
