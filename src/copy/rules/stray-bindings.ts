import type { FilePosition } from '../../sources/source-error.ts';
import { nearest } from '../../story/claims/most-like.ts';
import { type Problem, problemsOf } from '../../story/problem.ts';
import { handwritten } from '../passage.ts';
import type { ReadChapter } from '../read-chapter.ts';
import { spansOf } from './phrase.ts';

/**
 * What would be a binding if it were written as one: `{ $world-2018 }`, `{{ … }}`, a brace, `%}`,
 * `%world-2018%`, `$world-2018`.
 */
const stray = /\{+%?[^{}]{0,60}%?\}+|[{}]+%?|%[{}]+|%\s*\$?\p{L}[\w-]*\s*%|\$\p{L}[\w-]*/gu;

/** A percent sign or its word behind a figure that has one: “49%%”. */
const twice = /%(?:%|\s?per\s?cent\b|\s?persen\b)/giu;

/** A word in braces, which a label is filled at. */
const slot = /\{\w+\}/g;

interface Stray {
  found: string;
  start: number;
  end: number;
}

const straysOf = (text: string, pattern: RegExp): Stray[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    found,
    start: index,
    end: index + found.length
  }));

/**
 * Returns the bindings that were left in a text as words: what is in them is no fault of its own.
 */
const straysIn = (text: string): Stray[] => straysOf(text, stray);

/** What may be the name of a figure that stands among words as it is: `world-2018`. */
const bareName = /(?<![\p{L}\p{N}$%-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w-])/gu;

/**
 * Returns a problem for each binding that the copy left as words: readers would see its name or its
 * braces and no figure (standards D06).
 */
export function strayBindings(read: ReadChapter, claims: ReadonlySet<string>): Problem[] {
  const fault = problemsOf('stray-binding', read.file, 'D06');
  return read.passages.flatMap((passage) => {
    const text = handwritten(passage);
    const strays = [...straysIn(text), ...straysOf(passage.text, twice)];
    const isInStray = ({ start }: Stray) =>
      strays.some((one) => one.start <= start && start < one.end);
    const named = straysOf(text, bareName).filter(
      (name) => claims.has(name.found) && !isInStray(name)
    );
    return [...strays, ...named].map(({ found, start }) => {
      const word = /\p{L}[\w-]*/u.exec(found)?.[0] ?? '';
      const like = nearest(word, claims);
      const binding = like === undefined ? 'a binding' : `{% $${like} %}`;
      const said = `“${found}”, which readers would see as it stands`;
      const expected = 'a figure as {% $name %}, or words without braces or names of figures';
      return fault(
        passage.locate(start),
        said,
        expected,
        `write ${binding} where its figure belongs, or take it out`
      );
    });
  });
}

/**
 * Returns what a label or note would show as it stands: a brace that is around no word to be
 * filled, a name after `$`.
 */
export function strayInLabel(label: string): string | undefined {
  const masked = label.replace(slot, (filled) => '\u25a1'.repeat(filled.length));
  const [first] = straysIn(masked);
  return first && label.slice(first.start, first.end);
}

/**
 * Returns the problem of a text that is filled at words in braces, and holds another brace or name.
 */
export function straySlot(found: string, file: string, at: FilePosition, where = ''): Problem {
  const said = `“${found}”${where}, which readers would see as it stands`;
  const expected =
    'words, and at most the words in braces that this text is filled with, such as {count}';
  return problemsOf('stray-binding', file)(
    at,
    said,
    expected,
    'take it out; only the chapters of the story print a figure by its name'
  );
}

/** A year the story may name without a claim. */
const year = /^(19[6-9]\d|20\d\d|2100)$/;

/**
 * A number in digits, of another script too, or in one sign, which a word processor makes of 1/2:
 * ½.
 */
const numbers = /\d+(?:[.,:]\d+)*|[\p{Nd}\p{No}]+/gu;

/**
 * Returns a problem for each number written by hand that is no year and no declared name: the next
 * data update makes it wrong (standards D06).
 */
export function bareDigits(read: ReadChapter, names: readonly string[]): Problem[] {
  const fault = problemsOf('bare-digit', read.file, 'D06');
  return read.passages.flatMap((passage) => {
    const text = handwritten(passage);
    const named = [...spansOf(names, text), ...straysIn(text)];
    return [...text.matchAll(numbers)].flatMap((match) => {
      const [start, end] = [match.index, match.index + match[0].length];
      if (named.some((span) => span.start <= start && end <= span.end)) return [];
      const alone =
        !/[\p{L}\p{N}$£€]/u.test(text[start - 1] ?? '') && !/[\p{L}\p{N}%]/u.test(text[end] ?? '');
      if (year.test(match[0]) && alone) return [];
      const found = `the number “${match[0]}” written by hand`;
      const expected =
        'a claim, a day, a year from 1960 to 2100, or a name listed in data/copy/names.json';
      return fault(
        passage.locate(start),
        found,
        expected,
        'write {% $claim-id %}, or add the name to the list'
      );
    });
  });
}
