import { namedIn2018 } from '../claim.ts';
import type { Edition } from '../edition.ts';
import {
  functionNames,
  functions,
  isFunction,
  signatureOf,
  type ArgumentKind,
  type Definition,
  type FunctionName
} from './functions.ts';
import { fiveNearest, nearest } from './nearest.ts';
import {
  arithmetic,
  comparisons,
  FormulaFault,
  isComparison,
  keywords,
  tokensOf,
  type Arithmetic,
  type Token
} from './tokens.ts';
import { say } from '#locale/say.ts';

interface Answers {
  number: number;
  truth: boolean;
}
type Gives = keyof Answers;

interface Inputs {
  edition: Edition;
  value?: number;
  year?: number | undefined;
  claim: (id: string) => number;
  /** No edition is read: what would come from one is NaN. */
  isUnknown?: boolean;
}

type Work<Given extends Gives = Gives> = (now: Inputs) => Answers[Given];

interface Call {
  name: FunctionName;
  words: string[];
  /** Source text of the call. */
  text: string;
  work: Work;
}

/** A parsed formula of `data/story/claims.csv`, with its calls and claims from left to right. */
export interface Formula<Given extends Gives = Gives> {
  work: Work<Given>;
  calls: readonly Call[];
  claims: readonly string[];
  readsValue: boolean;
}

/** True when the formula holds for every value, whatever an edition says: its figures are NaN. */
export function isTrueOfAll(formula: Formula<'truth'>, values: readonly number[]) {
  // Never read, because `isUnknown` is set.
  const edition = {} as Edition;
  return values.every((value) =>
    formula.work({ edition, value, year: NaN, claim: () => NaN, isUnknown: true })
  );
}

export interface FormulaScope<Given extends Gives = Gives> {
  gives: Given;
  /** The defined ones of `value` and `year`. */
  own: readonly ('value' | 'year')[];
  claims: ReadonlySet<string>;
  ids: Readonly<Record<'estimate' | 'fact', ReadonlySet<string>>>;
}

/** Longer formulas could nest too deep for the recursive parser. */
const maxLength = 500;

function ownWork(name: 'value' | 'year'): Work<'number'> {
  return (now) => {
    const own = now[name];
    if (own === undefined) throw new Error(say`there is no ${name} here`);
    return own;
  };
}

const misplaced = ({ kind, text }: Token, needed: string) =>
  kind === 'end'
    ? say`the formula ends where ${needed} must be.`
    : say`“${text}” is where ${needed} must be.`;

/** What joins two parts, the loosest first. */
const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['between', ...Object.keys(comparisons)],
  ['+', '-'],
  ['*', '/']
];
const sumLevel = 3;

interface Part {
  work: Work;
  gives: Gives;
  at: number;
}

class Reader {
  private readonly calls: Call[] = [];
  private readonly claims: string[] = [];
  private readonly tokens: Token[];
  private readsValue = false;
  private next = 0;

  constructor(
    private readonly text: string,
    private readonly scope: Omit<FormulaScope, 'gives'>
  ) {
    this.tokens = tokensOf(text);
  }

  whole<Given extends Gives>(gives: Given): Formula<Given> {
    const part = this.part();
    const rest = this.peek();
    if (rest.kind !== 'end') {
      const isChain = isComparison(rest.text) || rest.text === 'between';
      const fix = isChain
        ? say`Join two comparisons with “and”.`
        : say`Delete it, or put a sign such as +, < or “and” before it.`;
      throw new FormulaFault(rest.at, say`“${rest.text}” follows a complete formula.`, fix);
    }
    return {
      work: this.giving(gives, part),
      calls: this.calls,
      claims: this.claims,
      readsValue: this.readsValue
    };
  }

  /** Parts joined by the signs of a level, or of one that binds closer. */
  private part(level = 0): Part {
    const signs = levels[level];
    if (!signs) return this.factor();
    let left = this.part(level + 1);
    while (signs.includes(this.peek().text)) {
      const { text } = this.take();
      left = { ...this.joined(text, left, () => this.part(level + 1)), at: left.at };
      // A second comparison is refused as a chain.
      if (isComparison(text) || text === 'between') break;
    }
    return left;
  }

