/** Levenshtein distance. */
function distance(one: string, other: string): number {
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
export function fiveNearest(word: string, known: Iterable<string>): string {
  const words = ranked(word, known).map(({ id }) => id);
  return words.slice(0, 5).join(', ') || 'none';
}

/** Returns the nearest known word within `most` edits. */
export function nearest(
  word: string,
  known: Iterable<string>,
  furthest = Infinity
): string | undefined {
  const [near] = word === '' ? [] : ranked(word, known);
  return near && near.away <= furthest ? near.id : undefined;
}
