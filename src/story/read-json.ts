import type { z } from 'zod';
import { makeProblem, StoryRefused } from './problem.ts';

/** Returns where a JSON text first writes a key; the start of the text when it does not. Lines and columns count from 1. */
export function placeOfKey(text: string, key: string): { line: number; column: number } {
  const offset = key === '' ? -1 : text.indexOf(`${JSON.stringify(key)}:`);
  const before = text.slice(0, Math.max(offset, 0)).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** Where a JSON parser gave up, from the offset its message names. */
function placeOfError(text: string, error: Error): { line: number; column: number } {
  const offset = Number(/position (\d+)/.exec(error.message)?.[1] ?? 0);
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/**
 * Returns a JSON text as its schema reads it.
 * @throws StoryRefused naming the line and field that is not what `expected` says.
 */
export function readJson<Value>(text: string, file: string, schema: z.ZodType<Value>, expected: string, remedy: string): Value {
  const refuse = (place: { line: number; column: number }, found: string): never => {
    throw new StoryRefused([makeProblem({ kind: 'json', file, ...place, found, expected, remedy })]);
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse(placeOfError(text, error as Error), `text that is not JSON (${(error as Error).message})`);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const key = issue.path.findLast((step) => typeof step === 'string');
  return refuse(placeOfKey(text, key ?? ''), `“${issue.path.join('.') || 'the file'}”: ${issue.message}`);
}
