import { z } from 'zod';

export const newsroomFile = 'data/newsroom.json';

/** What only the newsroom can say of itself, in the order it is shown (standards V33). */
export const newsroomFields = ['checked_by', 'funded_by', 'automated_tools', 'contact'] as const;

/** Every statement that a release needs: those of how it worked, and for how many days its server keeps records (standards S32). */
export const statements = [...newsroomFields, 'server_records'] as const;

const statement = z
  .object({ id: z.string().min(1), en: z.string().min(1) })
  .strict()
  .nullable();
const schema = z
  .object({ checked_by: statement, funded_by: statement, automated_tools: statement, contact: statement, server_records: statement })
  .strict();

/** Statements by the newsroom in each language; null until it has made them. */
export type Newsroom = z.infer<typeof schema>;

/** Returns `data/newsroom.json`. @throws ZodError naming the field that is wrong. */
export function readNewsroom(json: string): Newsroom {
  return schema.parse(JSON.parse(json));
}
