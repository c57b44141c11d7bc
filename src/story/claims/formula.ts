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
import { mostLike, nearest } from './most-like.ts';
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

interface Answers {
  number: number;
  truth: boolean;
}
type Gives = keyof Answers;

/** What the words of a formula mean where it is worked out. */
interface Situation {
  edition: Edition;
  value?: number;
  year?: number | undefined;
  claim: (id: string) => number;
  /** Set where no edition is asked: what reads one is not a number. */
  isUnknown?: boolean;
  /** Told of every call that was answered. */
  onCall?: (call: Call, answer: number | boolean) => void;
}

/**
 * Returns what a formula, or a part of one, gives.
 * @throws Error when the edition lacks a figure that it reads.
 */
type Work<Given extends Gives = Gives> = (now: Situation) => Answers[Given];

interface Call {
  name: FunctionName;
  /** The words given to it, in the order of its arguments. */
  words: string[];
  /** As it is written. */
  text: string;
  work: Work;
}

/**
 * A formula of `data/story/claims.csv`, read, with every call in it and every claim that it names,
 * from left to right.
 */
export interface Formula<Given extends Gives = Gives> {
  work: Work<Given>;
  calls: readonly Call[];
  claims: readonly string[];
  /** Whether it reads the number that it is about. */
  readsValue: boolean;
}

/**
 * Returns whether a formula is true of every one of some numbers, whatever any edition says:
 * figures that it reads are not a number there.
 */
export function isTrueOfAll(formula: Formula<'truth'>, values: readonly number[]): boolean {
  // Nothing asks it: what would is not a number.
  const edition = {} as Edition;
  return values.every((value) =>
    formula.work({ edition, value, year: NaN, claim: () => NaN, isUnknown: true })
  );
}

/** What a formula may name, besides functions. */
export interface FormulaScope<Given extends Gives = Gives> {
  gives: Given;
  /** Which of the words `value` and `year` have a meaning here. */
  own: readonly ('value' | 'year')[];
  claims: ReadonlySet<string>;
  /** The ids of the ledgers' rows and series, by the kind of argument that names one. */
  ids: Readonly<Record<'estimate' | 'series' | 'fact', ReadonlySet<string>>>;
}

/** Longer ones are no formula, and could nest deeper than they can be read. */
const longest = 500;

function ownWork(name: 'value' | 'year'): Work<'number'> {
  return (now) => {
    const own = now[name];
    if (own === undefined) throw new Error(`there is no ${name} here`);
    return own;
  };
}

const shown = (token: Token) => (token.kind === 'end' ? 'the end' : `“${token.text}”`);

