import type { z } from 'zod';
import { SourceError } from './source-error.ts';

/** What a file of JSON is to hold, and what an editor does where it does not. */
interface Wanted {
  file: string;
  expected: string;
  advice: string;
}

/** Returns JSON text as `schema` has it. @throws SourceError naming the first field that is not as expected, or that it is no JSON. */
export function checkedJson<Shape extends z.ZodType>(text: string, schema: Shape, { file, expected, advice }: Wanted): z.output<Shape> {
  const start = { file, line: 1, column: 1 };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new SourceError({ ...start, found: (error as Error).message, expected: 'JSON', advice });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const found = `${issue?.path.join('.') || 'the whole file'}: ${issue?.message ?? 'unreadable'}`;
  throw new SourceError({ ...start, found, expected, advice });
}
