import { nearest } from '../../story/claims/most-like.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import { handwritten } from '../passage.ts';
import type { ReadChapter } from '../read-chapter.ts';

/** What would be a binding if it were written as one: `{ $world-2018 }`, `{{ … }}`, a brace, `%}`, `%world-2018%`, `$world-2018`. */
const stray = /\{+%?[^{}]{0,60}%?\}+|[{}]+%?|%[{}]+|%\s*\$?\p{L}[\w-]*\s*%|\$\p{L}[\w-]*/gu;

/** A percent sign or its word behind a figure that has one: “49%%”. */
const twice = /%(?:%|\s?per\s?cent\b|\s?persen\b)/giu;

/** A word in braces, which a label is filled at. */
const slot = /\{\w+\}/g;

/** The places of a text where a binding was left as words, with what stands there; nothing is looked for where `masked` hides it. */
function straysIn(text: string, masked = text): { found: string; start: number }[] {
  return [...masked.matchAll(stray)].map(({ 0: found, index }) => ({ found: text.slice(index, index + found.length), start: index }));
}

/** Returns where a text holds bindings that were left as words, as start and end: what is in them is no fault of its own. */
export function straySpans(text: string): { start: number; end: number }[] {
  return straysIn(text).map(({ found, start }) => ({ start, end: start + found.length }));
}

/** The names of figures that stand among words as they are: `world-2018`. */
function namesIn(text: string, claims: ReadonlySet<string>): { found: string; start: number }[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}$%-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w-])/gu)].flatMap(({ 0: found, index }) =>
    claims.has(found) ? [{ found, start: index }] : []
  );
}

/** Returns a problem for each binding that the copy left as words: readers would see its name or its braces and no figure (standards D06). */
export function strayBindings(read: ReadChapter, claims: ReadonlySet<string>): Problem[] {
  const fault = problemsOf('stray-binding', read.file, 'D06');
  return read.passages.flatMap((passage) => {
    const text = handwritten(passage);
    const doubled = [...passage.text.matchAll(twice)].map(({ 0: found, index }) => ({ found, start: index }));
    const strays = [...straysIn(text), ...doubled];
    const named = namesIn(text, claims).filter(
      ({ start }) => !strays.some((one) => one.start <= start && start < one.start + one.found.length)
    );
    return [...strays, ...named].map(({ found, start }) => {
      const word = /\p{L}[\w-]*/u.exec(found)?.[0] ?? '';
      const like = nearest(word, claims);
      const binding = like === undefined ? 'a binding' : `{% $${like} %}`;
      const said = `“${found}”, which readers would see as it stands`;
      const expected = 'a figure as {% $name %}, or words without braces or names of figures';
      return fault(passage.locate(start), said, expected, `write ${binding} where its figure belongs, or take it out`);
    });
  });
}

/** Returns what a label or note would show as it stands: a brace that is around no word to be filled, a name after `$`. */
export function strayInLabel(label: string): string | undefined {
  const masked = label.replace(slot, (filled) => '\u25a1'.repeat(filled.length));
  return straysIn(label, masked)[0]?.found;
}

/** Returns the problem of a text that is filled at words in braces, and holds another brace or name. */
export function straySlot(found: string, file: string, at: { line: number; column: number }, where = ''): Problem {
  const said = `“${found}”${where}, which readers would see as it stands`;
  const expected = 'words, and at most the words in braces that this text is filled with, such as {count}';
  return problemsOf('stray-binding', file)(at, said, expected, 'take it out; only the chapters of the story print a figure by its name');
}
