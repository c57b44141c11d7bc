import type { Place } from '../../sources/source-error.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import { spansOf } from './phrase.ts';
import type { ReadChapter } from '../read-chapter.ts';

/** Returns a problem for each country of the 2018 report that is named where it may not be, or a second time (standards S07, S09). */
export function namedOnce(chapters: readonly ReadChapter[], names: readonly string[], mayName: (scene: string) => boolean): Problem[] {
  const seen = new Set<string>();
  const expected =
    'each country of the 2018 report once, in the attributed sentence of a scene that also names where the people paying were';
  return chapters.flatMap((read) =>
    read.passages.flatMap((passage) =>
      spansOf(names, passage.text).flatMap(({ start, end }) => {
        const name = passage.text.slice(start, end);
        const key = name.toLowerCase();
        const allowed = mayName(read.chapter.id) && passage.kind === 'paragraph' && passage.place !== 'figure' && !seen.has(key);
        seen.add(key);
        return allowed
          ? []
          : problemsOf('named-country', read.file, 'S07')(passage.locate(start), `“${name}”`, expected, 'take the name out');
      })
    )
  );
}

/**
 * Returns a problem for each country of the 2018 report that a text beside the story names (standards S09).
 * @param others names of all countries, where the text may name one among those of others.
 */
export function namedBeside(
  text: string,
  { names, others = [] }: { names: readonly string[]; others?: readonly string[] },
  file: string,
  locate: (offset: number) => Place,
  where = ''
): Problem[] {
  const named = spansOf(names, text);
  if (named.length === 0 || spansOf(others, text).some(({ start }) => !named.some((one) => one.start === start))) return [];
  const fault = problemsOf('named-country', file, 'S09');
  return named.map(({ start, end }) =>
    fault(locate(start), `“${text.slice(start, end)}”${where}`, 'no country that the 2018 report named', 'take the name out')
  );
}
