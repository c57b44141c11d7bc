import type { z } from 'zod';

/**
 * Returns JSON text as `schema` has it.
 * `refuse` is called, and must throw, with what was found and what was expected where the text is no JSON or not so shaped.
 */
export function checkedJson<Shape extends z.ZodType>(
  text: string,
  schema: Shape,
  what: string,
  refuse: (found: string, expected: string) => never
): z.output<Shape> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse((error as Error).message, 'JSON');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuse(`${issue?.path.join('.') || 'the whole file'}: ${issue?.message ?? 'unreadable'}`, what);
}
