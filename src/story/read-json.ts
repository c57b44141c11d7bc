import type { z } from 'zod';
import { makeProblem, StoryRefused } from './problem.ts';

/** Lines and columns count from 1. */
export interface Place {
  line: number;
  column: number;
}

/** Returns where the character of that number stands in a text. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/**
 * Returns where a JSON text writes the last of some nested keys that it holds; the start of the text when it holds none.
 * Lines and columns count from 1.
 */
export function placeOfKey(text: string, ...keys: readonly string[]): Place {
  let offset = 0;
  for (const key of keys) {
    const found = text.indexOf(`${JSON.stringify(key)}:`, offset);
    if (found >= 0) offset = found;
  }
  return placeAt(text, offset);
}

const sign = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g;

/**
 * Returns where a JSON text writes what stands at a path of keys and places in lists: at the key, or at the entry of a list. Of a path
 * that goes on beyond what is written, the last that is. Lines and columns count from 1.
 */
export function placeOfPath(text: string, path: readonly PropertyKey[]): Place {
  const tokens = [...text.matchAll(sign)];
  let at = 0;
  let found = tokens[0]?.index ?? 0;
  /** Goes past the value that starts at the token `from`. */
  const past = (from: number): number => {
    let [depth, next] = [0, from];
    do {
      const token = tokens[next]?.[0];
      if (token === '{' || token === '[') depth += 1;
      else if (token === '}' || token === ']') depth -= 1;
      next += 1;
    } while (depth > 0 && next < tokens.length);
    return next;
  };
  for (const step of path) {
    const opens = tokens[at]?.[0];
    if (opens !== (typeof step === 'number' ? '[' : '{')) break;
    let next = at + 1;
    let index = 0;
    /** Whether the member that starts at `next` is the one that is asked for. */
    const isAsked = () => (typeof step === 'number' ? index === step : tokens[next]?.[0] === JSON.stringify(step));
    const isEnd = () => next >= tokens.length || /^[}\]]$/.test(tokens[next]![0]);
    while (!isEnd() && !isAsked()) {
      next = past(opens === '{' ? next + 2 : next);
      if (tokens[next]?.[0] === ',') next += 1;
      index += 1;
    }
    if (isEnd()) break;
    found = tokens[next]!.index;
    at = opens === '{' ? next + 2 : next;
  }
  return placeAt(text, found);
}

/** Names a place in a JSON text as an editor finds it: “href” in entry 2. */
function spellPath(path: readonly PropertyKey[]): string {
  const keys = path.filter((step) => typeof step === 'string').join('.');
  const [entry] = path;
  const where = typeof entry === 'number' ? `entry ${entry + 1}` : '';
  return keys === '' ? where || 'the file' : `“${keys}”${where && ` in ${where}`}`;
}

/** Whether JSON could still follow from the first `length` characters of a text. */
function mayGoOn(text: string, length: number): boolean {
  try {
    JSON.parse(text.slice(0, length));
    return true;
  } catch (error) {
    const { message } = error as Error;
    return /end of JSON|Unterminated/.test(message) || Number(/position (\d+)/.exec(message)?.[1] ?? -1) >= length;
  }
}

/** Where a text stops being JSON. Engines do not always say, so it is found by halving: once a beginning is wrong, longer ones are. */
function placeOfFault(text: string): Place {
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (mayGoOn(text, middle)) good = middle;
    else bad = middle;
  }
  return placeAt(text, mayGoOn(text, text.length) ? text.length : good);
}

/**
 * Returns a JSON text as its schema reads it.
 * @throws StoryRefused naming the line and field that is not what `expected` says.
 */
export function readJson<Value>(text: string, file: string, schema: z.ZodType<Value>, expected: string, remedy: string): Value {
  const refuse = (place: Place, found: string): never => {
    throw new StoryRefused([makeProblem({ kind: 'json', file, ...place, found, expected, remedy })]);
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse(placeOfFault(text), `text that is not JSON (${(error as Error).message})`);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const fault = issue.message.endsWith('received undefined') ? 'it is missing' : issue.message;
  return refuse(placeOfPath(text, issue.path), `${spellPath(issue.path)}: ${fault}`);
}
