import type { Claim } from '../../story/claim.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import type { BoundWords } from './copy-rules.ts';
import { beginningOf, endingOf } from './phrase.ts';
import type { ReadChapter } from '../read-chapter.ts';
import { atFigures } from './figures/beside.ts';

/** How many other words may stand between the bound and its number: "at least some 300,000". */
const reach = 2;

function carries(words: { before: string[]; after: string[] }, [before, after]: readonly [string, string]): boolean {
  const gap = `(?:\\s+\\S+){0,${reach}}`;
  return endingOf(words.before, before, gap) !== undefined || beginningOf(words.after, after, gap) !== undefined;
}

/** Returns a word of any bound that stands right beside a number; undefined where none does. */
function boundBeside(words: BoundWords, [before, after]: readonly [string, string], isSecond: boolean): string | undefined {
  const all = Object.values(words);
  // Alone between two figures it joins them, as in “from 20 to 30”, and bounds neither.
  const joins = (phrase: string) => isSecond && phrase.toLowerCase() === before.trim().toLowerCase();
  const phrases = all.flatMap((bound) => bound.before).filter((phrase) => !joins(phrase));
  return (
    endingOf(phrases, before) ??
    beginningOf(
      all.flatMap((bound) => bound.after),
      after
    )
  );
}

/** Returns a problem for each estimate whose sentence drops its bound, or one end of a range, or gives it a bound that it has not (V01, V03). */
export function boundWords(read: ReadChapter, claims: ReadonlyMap<string, Claim>, words: BoundWords): Problem[] {
  const problem = problemsOf('bound', read.file, 'V01');
  return atFigures(read, ({ sentence, piece, last, beside }) => {
    const claim = claims.get(piece.id);
    if (!claim?.bound) return [];
    const fault = (expected: string, remedy: string, found = 'without its bound') =>
      problem(sentence, `“$${claim.id}” ${found} in “${sentence.text}”`, expected, remedy);
    if (claim.bound === 'range') {
      const ends = [...claims.values()].filter((other) => other.estimate === claim.estimate);
      const missing = ends.map(({ id }) => id).filter((id) => !sentence.claims.includes(id));
      if (missing.length > 0) return fault('both ends of the range in one sentence', `add {% $${missing.join(' %} and {% $')} %}`);
    }
    if (claim.bound === 'exact' || claim.bound === 'range') {
      const bound = boundBeside(words, beside, last !== undefined);
      if (bound === undefined) return [];
      const remedy = `take “${bound}” out, or correct the bound in data/estimates.csv`;
      return fault('the number alone, as its publisher gave it', remedy, `with “${bound}”, a bound that it has not,`);
    }
    const accepted = words[claim.bound];
    if (carries(accepted, beside)) return [];
    const list = [...accepted.before, ...accepted.after].map((phrase) => `“${phrase}”`).join(', ');
    return fault(`one of ${list} beside the number`, 'write the bound as the publisher gave it');
  });
}
