import Markdoc, {
  type Config,
  type Node,
  type Schema,
  type RenderableTreeNodes
} from '@markdoc/markdoc';
import type { Language } from '#locale/languages.ts';
import { missingClaim, printTag, type Printer, takeStates } from './passage.ts';
import { placeAt } from '#sources/checked-json.ts';
import type { Problem } from '#story/problem.ts';
import { say } from '#locale/say.ts';

type TagFault = Pick<Problem, 'line' | 'column' | 'wrong' | 'fix'>;

/** Everything else that may be between `{%` and `%}`. */
const forms: readonly RegExp[] = [
  /^\$[A-Za-z][\w-]*$/,
  /^#[A-Za-z][\w-]*$/,
  /^(?:lead|figure|after)$/,
  /^step\s+id="[\w-]+"$/,
  /^\/\s*(?:lead|figure|step|after|term)$/,
  /^day\s+"\d{4}(?:-\d{2}(?:-\d{2})?)?"\s*\/$/,
  /^year\s+"[a-z][a-z0-9-]*"\s*\/$/,
  /^release\s+"[a-z0-9-]+(?:\/\d{4}-\d{2}(?:-\d{2})?)?"\s*\/$/,
  /^term\s+lang="[a-z]{2,3}(?:-[A-Za-z0-9]+)*"$/
];

export const tagForms = () =>
  say`Write {% $world-2018 %}, {% year "world-2018" /%}, {% release "internet-use" /%}, {% day "2018-10-08" /%} (a full date), {% term lang="en" %}word{% /term %}, {% states $world-now %} or {% lead %} … {% /lead %}.`;

/** A tag up to `%}`; else up to the next tag, an empty line or the end. */
const anyTag = /\{%(?:(?!\{%|%\}|\n\s*\n)[\s\S])*(?:%\})?/g;

const paired = /\{%\s*(\/?)\s*(lead|figure|step|after|term)\b[^%]*%\}/g;

interface OpenTag {
  name: string;
  text: string;
  start: number;
}

/**
 * Markdoc reports a broken tag by its block, without a column, and stops there. So broken tags are
 * reported first and blanked, without moving a line or column.
 */
export function checkTags(written: string): {
  text: string;
  states: ReadonlyMap<number, readonly string[]>;
  faults: TagFault[];
  /** False when a tag is left open or closes nothing: Markdoc would misplace what follows. */
  isBalanced: boolean;
} {
  const { text: source, states, misplaced } = takeStates(written);
  const faults: TagFault[] = [];
  const report = (at: number, wrong: string, fix: string) =>
    faults.push({ ...placeAt(source, at), wrong, fix });
  for (const at of misplaced)
    report(
      at,
      say`A “states” tag is not at the end of a heading.`,
      say`Move it there, or delete it.`
    );
  const head = /^---\n[\s\S]*?\n---(?=\n|$)/.exec(source)?.[0].length ?? 0;
  const body = source.slice(head).replace(anyTag, (tag, at: number) => {
    if (!tag.endsWith('%}')) {
      report(
        head + at,
        say`“${tag.slice(0, 40).trim()}” is not closed.`,
        say`End the tag with %}.`
      );
      return `  ${tag.slice(2)}`;
    }
    if (forms.some((form) => form.test(tag.slice(2, -2).trim()))) return tag;
    report(head + at, say`“${tag}” is not written as a tag is.`, tagForms());
    return tag.replace(/[^\n]/g, ' ');
  });
  const text = source.slice(0, head) + body;
  const broken = faults.length;
  const notClosed = (tags: readonly OpenTag[]) =>
    tags.forEach(({ start, text, name }) =>
      report(start, say`“${text}” is not closed.`, say`Write {% /${name} %} where it ends.`)
    );
  const open: OpenTag[] = [];
  for (const { 0: tag, 1: slash, 2: name = '', index } of text.matchAll(paired)) {
    if (slash === '') {
      if (name !== 'term') notClosed(open.splice(0));
      open.push({ name, text: tag, start: index });
      continue;
    }
    const at = open.findLastIndex((one) => one.name === name);
    if (at < 0)
      report(index, say`“${tag}” closes nothing.`, say`Write its beginning, or delete it.`);
    else notClosed(open.splice(at).slice(1));
  }
  notClosed(open);
  const isBalanced = faults.length === broken;
  faults.sort((one, other) => one.line - other.line || one.column - other.column);
  return { text, states, faults, isBalanced };
}

// oxfmt-ignore
export const allowedNodes: ReadonlySet<string> = new Set([
  'document', 'tag', 'paragraph', 'inline', 'text', 'softbreak', 'em', 'strong', 'link', 'list', 'item', 'heading',
  // Of a table, which is reported as a whole.
  'thead', 'tbody', 'tr', 'th', 'td'
]);

export const safeAddress = /^(#[\w-]+|\.{0,2}\/[\w./#-]*|https:\/\/\S+)$/;

/** Lets Markdoc validate where each tag is; `checkTags` has checked how it is written. */
function grammarOf(language: Language, print: Printer): Config {
  const printing = (tag: 'day' | 'year' | 'release'): Schema => ({
    selfClosing: true,
    attributes: { primary: { type: String } },
    // A year may begin a line.
    transform: (node) =>
      printTag(tag, String(node.attributes['primary']), language, print).replace(
        /^(\d{1,2}) /,
        '$1\u00a0'
      )
  });
  return {
    nodes: { ...Markdoc.nodes },
    tags: {
      lead: { attributes: {} },
      figure: { attributes: {} },
      after: { attributes: {} },
      step: { attributes: { id: { type: String } } },
      day: printing('day'),
      year: printing('year'),
      release: printing('release'),
      term: {
        attributes: { lang: { type: String } },
        transform: (node, config) =>
          new Markdoc.Tag('span', { lang: node.attributes['lang'] }, node.transformChildren(config))
      }
    }
  };
}

/** Lines, from 0, of nodes that Markdoc cannot place. */
export function misplacedLines(document: Node, language: Language, print: Printer) {
  return [
    ...new Set(
      Markdoc.validate(document, grammarOf(language, print)).map(({ lines }) => lines[0] ?? 0)
    )
  ];
}

/**
 * Renders HTML: a claim is a `data` element in a link to its note, a foreign term has its `lang`.
 */
export function renderCopy(nodes: readonly Node[], language: Language, print: Printer) {
  const contents = nodes
    .flatMap((node) => [node, ...node.walk()])
    .map((node): unknown => node.attributes['content']);
  const claims = contents
    .filter((content) => Markdoc.Ast.isVariable(content))
    .map(({ path }) => path.join('.'));
  const variables = Object.fromEntries(claims.map((id) => [id, claimElement(id, print)]));
  const tree = Markdoc.transform([...nodes], { ...grammarOf(language, print), variables });
  return Markdoc.renderers.html(tree as RenderableTreeNodes);
}

function claimElement(id: string, print: Printer) {
  const printed = print.claim(id);
  const value = printed?.ok ? { value: printed.value } : {};
  const number = new Markdoc.Tag('data', { class: 'claim', ...value, 'data-claim': id }, [
    printed?.ok ? printed.text : missingClaim
  ]);
  return new Markdoc.Tag('a', { class: 'ask', href: `#n-${id}` }, [number]);
}
