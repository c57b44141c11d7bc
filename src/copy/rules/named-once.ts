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