  private joined(sign: string, left: Part, next: () => Part): Pick<Part, 'work' | 'gives'> {
    if (sign === 'and' || sign === 'or') {
      const [one, other] = [this.giving('truth', left), this.giving('truth', next())];
      const work: Work =
        sign === 'and' ? (now) => one(now) && other(now) : (now) => one(now) || other(now);
      return { work, gives: 'truth' };
    }
    const [one, other] = [this.giving('number', left), this.giving('number', next())];
    if (isComparison(sign))
      return { work: (now) => comparisons[sign](one(now), other(now)), gives: 'truth' };
    if (sign !== 'between')
      return {
        work: (now) => arithmetic[sign as Arithmetic](one(now), other(now)),
        gives: 'number'
      };
    const to = this.take();
    if (to.text !== 'to')
      throw new FormulaFault(
        to.at,
        misplaced(to, say`the word “to”`),
        say`Write both ends, as in “value between 45 to 53”.`
      );
    const high = this.giving('number', next());
    const work: Work = (now) => {
      const number = one(now);
      return number >= other(now) && number <= high(now);
    };
    return { work, gives: 'truth' };
  }

  private factor(): Part {
    const token = this.take();
    const { at, text } = token;
    if (token.kind === 'number') return { work: () => Number(text), gives: 'number', at };
    if (token.kind === 'claim') return { work: this.claim(token), gives: 'number', at };
    if (token.kind === 'word' && !keywords.some((keyword) => keyword === text))
      return this.word(token);
    if (text === '-') {
      const of = this.giving('number', this.factor());
      return { work: (now) => -of(now), gives: 'number', at };
    }
    if (text === '(') {
      const inner = this.part();
      this.expect(')');
      return { ...inner, at };
    }
    throw new FormulaFault(
      at,
      misplaced(token, say`a number, a word or a bracket`),
      at === 0 && token.kind === 'end' ? say`Fill in the cell.` : say`Complete the formula.`
    );
  }

  private claim({ text, at }: Token): Work {
    const id = text.slice(1);
    if (this.scope.claims.has(id)) {
      this.claims.push(id);
      return (now) => now.claim(id);
    }
    throw new FormulaFault(
      at,
      say`“${text}” is not a claim.`,
      say`Correct the name. The nearest are ${fiveNearest(id, this.scope.claims)}.`
    );
  }

  private word(token: Token): Part {
    const { text, at } = token;
    if (text === 'value' || text === 'year') {
      this.readsValue ||= text === 'value';
      if (this.scope.own.includes(text)) return { work: ownWork(text), gives: 'number', at };
      const fix =
        text === 'year'
          ? say`Fill in the column “year”, or write a number.`
          : say`Write a function or a number.`;
      throw new FormulaFault(at, say`“${text}” has no meaning here.`, fix);
    }
    if (!isFunction(text)) throw this.unknown(token);
    const definition = functions[text];
    this.expect('(', say`Write ${signatureOf(text)}.`);
    return { work: this.call(text, definition, at).work, gives: definition.gives ?? 'number', at };
  }

