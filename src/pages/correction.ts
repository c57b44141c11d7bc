import { z } from 'zod';

const text = z.object({ id: z.string().min(1), en: z.string().min(1) }).strict();
const schema = z.array(
  z
    .object({
      /** Stable, used in the feed: `2027-01-15-world-2023`. */
      id: z.string().regex(/^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/),
      /** Day and time of posting, with its zone (standards V34). */
      posted: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/),
      /** Section, step or figure it concerns; its address on the story page. */
      place: z.string().min(1),
      /** What was wrong and what is right, in each language. */
      text
    })
    .strict()
);

/** One correction of a fact or figure (standards V34). */
export type Correction = z.infer<typeof schema>[number];

/** Returns `data/corrections.json`, newest first. @throws ZodError naming the entry and field that is wrong. */
export function readCorrections(json: string): Correction[] {
  return schema.parse(JSON.parse(json)).sort((one, other) => other.posted.localeCompare(one.posted));
}
