import { z } from 'zod';
import { byLanguage } from '../locale/languages.ts';
import type { FilePosition } from '../sources/source-error.ts';
import { parseJson, placeAt } from '../sources/checked-json.ts';
import { refusal } from './problem.ts';

/** A day of the calendar, as YYYY-MM-DD. */
export const day = z.iso.date({
  error: ({ input }) =>
    typeof input === 'string' ? `must be a day as YYYY-MM-DD, not “${input}”` : undefined
});

/** A text in every language. */
export const inEveryLanguage = z.strictObject(
  byLanguage(() => z.string().min(1)),
  {
    error: ({ code, input }) =>
      code === 'invalid_type' && typeof input === 'string'
        ? `must have a text for each language: ${JSON.stringify(byLanguage(() => '…'))}`
        : undefined
  }
);

/** Returns the position of the last of some nested keys that a JSON text has, else its start. */
export function placeOfKey(text: string, ...keys: readonly string[]): FilePosition {
  let offset = 0;
  for (const key of keys) {
    const found = text.indexOf(`${JSON.stringify(key)}:`, offset);
    if (found >= 0) offset = found;
  }
  return placeAt(text, offset);
}

/**
 * Returns a JSON text as its schema reads it.
 * @param fix how to fix a field, as a sentence.
 * @throws StoryRefused at the first wrong field, or where it is not JSON.
 */
export function readJson<Value>(
  text: string,
  file: string,
  schema: z.ZodType<Value>,
  fix: string
): Value {
  const read = parseJson(text, schema);
  if ('value' in read) return read.value;
  throw refusal({ fix, file, ...read.fault });
}
