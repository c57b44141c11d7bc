import { findNodeAtLocation, parseTree, type ParseError } from 'jsonc-parser';
import { z } from 'zod';
import { byLanguage } from '../locale/languages.ts';
import { makeProblem, StoryRefused } from './problem.ts';

/** A day that there is, as YYYY-MM-DD. */
export const day = z.iso.date({ error: ({ input }) => (typeof input === 'string' ? `“${input}” is no day` : undefined) });

/** Whether a schema asked for a day where something else stands. */
const asksForDay = (issue: z.core.$ZodIssue) => issue.code === 'invalid_format' && issue.format === 'date';

/** A text in every language. */
export const inEveryLanguage = z.strictObject(byLanguage(() => z.string().min(1)));

/** Lines and columns count from 1. */
export interface Place {
  line: number;
  column: number;
}

/** Returns where the character of that number stands in a text. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
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

/**
 * Returns where a JSON text writes what stands at a path of keys and places in lists: at the key, or at the entry of a list. Of a path
 * that goes on beyond what is written, the last that is. Lines and columns count from 1.
 */
export function placeOfPath(text: string, path: readonly PropertyKey[]): Place {
  const root = parseTree(text);
  const steps = path.filter((step) => typeof step !== 'symbol');
  for (let length = steps.length; root && length > 0; length--) {
    const found = findNodeAtLocation(root, steps.slice(0, length));
    if (found) return placeAt(text, (found.parent?.type === 'property' ? found.parent : found).offset);
  }
  return placeAt(text, root?.offset ?? 0);
}

/** Names a place in a JSON text as an editor finds it: “href” in entry 2. */
function spellPath(path: readonly PropertyKey[]): string {
  const keys = path.filter((step) => typeof step === 'string').join('.');
  const [entry] = path;
  const where = typeof entry === 'number' ? `entry ${entry + 1}` : '';
  return keys === '' ? where || 'the file' : `“${keys}”${where && ` in ${where}`}`;
}

/** Where a text stops being JSON, which JavaScript engines do not always say. */
function placeOfFault(text: string): Place {
  const faults: ParseError[] = [];
  parseTree(text, faults, { disallowComments: true });
  return placeAt(text, faults[0]?.offset ?? text.length);
}

/**
 * Returns a JSON text as its schema reads it.
 * @throws StoryRefused naming the line and field that is not what `expected` says.
 */
export function readJson<Value>(text: string, file: string, schema: z.ZodType<Value>, expected: string, remedy: string): Value {
  const refuse = (place: Place, found: string, wanted = expected): never => {
    throw new StoryRefused([makeProblem({ kind: 'json', file, ...place, found, expected: wanted, remedy })]);
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
  // A field that no schema knows is pointed at itself, not at what it stands in.
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;
  const fault = issue.message.endsWith('received undefined') ? 'it is missing' : issue.message;
  return refuse(
    placeOfPath(text, path),
    `${spellPath(issue.path)}: ${fault}`,
    asksForDay(issue) ? `${expected}, and there a day as YYYY-MM-DD` : expected
  );
}
