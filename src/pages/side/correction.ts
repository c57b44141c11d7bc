import { z } from 'zod';
import { inEveryLanguage, readJson } from '../../story/read-json.ts';

const schema = z.array(
  z
    .object({
      /** Stable, used in the feed: `2027-01-15-world-2023`. */
      id: z.string().regex(/^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/, 'expected a day and a name, such as 2027-01-15-world-now'),
      /** Day and time of posting, with its zone (standards V34). */
      posted: z
        .string()
        .regex(
          /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/,
          'expected a day and a time with its zone, such as 2027-01-15T09:00:00Z'
        ),
      /** Section, step or figure it concerns; its address on the story page. */
      place: z.string().min(1),
      /** What was wrong and what is right, in each language. */
      text: inEveryLanguage
    })
    .strict()
);

/** One correction of a fact or figure (standards V34). */
export type Correction = z.infer<typeof schema>[number];

/** Returns the corrections, in the order given, whose place is one of `names` or a step of it: `unknown`, `demand-2018` of `demand`. */
export const correctionsAt = (names: readonly string[], corrections: readonly Correction[]): Correction[] =>
  corrections.filter(({ place }) => names.some((name) => place === name || place.startsWith(`${name}-`)));

export const correctionsFile = 'data/corrections.json';

/** Returns the corrections, newest first. @throws StoryRefused naming the line, the entry and the field that is wrong. */
export function readCorrections(text: string): Correction[] {
  const expected = 'a list of { id, posted, place, text }, the text in every language';
  return readJson(text, correctionsFile, schema, expected, 'correct the entry').sort((one, other) =>
    other.posted.localeCompare(one.posted)
  );
}
