import { locales } from './languages.ts';
import { say, sayText, spoken } from './say.ts';

export const number = (value: number): string => value.toLocaleString(locales[spoken()]);

/** `1 value`, `2,000 values`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${sayText(count === 1 ? one : many)}`;

/** The first three names, and the number of the others. */
export const few = (names: readonly string[]): string =>
  names.length > 3
    ? say`${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
    : names.join(', ');
