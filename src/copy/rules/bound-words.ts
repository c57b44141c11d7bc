import type { Claim } from '../../story/claim.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import type { BoundWords } from './copy-rules.ts';
import { beginningOf, endingOf } from './phrase.ts';
import type { Sentence } from '../passage.ts';
import type { ReadChapter } from '../read-chapter.ts';

/** How many other words may stand between the bound and its number: "at least some 300,000". */
const reach = 2;

function carries(words: { before: string[]; after: string[] }, before: string, after: string): boolean {
  const gap = `(?:\\s+\\S+){0,${reach}}`;
  return endingOf(words.before, before, gap) !== undefined || beginningOf(words.after, after, gap) !== undefined;
}

/** Returns a word of any bound that stands right beside a number; undefined where none does. */
function boundBeside(words: BoundWords, { before, after, follows }: Around): string | undefined {
  const all = Object.values(words);
  // Alone between two figures it joins them, as in “from 20 to 30”, and bounds neither.
  const joins = (phrase: string) => follows && phrase.toLowerCase() === before.trim().toLowerCase();
  const phrases = all.flatMap((bound) => bound.before).filter((phrase) => !joins(phrase));
  return (
    endingOf(phrases, before) ??
    beginningOf(
      all.flatMap((bound) => bound.after),
      after
    )
  );
}

/** The words before and after a claim, and whether another claim stands before them. */
interface Around {
  before: string;
  after: string;
  follows: boolean;
}

/** The words around the claim at `index` of a sentence's parts, up to the claims on either side. */
function around(parts: Sentence['parts'], index: number): Around {
  const isClaim = (part: Sentence['parts'][number]) => typeof part === 'object' && 'claim' in part;
  const back = parts.slice(0, index).findLastIndex(isClaim) + 1;
  const next = parts.findIndex((part, at) => at > index && isClaim(part));
  const join = (some: Sentence['parts']) => some.map((part) => (typeof part === 'string' ? part : part.text)).join('');
  return { before: join(parts.slice(back, index)), after: join(parts.slice(index + 1, next < 0 ? parts.length : next)), follows: back > 0 };
}

/** Returns a problem for each estimate whose sentence drops its bound, or one end of a range, or gives it a bound that it has not (V01, V03). */
export function boundWords(read: ReadChapter, claims: ReadonlyMap<string, Claim>, words: BoundWords): Problem[] {
  const problem = problemsOf('bound', read.file, 'V01');
  return read.chapter.sentences.flatMap((sentence) =>
    sentence.parts.flatMap((part, index) => {
      const claim = typeof part === 'object' && 'claim' in part ? claims.get(part.claim) : undefined;
      if (!claim?.bound) return [];
      const fault = (expected: string, remedy: string, found = 'without its bound') =>
        problem(sentence, `“$${claim.id}” ${found} in “${sentence.text}”`, expected, remedy);
      if (claim.bound === 'range') {
        const ends = [...claims.values()].filter((other) => other.estimate === claim.estimate);
        const missing = ends.map(({ id }) => id).filter((id) => !sentence.claims.includes(id));
        if (missing.length > 0) return fault('both ends of the range in one sentence', `add {% $${missing.join(' %} and {% $')} %}`);
      }
      if (claim.bound === 'exact' || claim.bound === 'range') {
        const bound = boundBeside(words, around(sentence.parts, index));
        if (bound === undefined) return [];
        const remedy = `take “${bound}” out, or correct the bound in data/estimates.csv`;
        return fault('the number alone, as its publisher gave it', remedy, `with “${bound}”, a bound that it has not,`);
      }
      const accepted = words[claim.bound];
      const { before, after } = around(sentence.parts, index);
      if (carries(accepted, before, after)) return [];
      const list = [...accepted.before, ...accepted.after].map((phrase) => `“${phrase}”`).join(', ');
      return fault(`one of ${list} beside the number`, 'write the bound as the publisher gave it');
    })
  );
}
