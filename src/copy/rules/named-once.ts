import { makeProblem, type Problem } from '../../story/problem.ts';
import { spansOf } from './phrase.ts';
import type { ReadChapter } from '../read-chapter.ts';

/**
 * Returns a problem for each place that names a country of the 2018 report where it may not: outside the scenes that say
 * where the people paying were, in a title, heading, subtitle or note of a figure, or a second time (standards S07, S09).
 */
export function namedOnce(chapters: readonly ReadChapter[], names: readonly string[], mayName: (scene: string) => boolean): Problem[] {
  const seen = new Set<string>();
  return chapters.flatMap((read) =>
    read.passages.flatMap((passage) =>
      spansOf(names, passage.text).flatMap(({ start, end }): Problem[] => {
        const name = passage.text.slice(start, end);
        const key = name.toLowerCase();
        const allowed = mayName(read.chapter.id) && passage.kind === 'paragraph' && passage.place !== 'figure' && !seen.has(key);
        seen.add(key);
        if (allowed) return [];
        return [
          makeProblem({
            kind: 'named-country',
            file: read.file,
            ...passage.locate(start),
            found: `“${name}”`,
            expected:
              'each country of the 2018 report once, in the attributed sentence of a scene that also names where the people paying were',
            remedy: 'take the name out',
            rule: 'S07'
          })
        ];
      })
    )
  );
}
