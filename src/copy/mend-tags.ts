import { nearest } from '../story/claims/most-like.ts';
import { placeAt } from '../sources/checked-json.ts';
import type { Problem } from '../story/problem.ts';

/** What is wrong with a tag, and where. */
export type TagFault = Pick<Problem, 'line' | 'column' | 'found' | 'expected' | 'remedy'>;

const tagNames = ['lead', 'figure', 'step', 'after', 'day', 'year', 'release', 'term'];

/** What may stand between `{%` and `%}`. */
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
const isTag = (inside: string) => forms.some((form) => form.test(inside));

/** What an editor is shown of how a tag is written. */
export const tagForms =
  'a figure as {% $world-2018 %}, its year as {% year "world-2018" /%}, a release as {% release "internet-use" /%}, a date as {% day "2018-10-08" /%}, ' +
  'a foreign word as {% term lang="en" %}word{% /term %}, or a part of the scene as {% lead %} … {% /lead %}';

const curved = /[“”„«»‘’']/g;

/** Returns the known word that was meant by one with a slip or two in it. */
const meant = (word: string, known: Iterable<string>) =>
  nearest(word, known, word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 4)));

/** Returns what was meant between `{%` and `%}`; undefined where it cannot be told. */
function mended(inside: string, claims: ReadonlySet<string>): string | undefined {
  const straight = inside.trim().replace(curved, '"');
  const [, sign = '', word = '', rest = ''] = /^([$#/]?)\s*([\w-]+)\s*(.*)$/su.exec(straight) ?? [];
  const bare = rest.replace(/[/%}\s.]+$/, '');
  const tag = meant(word, tagNames);
  const value = /"?([\w/.-]*[\w-])"?\s*[/%}]*$/.exec(rest)?.[1];
  const candidates = [
    straight,
    ...(sign === '/' && tag !== undefined ? [`/${tag}`] : []),
    ...(sign === '' && tag !== undefined && value !== undefined
      ? [`${tag} "${value}" /`, `step id="${value}"`, `term lang="${value}"`]
      : []),
    ...(sign === '' && tag !== undefined && bare === '' ? [tag, `/${tag}`] : []),
    ...(bare === '' && sign !== '/'
      ? [meant(word, claims)].flatMap((id) => id ?? []).map((id) => `$${id}`)
      : []),
    ...(sign === '$' && bare === '' ? [`$${word}`] : [])
  ];
  return candidates.find((one) => isTag(one) && (!one.includes('=') || one.startsWith(tag ?? '')));
}

/** A tag as it is written, from `{%` on. */
interface Written {
  start: number;
  end: number;
  inside: string;
  isClosed: boolean;
  /** Where its `{%` was lost, or not written as one. */
  isHeadless?: boolean;
}

