/** Returns a whole number as the desk prints it: `12,345`. */
export const number = (value: number): string => value.toLocaleString('en');

/** Returns a number of things in words: `1 value`, `2,000 values`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** Returns the first three names of a list, and how many more there are. */
export const few = (names: readonly string[]): string =>
  `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
