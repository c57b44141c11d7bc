import { z } from 'zod';
import { byLanguage } from '#locale/languages.ts';
import type { FilePosition } from '#sources/source-error.ts';
import { parseJson, placeAt } from '#sources/checked-json.ts';
import { refusal } from './problem.ts';
import { say } from '#locale/say.ts';

const asDay = {
  error: ({ input }: { input?: unknown }) =>
    typeof input === 'string' ? say`must be a day as YYYY-MM-DD, not “${input}”` : undefined
};

export const day = z.iso.date(asDay);
/** `2026-12-03-2` is the second of its day. */
export const editionName = z
  .string()
  .refine(
    (name) => day.safeParse(name.replace(/(?<=-..-..)-([2-9]|[1-9]\d+)$/, '')).success,
    asDay
  );

/** Of the languages that there are when it is read. */
export const inEveryLanguage = z.unknown().transform((value, { issues }) => {
  const texts = z.strictObject(
    byLanguage(() => z.string().min(1)),
    {
      error: ({ code, input: given }) =>
        code === 'invalid_type' && typeof given === 'string'
          ? say`must have a text for each language: ${JSON.stringify(byLanguage(() => '…'))}`
          : undefined
    }
  );
  const { data, error } = texts.safeParse(value, { reportInput: true });
  for (const issue of error?.issues ?? []) issues.push({ ...issue, input: value } as never);
  return data!;
});

/** Position of the last of the nested keys that the text has. */
export function placeOfKey(text: string, ...keys: readonly string[]): FilePosition {
  let offset = 0;
  for (const key of keys) {
    const found = text.indexOf(`${JSON.stringify(key)}:`, offset);
    if (found >= 0) offset = found;
  }
  return placeAt(text, offset);
}

/** @param fix how to fix a field, as a sentence. */
export function readJson<Value>(text: string, file: string, schema: z.ZodType<Value>, fix: string) {
  const read = parseJson(text, schema);
  if ('value' in read) return read.value;
  throw refusal({ fix, file, ...read.fault });
}
