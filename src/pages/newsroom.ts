import { z } from 'zod';
import { readJson } from '../story/read-json.ts';

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

/** Returns what `newsroomFile` states. @throws StoryRefused naming the line and the field that is wrong. */
export function readNewsroom(text: string): Newsroom {
  return readJson(text, newsroomFile, schema, `${statements.join(', ')}: each in every language, or null until it is made`, 'correct it');
}
