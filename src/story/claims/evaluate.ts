import type { Edition } from '../edition.ts';
import { functions } from './functions.ts';
import type { Arithmetic, Call, Comparison, Formula } from './formula.ts';

/** What the words of a formula mean where it is worked out. */
export interface Situation {
  edition: Edition;
  value?: number;
  year?: number | undefined;
  /** Returns the number of another claim. */
  claim: (id: string) => number;
  /** Told of every call that was answered. */
  onCall?: (call: Call, answer: number | boolean) => void;
}

const arithmetic: Record<Arithmetic, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right
};

const comparisons: Record<Comparison, (left: number, right: number) => boolean> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>=': (left, right) => left >= right,
  '>': (left, right) => left > right
};

/** Returns what a formula gives. @throws Error when the edition lacks a figure that it reads. */
export function evaluate(formula: Formula, situation: Situation): number | boolean {
  const number = (one: Formula) => numberOf(one, situation);
  const truth = (one: Formula) => truthOf(one, situation);
  switch (formula.kind) {
    case 'number':
      return formula.value;
    case 'own': {
      const own = situation[formula.name];
      if (own === undefined) throw new Error(`there is no ${formula.name} here`);
      return own;
    }
    case 'claim':
      return situation.claim(formula.id);
    case 'call': {
      const { edition, onCall } = situation;
      const answer = functions[formula.name].compute({ edition, words: formula.words, numbers: formula.numbers.map(number) });
      onCall?.(formula, answer);
      return answer;
    }
    case 'minus':
      return -number(formula.of);
    case 'arithmetic':
      return arithmetic[formula.sign](number(formula.left), number(formula.right));
    case 'comparison':
      return comparisons[formula.sign](number(formula.left), number(formula.right));
    case 'between': {
      const of = number(formula.of);
      return of >= number(formula.low) && of <= number(formula.high);
    }
    case 'and':
      return truth(formula.left) && truth(formula.right);
    case 'or':
      return truth(formula.left) || truth(formula.right);
  }
}

// What each part gives was settled when it was read.

/** Returns the number of a formula that gives one. @throws as `evaluate` does. */
export const numberOf = (formula: Formula, situation: Situation) => evaluate(formula, situation) as number;

/** Returns whether what a formula says is true. @throws as `evaluate` does. */
export const truthOf = (formula: Formula, situation: Situation) => evaluate(formula, situation) as boolean;
