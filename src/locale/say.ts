import { type Language, locales } from './languages.ts';

/** A text of the desk as the code writes it → in the language of its user. */
type Catalogue = Readonly<Record<string, string>>;

let language: Language = 'en';
let catalogue: Catalogue = {};

/** Sets the language of messages. The code writes them in English, which needs no catalogue. */
export function speakIn(next: Language, texts: Catalogue) {
  language = next;
  catalogue = texts;
}

export const spoken = () => language;

/** A text that stands in a table of the code; one without a translation stays English. */
export const sayText = (text: string) => (Object.hasOwn(catalogue, text) ? catalogue[text]! : text);

/**
 * A message in the language of the desk's user: say`Kept ${folder}`. The catalogue holds it as
 * `Kept {1}`; a translation may use the values in another order.
 */
export function say(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | null | undefined)[]
) {
  const text = parts.reduce((before, part, at) => `${before}{${at}}${part}`);
  const printed = values.map(String);
  return sayText(text).replace(
    /\{(\d+)\}/g,
    (whole, at: string) => printed[Number(at) - 1] ?? whole
  );
}

export const number = (value: number) => value.toLocaleString(locales[spoken()]);

/** `1 value`, `2,000 values`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${number(count)} ${sayText(count === 1 ? one : many)}`;

/** The first three names, and the number of the others. */
export const few = (names: readonly string[]) =>
  names.length > 3
    ? say`${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
    : names.join(', ');
