/**
 * Thrown where a formula cannot be read. `at` is the character it stumbles over, counted from 0.
 */
export class FormulaFault extends Error {
  override name = 'FormulaFault';

  constructor(
    readonly at: number,
    readonly found: string,
    readonly expected: string,
    readonly remedy: string
  ) {
    super(`found ${found}; expected ${expected}; ${remedy}`);
  }
}

/** The words of a formula that are neither functions nor figures. */
export const keywords = ['and', 'or', 'between', 'to'] as const;

/** A word, number or sign of a formula. `at` is the character it starts at, counted from 0. */
export interface Token {
  kind: 'number' | 'word' | 'claim' | 'sign' | 'end';
  text: string;
  at: number;
}

/**
 * A hyphen, slash or point inside a word belongs to it, so an arithmetic sign stands between
 * spaces: `value - 5`.
 */
const tokenPattern = /\s*(?:(\$[\w-]*)|(\w+(?:[-/.]\w+)*)|(<=|>=|!=|[-+*/()<>=,])|(\S))/uy;

/**
 * Returns the words, numbers and signs of a formula, with its end.
 * @throws FormulaFault at a sign that none has.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  for (let match = tokenPattern.exec(text); match; match = tokenPattern.exec(text)) {
    const [, claim, word, sign, odd] = match;
    const found = claim ?? word ?? sign ?? odd ?? '';
    const at = tokenPattern.lastIndex - found.length;
    if (odd !== undefined) {
      throw new FormulaFault(
        at,
        `“${odd}”`,
        'words, numbers and the signs + - * / ( ) , < <= = != >= >',
        'take it out'
      );
    }
    const kind =
      claim !== undefined
        ? 'claim'
        : sign !== undefined
          ? 'sign'
          : /^\d+(\.\d+)?$/.test(found)
            ? 'number'
            : 'word';
    tokens.push({ kind, text: found, at });
  }
  return [...tokens, { kind: 'end', text: '', at: text.trimEnd().length }];
}

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
export const isComparison = (text: string): text is keyof typeof comparisons =>
  Object.hasOwn(comparisons, text);
