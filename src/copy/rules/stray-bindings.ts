import { nearest } from '#story/claims/nearest.ts';
import { type Problem, problemsOf } from '#story/problem.ts';
import { nameOf, typedText, type Texts } from '../passage.ts';
import type { ReadChapter } from '../read-chapter.ts';
import { covers, spansOf } from './phrase.ts';
import { say } from '#locale/say.ts';

/** Almost bindings: `{ $world-2018 }`, `{{ … }}`, `%}`, `%world-2018%`, `$world-2018`. */
const stray = /\{+%?[^{}]{0,60}%?\}+|[{}]+%?|%[{}]+|%\s*\$?\p{L}[\w-]*\s*%|\$\p{L}[\w-]*/gu;

/** A second percent sign or word: “49%%”. */
const twice = /%(?:%|\s?per\s?cent\b|\s?persen\b)/giu;

const straysOf = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    found,
    start: index,
    end: index + found.length
  }));

const straysIn = (text: string) => straysOf(text, stray);

const bareName = /(?<![\p{L}\p{N}$%-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w-])/gu;

/** Readers would see a name or braces instead of a figure (D06). */
export const strayBindings = ({ file, passages }: Texts, claims?: ReadonlySet<string>) =>
  passages.flatMap((passage) => {
    const text = typedText(passage);
    const strays = [...straysIn(text), ...straysOf(passage.text, twice)];
    const named = straysOf(text, bareName).filter(
      ({ found, start }) =>
        claims?.has(found) && !strays.some((one) => one.start <= start && start < one.end)
    );
    const where = passage.kind === 'label' ? say` in ${nameOf(passage)}` : '';
    return [...strays, ...named].map(({ start, end }) => {
      const found = passage.text.slice(start, end);
      const like = nearest(/\p{L}[\w-]*/u.exec(found)?.[0] ?? '', claims ?? []) ?? 'name';
      return problemsOf('stray-binding', file, 'D06')(
        passage.locate(start),
        say`“${found}”${where} would be printed as it is.`,
        claims
          ? say`Write {% $${like} %} for a figure, or delete it.`
          : say`Write it without this: only data/copy/<language>/*.md print a claim. Labels have placeholders such as {count}.`
      );
    });
  });

/** Years that the story may name without a claim. */
const year = /^(19[6-9]\d|20\d\d|2100)$/;

/** Digits of any script, and signs such as ½, into which word processors turn 1/2. */
const numbers = /\d+(?:[.,:]\d+)*|[\p{Nd}\p{No}]+/gu;

export function numbersIn(text: string, names: readonly string[]) {
  const named = [...spansOf(names, text), ...straysIn(text)];
  return straysOf(text, numbers).filter(({ found, start, end }) => {
    if (covers(named, { start, end })) return false;
    const alone =
      !/[\p{L}\p{N}$£€]/u.test(text[start - 1] ?? '') && !/[\p{L}\p{N}%]/u.test(text[end] ?? '');
    return !(year.test(found) && alone);
  });
}

/** Reports typed numbers: the next data update would make them wrong (D06). */
export function typedNumbers(read: ReadChapter, names: readonly string[]): Problem[] {
  const fault = problemsOf('bare-digit', read.file, 'D06');
  return read.passages.flatMap((passage) =>
    numbersIn(typedText(passage), names).map(({ found, start }) =>
      fault(
        passage.locate(start),
        say`The number “${found}” is typed as digits; only a year from 1960 to 2100 may be, with no sign or letter joined to it.`,
        say`Write {% $claim-id %} for a figure or {% day "…" /%} for a date. If no data update can change it, add its whole phrase, such as “under 18”, to data/copy/names.json.`
      )
    )
  );
}
