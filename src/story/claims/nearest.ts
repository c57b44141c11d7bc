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
    .sort((one, other) => one.away - other.away)
    .map(({ id }) => id);

/** Returns the five nearest known words, nearest first; `none` when none is known. */
export function fiveNearest(word: string, known: Iterable<string>): string {
  return ranked(word, known).slice(0, 5).join(', ') || 'none';
}

/** Returns the nearest known word; undefined when there is none or `word` is empty. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  return word === '' ? undefined : ranked(word, known)[0];
}