const beginning =
  /^[^\S\n]*(?:[$#/][^\S\n]*[\w-]+|[A-Za-z][\w-]*(?:[^\S\n]+(?:id=|lang=)?["“”][^"“”\n]*["“”])?(?:[^\S\n]*\/)?)[^\S\n]*[%}]*/;

const headless =
  /(?:\{[^\S\n]*)?(?:%[^\S\n]*)?((?:[$#/][\w-]+|[A-Za-z]+(?:[^\S\n]+(?:id=|lang=)?["“”][^"“”\n]*["“”])?(?:[^\S\n]*\/)?)[^\S\n]*)$/;

/** The ends of tags that no `{%` begins, with the words before them that can belong to them. */
function headlessIn(text: string, from: number, tags: readonly Written[]): Written[] {
  return [...text.slice(from).matchAll(/%\}/g)].flatMap(({ index }): Written[] => {
    const at = from + index;
    if (tags.some(({ start, end }) => start <= at && at < end)) return [];
    const [whole = '', inside = ''] = headless.exec(text.slice(0, at)) ?? [];
    const start = at - whole.length;
    const isWhole =
      whole !== '' && start >= from && !tags.some((one) => one.start <= start && start < one.end);
    return isWhole ? [{ start, end: at + 2, inside, isClosed: true, isHeadless: true }] : [];
  });
}

/**
 * The tags of a text, those left open among them: they end where the next begins, or with the words
 * that can belong to them.
 */
function tagsIn(text: string, from: number): Written[] {
  const tags: Written[] = [];
  for (let start = text.indexOf('{%', from); start >= 0; start = text.indexOf('{%', start + 2)) {
    const close = text.indexOf('%}', start + 2);
    const next = text.indexOf('{%', start + 2);
    const blank = text.slice(start).search(/\n\s*\n/);
    const isClosed =
      close >= 0 && (next < 0 || close < next) && (blank < 0 || close < start + blank);
    const inside = isClosed
      ? text.slice(start + 2, close)
      : (beginning.exec(text.slice(start + 2))?.[0] ?? '');
    tags.push({ start, end: start + 2 + inside.length + (isClosed ? 2 : 0), inside, isClosed });
  }
  return [...tags, ...headlessIn(text, from, tags)].sort((one, other) => one.start - other.start);
}

/** As an editor writes it: `{% $world-2018 %}`, `{% year "world-2018" /%}`. */
const spelled = (inside: string) => (inside.endsWith('/') ? `{% ${inside}%}` : `{% ${inside} %}`);

/**
 * Returns a tag as long as what it stands in for, where that can be: what follows keeps its column.
 */
function asLong(inside: string, length: number): string {
  const tag = spelled(inside);
  if (tag.length <= length) return `{% ${' '.repeat(length - tag.length)}${tag.slice(3)}`;
  return tag.length === length + 1 ? `{%${tag.slice(3)}` : `{%${inside}%}`;
}

function faultOf(
  text: string,
  { start, end, inside, isClosed, isHeadless }: Written,
  mend: string | undefined
): TagFault {
  const written = `“${text.slice(start, end).trim()}”`;
  const isNameless = mend === `$${inside.trim()}`;
  const found = isHeadless
    ? `${written}, which {% does not begin`
    : !isClosed
      ? `${written}, which is not closed`
      : isNameless
        ? `${written}, the name of a figure without its $`
        : inside !== inside.replace(curved, '"')
          ? `${written}, with other than straight quotation marks`
          : `${written}, which is not written as a tag is`;
  const remedy = mend === undefined ? 'correct it, or take it out' : `write ${spelled(mend)}`;
  return {
    ...placeAt(text, start),
    found,
    expected: !isClosed
      ? 'a tag that ends with %}'
      : mend?.startsWith('$')
        ? 'a figure as {% $name %}'
        : tagForms,
    remedy
  };
}

/** A tag that opens or closes, in a text in which every tag is one. */
interface Edge {
  start: number;
  text: string;
  name: string;
  closes: boolean;
}

const edge = /\{%\s*(\/?)\s*(lead|figure|step|after|term)\b[^%]*%\}/g;

/** Closes parts of a scene that were left open, and takes out ends without a beginning. */
function mendPairs(
  text: string,
  head: number,
  report: (at: number, found: string, expected: string, remedy: string) => void
): string {
  const edits: { at: number; length: number; by: string }[] = [];
  const spaces = ({ start, text: { length } }: Edge) =>
    edits.push({ at: start, length, by: ' '.repeat(length) });
  const endless = (open: Edge) =>
    report(
      open.start,
      `“${open.text}” without its end`,
      `{% /${open.name} %} after its words${open.name === 'term' ? '' : ', on a line of its own'}`,
      `write {% /${open.name} %} where it ends`
    );
  const edges = [...text.matchAll(edge)].map(
    ({ 0: written, 1: slash, 2: name = '', index }): Edge => {
      return { start: index, text: written, name, closes: slash === '/' };
    }
  );
  const open: Edge[] = [];
  const leave = (before: number) => {
    for (let left = open.pop(); left; left = open.pop()) {
      endless(left);
      if (left.name === 'term') spaces(left);
      else
        edits.push({
          at: before,
          length: 0,
          by: text[before - 1] === '\n' ? `{% /${left.name} %}` : `\n{% /${left.name} %}`
        });
    }
  };
  // At the end of the line before the next part: an empty one takes the missing end, so that no
  // line moves.
  const lineBefore = ({ start }: Edge) => Math.max(0, text.lastIndexOf('\n', start));
  for (const one of edges) {
    const last = open.at(-1);
    if (!one.closes && one.name !== 'step' && last?.name === one.name) {
      report(
        one.start,
        `“${one.text}” where “${last.text}” is open`,
        `{% /${last.name} %}`,
        `write {% /${last.name} %}`
      );
      edits.push({
        at: one.start,
        length: one.text.length,
        by: asLong(`/${last.name}`, one.text.length)
      });
      open.pop();
    } else if (!one.closes) {
      if (one.name !== 'term') leave(lineBefore(one));
      open.push(one);
    } else if (last?.name === one.name) open.pop();
    else if (last?.name === 'term' && open.at(-2)?.name === one.name) {
      endless(last);
      spaces(last);
      open.length -= 2;
    } else {
      const found = `“${one.text}” ${last ? `where “${last.text}” is open` : 'without its beginning'}`;
      const expected = last ? `{% /${last.name} %}` : 'the tag that it ends before it';
      report(
        one.start,
        found,
        expected,
        last ? `write {% /${last.name} %}` : 'write its beginning, or take it out'
      );
      if (last && last.name !== 'term') {
        edits.push({
          at: one.start,
          length: one.text.length,
          by: asLong(`/${last.name}`, one.text.length)
        });
        open.pop();
      } else {
        const before = edges[edges.indexOf(one) - 1];
        const from = before ? before.start + before.text.length : head;
        // On the empty line after the part before, so that its words are read.
        const hasRoom =
          !last &&
          one.name !== 'step' &&
          one.name !== 'term' &&
          text.slice(from, from + 2) === '\n\n';
        if (hasRoom) edits.push({ at: from + 1, length: 0, by: `{% ${one.name} %}` });
        else spaces(one);
      }
    }
  }
  if (open.length > 0) leave(text.length);
  return edits
    .sort((one, other) => other.at - one.at)
    .reduce((all, { at, length, by }) => all.slice(0, at) + by + all.slice(at + length), text);
}

/**
 * Returns a chapter's text in which every tag can be read, with the fault of each that could not,
 * at its place: one that lost its `$` or its end, curved quotation marks, an unknown name, a part
 * that nobody closed. A tag is mended to what it was meant to be where that can be told, so that
 * one slip is one fault and the rest of the file is still read; lines stay where they are.
 * @param claims the ids of the figures that there are.
 */
export function mendTags(
  source: string,
  claims: ReadonlySet<string>
): { text: string; faults: TagFault[] } {
  const faults: TagFault[] = [];
  const head = /^---\n[\s\S]*?\n---(?=\n|$)/.exec(source)?.[0].length ?? 0;
  let text = source;
  for (const tag of tagsIn(source, head).reverse()) {
    if (tag.isClosed && !tag.isHeadless && isTag(tag.inside.trim())) continue;
    const mend = mended(tag.inside, claims);
    // Words before an end that could be no tag are left as they are: the end alone is found as a
    // stray.
    if (tag.isHeadless && mend === undefined) continue;
    const [, slash, name = ''] = /^\s*(\/?)\s*([\w-]*)/.exec(tag.inside) ?? [];
    // The end of a tag that is none is no fault of its own.
    const isSecond =
      mend === undefined &&
      slash === '/' &&
      name !== '' &&
      new RegExp(`\\{%\\s*${name}\\b`).test(source.slice(0, tag.start));
    if (!isSecond) faults.push(faultOf(source, tag, mend));
    const length = tag.end - tag.start;
    text =
      text.slice(0, tag.start) +
      (mend === undefined ? ' '.repeat(length) : asLong(mend, length)) +
      text.slice(tag.end);
  }
  const paired = mendPairs(text, head, (at, found, expected, remedy) =>
    faults.push({ ...placeAt(text, at), found, expected, remedy })
  );
  return {
    text: paired,
    faults: faults.sort((one, other) => one.line - other.line || one.column - other.column)
  };
}