  private unknown({ text, at }: Token) {
    const parts = text.split(/[-/]/);
    const isSum =
      parts.length > 1 &&
      parts.every((part) => part === 'value' || part === 'year' || /^\d+$/.test(part));
    const near = nearest(text, [...this.scope.own, ...keywords, ...functionNames]) ?? '';
    const like = isFunction(near) ? signatureOf(near) : near;
    const fix = isSum
      ? say`Put a space on either side of the sign.`
      : this.scope.claims.has(text)
        ? say`Write $${text} for the number of that row.`
        : /^\d/.test(text)
          ? say`Write a number, such as 2018.`
          : `${like && say`Correct it: the nearest is ${like}. `}${say`\`npm run desk -- claims --help\` lists every word.`}`;
    return new FormulaFault(at, say`“${text}” is not a known word.`, fix);
  }

  private call(name: FunctionName, definition: Definition, start: number) {
    const words: string[] = [];
    const numbers: Work<'number'>[] = [];
    const place = this.calls.length;
    definition.takes.forEach((kind, index) => {
      const isOver = this.isSign(')');
      if (isOver && index >= definition.least) return;
      if (index > 0) this.expect(',', say`Write ${signatureOf(name)}.`);
      if (kind === 'number') numbers.push(this.giving('number', this.part(sumLevel)));
      else words.push(this.argument(kind, name));
    });
    const end = this.expect(')', say`Write ${signatureOf(name)}.`);
    const work: Work = (now) => {
      const isUnknown = now.isUnknown && definition.reads(...words).length > 0;
      const given = numbers.map((number) => number(now));
      if (isUnknown) return NaN;
      return definition.compute(
        now.edition,
        words as unknown as readonly [string, string],
        given as unknown as readonly [number, number]
      );
    };
    const call: Call = { name, words, text: this.text.slice(start, end.at + 1), work };
    // Outer calls come before the calls in their arguments.
    this.calls.splice(place, 0, call);
    return call;
  }

  /** No claim may read a country that the 2018 report named (S01, S07). */
  private argument(kind: Exclude<ArgumentKind, 'number'>, name: FunctionName) {
    const token = this.take();
    const fault = (
      wrong = misplaced(token, argumentNames()[kind]),
      fix = say`Write ${signatureOf(name)}.`
    ) => new FormulaFault(token.at, wrong, fix);
    if (token.kind !== 'word') throw fault();
    const { text } = token;
    if (kind === 'place') {
      if (namedIn2018.has(text.toUpperCase())) {
        throw fault(
          say`“${text}” is a country that the 2018 report named.`,
          say`Delete it: the story states no figure about these countries.`
        );
      }
      if (!/^[A-Z]{3}$/.test(text)) throw fault();
    } else if (kind === 'estimate' || kind === 'fact') {
      const known = this.scope.ids[kind];
      if (!known.has(text)) {
        throw fault(
          say`“${text}” is not ${argumentNames()[kind]}.`,
          say`Correct it: the nearest are ${fiveNearest(text, known)}. For a source that was read again, write the id of its first row (data/read-again.json).`
        );
      }
    } else if (!wordPatterns[kind].test(text)) throw fault();
    return text;
  }

  private giving<Given extends Gives>(gives: Given, { work, gives: given, at }: Part) {
    if (gives === given) return work as Work<Given>;
    if (gives === 'number')
      throw new FormulaFault(
        at,
        say`a condition is where a number must be.`,
        say`Delete the comparison.`
      );
    throw new FormulaFault(
      at,
      say`a number is where a condition must be.`,
      say`Compare it, as in “value > 50”.`
    );
  }

  private peek() {
    return this.tokens[this.next]!;
  }

  private take() {
    const token = this.peek();
    if (token.kind !== 'end') this.next++;
    return token;
  }

  private isSign(sign: string) {
    return this.peek().kind === 'sign' && this.peek().text === sign;
  }

  private expect(sign: string, fix = say`Complete the formula.`) {
    const token = this.take();
    if (token.kind === 'sign' && token.text === sign) return token;
    throw new FormulaFault(token.at, misplaced(token, `“${sign}”`), fix);
  }
}

const wordPatterns = {
  release: /^[a-z0-9-]+\/\d{4}-\d{2}(-\d{2})?$/,
  network: /^[234]G$/,
  end: /^(low|value|high)$/
};

const argumentNames = (): Record<Exclude<ArgumentKind, 'number'>, string> => ({
  place: say`a country code (IDN; WLD is the world)`,
  release: say`a kept release (wb-internet-users/2018-08-28)`,
  network: '2G, 3G or 4G',
  end: say`low, value or high`,
  estimate: say`the id of a row of data/estimates.csv that has a number`,
  fact: say`the id of a row of data/protection.csv`
});

/** @throws FormulaFault with the character at fault. */
export function readFormula<Given extends Gives>(
  text: string,
  scope: FormulaScope<Given>
): Formula<Given> {
  if (text.length > maxLength) {
    throw new FormulaFault(
      maxLength,
      say`the formula has ${text.length} characters; at most ${maxLength} are read.`,
      say`Split it into two claims, and name one of them with $.`
    );
  }
  return new Reader(text, scope).whole(scope.gives);
}