/** What was read of a formula so far, with what it gives and where it starts. */
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
    const part = this.either();
    const rest = this.peek();
    if (rest.kind !== 'end') {
      const isChain = isComparison(rest.text) || rest.text === 'between';
      const remedy = isChain
        ? 'join two comparisons with “and”'
        : 'take it out, or put a sign before it';
      throw new FormulaFault(
        rest.at,
        shown(rest),
        'the end, or a sign such as +, <, “and”',
        remedy
      );
    }
    return {
      work: this.giving(gives, part),
      calls: this.calls,
      claims: this.claims,
      readsValue: this.readsValue
    };
  }

  private either(): Part {
    return this.joined('or', () => this.joined('and', () => this.comparison()));
  }

  private joined(word: 'and' | 'or', read: () => Part): Part {
    let left = read();
    while (this.isWord(word)) {
      this.take();
      const [one, other] = [this.giving('truth', left), this.giving('truth', read())];
      const work: Work =
        word === 'and' ? (now) => one(now) && other(now) : (now) => one(now) || other(now);
      left = { work, gives: 'truth', at: left.at };
    }
    return left;
  }

  private comparison(): Part {
    const left = this.sum();
    const { at } = left;
    if (this.isWord('between')) {
      this.take();
      const of = this.giving('number', left);
      const low = this.giving('number', this.sum());
      const to = this.take();
      if (to.text !== 'to')
        throw new FormulaFault(
          to.at,
          shown(to),
          'the word “to”',
          'write both ends, as in “value between 45 to 53”'
        );
      const high = this.giving('number', this.sum());
      const work: Work = (now) => {
        const number = of(now);
        return number >= low(now) && number <= high(now);
      };
      return { work, gives: 'truth', at };
    }
    const sign = this.peek().text;
    if (!isComparison(sign)) return left;
    this.take();
    const [one, other] = [this.giving('number', left), this.giving('number', this.sum())];
    return { work: (now) => comparisons[sign](one(now), other(now)), gives: 'truth', at };
  }

  private sum(): Part {
    return this.arithmetic(['+', '-'], () => this.arithmetic(['*', '/'], () => this.factor()));
  }

  private arithmetic(signs: readonly Arithmetic[], read: () => Part): Part {
    let left = read();
    for (;;) {
      const sign = signs.find((one) => this.isSign(one));
      if (!sign) return left;
      this.take();
      const [one, other] = [this.giving('number', left), this.giving('number', read())];
      left = {
        work: (now) => arithmetic[sign](one(now), other(now)),
        gives: 'number',
        at: left.at
      };
    }
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
      const inner = this.either();
      this.expect(')');
      return { ...inner, at };
    }
    const expected = 'a number, a word or a bracket';
    throw new FormulaFault(
      at,
      shown(token),
      expected,
      at === 0 && token.kind === 'end' ? 'fill the cell' : 'complete the formula'
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
      `“${text}”`,
      'a claim of this file',
      `the most like it are ${mostLike(id, this.scope.claims)}`
    );
  }

  private word(token: Token): Part {
    const { text, at } = token;
    if (text === 'value' || text === 'year') {
      this.readsValue ||= text === 'value';
      if (this.scope.own.includes(text)) return { work: ownWork(text), gives: 'number', at };
      const remedy =
        text === 'year'
          ? 'fill in the column year, or write a number'
          : 'write a function or a number';
      throw new FormulaFault(
        at,
        `“${text}”`,
        `a word that has a meaning here; there is no ${text} yet`,
        remedy
      );
    }
    if (!isFunction(text)) throw this.unknown(token);
    const definition = functions[text];
    this.expect('(', `write ${signatureOf(text)}`);
    return { work: this.call(text, definition, at).work, gives: definition.gives ?? 'number', at };
  }

  private unknown({ text, at }: Token): FormulaFault {
    const parts = text.split(/[-/]/);
    const isSum =
      parts.length > 1 &&
      parts.every((part) => part === 'value' || part === 'year' || /^\d+$/.test(part));
    const near = nearest(text, [...this.scope.own, ...keywords, ...functionNames]) ?? '';
    const like = isFunction(near) ? signatureOf(near) : near;
    const remedy = isSum
      ? 'put a space on either side of the sign'
      : this.scope.claims.has(text)
        ? `write $${text} for the number of that row`
        : /^\d/.test(text)
          ? 'write a number, such as 2018'
          : `the most like it is ${like}; \`npm run desk -- claims --help\` lists every word`;
    const own = this.scope.own.map((word) => `${word}, `).join('');
    const example = isFunction(near) ? like : signatureOf('share');
    return new FormulaFault(
      at,
      `“${text}”`,
      `one of the known words: ${own}a function such as ${example}, or $another-claim`,
      remedy
    );
  }

  private call(name: FunctionName, definition: Definition, start: number): Call {
    const words: string[] = [];
    const numbers: Work<'number'>[] = [];
    const place = this.calls.length;
    definition.takes.forEach((kind, index) => {
      const isOver = this.isSign(')');
      if (isOver && index >= definition.takes.length - (definition.optional ?? 0)) return;
      if (index > 0) this.expect(',', `write ${signatureOf(name)}`);
      if (kind === 'number') numbers.push(this.giving('number', this.sum()));
      else words.push(this.argument(kind, name));
    });
    const end = this.expect(')', `write ${signatureOf(name)}`);
    const work: Work = (now) => {
      const isUnknown = now.isUnknown && definition.reads(words).length > 0;
      const answer = isUnknown
        ? NaN
        : definition.compute({
            edition: now.edition,
            words,
            numbers: numbers.map((number) => number(now))
          });
      now.onCall?.(call, answer);
      return answer;
    };
    const call: Call = { name, words, text: this.text.slice(start, end.at + 1), work };
    // Before the calls among its arguments, as it is written.
    this.calls.splice(place, 0, call);
    return call;
  }

  /**
   * The word given for an argument. No claim may read a country that the 2018 report named
   * (standards S01, S07).
   */
  private argument(kind: Exclude<ArgumentKind, 'number'>, name: FunctionName): string {
    const token = this.take();
    const fault = (expected: string, remedy = `write ${signatureOf(name)}`) =>
      new FormulaFault(token.at, shown(token), expected, remedy);
    if (token.kind !== 'word') throw fault(expectedWords[kind]);
    const { text } = token;
    if (kind === 'place') {
      if (namedIn2018.has(text.toUpperCase())) {
        throw fault(
          'no country that the 2018 report named',
          'the story states no figure about one of them; take it out'
        );
      }
      if (!/^[A-Z]{3}$/.test(text)) throw fault(expectedWords.place);
    } else if (kind === 'estimate' || kind === 'series' || kind === 'fact') {
      const known = this.scope.ids[kind];
      if (!known.has(text))
        throw fault(expectedWords[kind], `the most like it are ${mostLike(text, known)}`);
    } else if (!wordPatterns[kind].test(text)) throw fault(expectedWords[kind]);
    return text;
  }

  private giving<Given extends Gives>(gives: Given, { work, gives: given, at }: Part): Work<Given> {
    // What each part gives was settled when it was read.
    if (gives === given) return work as Work<Given>;
    const found = given === 'number' ? 'a number' : 'something that is true or not';
    const expected = gives === 'number' ? 'a number' : 'something that is true or not';
    throw new FormulaFault(
      at,
      found,
      expected,
      gives === 'number' ? 'take the comparison out' : 'compare it, as in “value > 50”'
    );
  }

  private peek(): Token {
    return this.tokens[this.next]!;
  }

  private take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.next++;
    return token;
  }

  private isWord(word: string): boolean {
    return this.peek().kind === 'word' && this.peek().text === word;
  }

  private isSign(sign: string): boolean {
    return this.peek().kind === 'sign' && this.peek().text === sign;
  }

  private expect(sign: string, remedy = 'complete the formula'): Token {
    const token = this.take();
    if (token.kind === 'sign' && token.text === sign) return token;
    throw new FormulaFault(token.at, shown(token), `“${sign}”`, remedy);
  }
}

const wordPatterns = {
  release: /^[a-z0-9-]+\/\d{4}-\d{2}(-\d{2})?$/,
  network: /^[234]G$/,
  end: /^(low|value|high)$/
};

const expectedWords: Record<Exclude<ArgumentKind, 'number'>, string> = {
  place: 'a country’s code of three capitals, such as IDN, or WLD for the world',
  release: 'a kept release, such as wb-internet-users/2018-08-28',
  network: '2G, 3G or 4G',
  end: 'low, value or high',
  estimate:
    'the id of a row of data/estimates.csv that has a number; of a source that was read again, the id of its first row (data/read-again.json)',
  series: 'a series of data/estimates.csv',
  fact: 'the id of a row of data/protection.csv, the first where data/read-again.json names a later'
};

/**
 * Returns a formula, read.
 * @throws FormulaFault naming the character, what stands there, what could, and the known words.
 */
export function readFormula<Given extends Gives>(
  text: string,
  scope: FormulaScope<Given>
): Formula<Given> {
  if (text.length > longest) {
    throw new FormulaFault(
      longest,
      `${text.length} characters`,
      `${longest} at most`,
      'split it in two claims, and name one with $'
    );
  }
  return new Reader(text, scope).whole(scope.gives);
}
