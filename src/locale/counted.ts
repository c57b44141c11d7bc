export const number = (value: number): string => value.toLocaleString('en');

/** `1 value`, `2,000 values`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** The first three names, and the number of the others. */
export const few = (names: readonly string[]): string =>
  `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
