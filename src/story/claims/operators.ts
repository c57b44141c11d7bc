/** The signs of arithmetic that stand between two numbers of a formula, and what each gives. */
export const arithmetic = {
  '+': (left: number, right: number) => left + right,
  '-': (left: number, right: number) => left - right,
  '*': (left: number, right: number) => left * right,
  '/': (left: number, right: number) => left / right
};
export type Arithmetic = keyof typeof arithmetic;

/** The signs that compare two numbers of a formula, and whether each is true of them. */
export const comparisons = {
  '<': (left: number, right: number) => left < right,
  '<=': (left: number, right: number) => left <= right,
  '=': (left: number, right: number) => left === right,
  '!=': (left: number, right: number) => left !== right,
  '>=': (left: number, right: number) => left >= right,
  '>': (left: number, right: number) => left > right
};

/** Returns whether a text is a sign that compares two numbers. */
export function isComparison(text: string): text is keyof typeof comparisons {
  return Object.hasOwn(comparisons, text);
}
