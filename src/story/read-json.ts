import { z } from 'zod';
import { byLanguage } from '../locale/languages.ts';
import type { Place } from '../sources/source-error.ts';
import { parseJson, placeAt } from '../sources/checked-json.ts';
import { refusal } from './problem.ts';

/** A day that there is, as YYYY-MM-DD. */
export const day = z.iso.date({
  error: ({ input }) => (typeof input === 'string' ? `“${input}” is no day` : undefined)
});

/** A text in every language. */
export const inEveryLanguage = z.strictObject(
  byLanguage(() => z.string().min(1)),
  {
    error: ({ code, input }) =>
      code === 'invalid_type' && typeof input === 'string'
        ? `one text, where each language has its own: ${JSON.stringify(byLanguage(() => '…'))}`
        : undefined
  }
);

/**
 * Returns where a JSON text writes the last of some nested keys that it holds; its start when it
 * holds none.
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
 * Returns a JSON text as its schema reads it.
 * @throws StoryRefused naming the line and field that is not what `expected` says.
 */
export function readJson<Value>(
  text: string,
  file: string,
  schema: z.ZodType<Value>,
  expected: string,
  remedy: string
): Value {
  const read = parseJson(text, schema);
  if ('value' in read) return read.value;
  const { line, column, found, asksForDay, rule = { expected, advice: remedy } } = read.fault;
  const wanted = asksForDay ? `${expected}, and there a day as YYYY-MM-DD` : rule.expected;
  throw refusal({ kind: 'json', file, line, column, found, expected: wanted, remedy: rule.advice });
}
