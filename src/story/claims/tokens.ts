import { capitalize } from '#locale/sentence.ts';
import { say } from '#locale/say.ts';

/** `at` counts characters from 0; `wrong` begins in the middle of a sentence. */
export class FormulaFault extends Error {
  override name = 'FormulaFault';

  constructor(
    readonly at: number,
    readonly wrong: string,
    readonly fix: string
  ) {
    super(`${capitalize(wrong)} ${fix}`);
  }
}

export const keywords = ['and', 'or', 'between', 'to'] as const;

export interface Token {
  kind: 'number' | 'word' | 'claim' | 'sign' | 'end';
  text: string;
  at: number;
}

/**
 * `-`, `/`, `.` belong to the word they are in (`nca-2018`): operators need spaces, `value - 5`.
 */
const tokenPattern = /\s*(?:(\$[\w-]*)|(\w+(?:[-/.]\w+)*)|(<=|>=|!=|[-+*/()<>=,])|(\S))/uy;

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
        say`“${odd}” has no meaning in a formula.`,
        say`Delete it. A formula has words, numbers and the signs + - * / ( ) , < <= = != >= >.`
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

export const arithmetic = {
  '+': (left: number, right: number) => left + right,
  '-': (left: number, right: number) => left - right,
  '*': (left: number, right: number) => left * right,
  '/': (left: number, right: number) => left / right
};
export type Arithmetic = keyof typeof arithmetic;

export const comparisons = {
  '<': (left: number, right: number) => left < right,
  '<=': (left: number, right: number) => left <= right,
  '=': (left: number, right: number) => left === right,
  '!=': (left: number, right: number) => left !== right,
  '>=': (left: number, right: number) => left >= right,
  '>': (left: number, right: number) => left > right
};

export const isComparison = (text: string): text is keyof typeof comparisons =>
  Object.hasOwn(comparisons, text);
