import { say } from '#locale/say.ts';

/** Levenshtein distance. */
function distance(one: string, other: string) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next.push(
        Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1))
      );
    }
    row = next;
  }
  return row[other.length]!;
}

const ranked = (word: string, known: Iterable<string>) =>
  [...known]
    .map((id) => ({ id, away: distance(word, id) }))
    .sort((one, other) => one.away - other.away);

/** Returns the five nearest known words, nearest first; `none` when none is known. */
export function fiveNearest(word: string, known: Iterable<string>) {
  return (
    ranked(word, known)
      .slice(0, 5)
      .map(({ id }) => id)
      .join(', ') || 'none'
  );
}

/** Names the nearest known word in brackets, if one is near. */
export function nearestOf(word: string, known: Iterable<string>, sign = '') {
  const like = nearest(word, known);
  return like === undefined ? '' : say` (the nearest is ${sign + like})`;
}

/** Returns the nearest known word; undefined when none is within a third of its letters. */
export function nearest(word: string, known: Iterable<string>) {
  const [first] = ranked(word, known);
  return first && first.away <= word.length / 3 ? first.id : undefined;
}
