import { z } from 'zod';
import { speak, type Words } from '../copy/words.ts';
import { formatDate } from '../locale/numbers.ts';
import { day, inEveryLanguage, readJson } from '../story/read-json.ts';

export const newsroomFile = 'data/newsroom.json';

/** What only the newsroom can say of itself, in the order it is shown (standards V33). */
export const newsroomFields = ['checked_by', 'funded_by', 'automated_tools', 'contact'] as const;

/**
 * Every statement that a release needs: those of how it worked, and for how many days its server
 * keeps records (standards S32).
 */
export const statements = [...newsroomFields, 'server_records'] as const;

const statement = inEveryLanguage.nullable();
const schema = z.strictObject({
  ...(Object.fromEntries(statements.map((name) => [name, statement])) as Record<
    (typeof statements)[number],
    typeof statement
  >),
  /** The last day on which the newsroom answers for the figures (standards D14). */
  review_by: day.nullable(),
  /** The day on which readers first saw the story. */
  published: day.nullable().default(null)
});

/** Statements by the newsroom in each language, and its days; null until it has made them. */
export type Newsroom = z.infer<typeof schema>;

/**
 * Returns what `newsroomFile` states.
 * @throws StoryRefused naming the line and the field that is wrong.
 */
export function readNewsroom(text: string): Newsroom {
  const expected = `${statements.join(', ')}: each in every language, and review_by and published: a day each; or null until it is made`;
  return readJson(text, newsroomFile, schema, expected, 'correct it');
}

/**
 * Returns until when the newsroom answers for the figures, in words that are true on any day;
 * nothing until it has named a day.
 */
export function checkedUntil(day: string | null, words: Words): string {
  return day ? speak(words, 'upkeep.until', { date: formatDate(day, words.language) }) : '';
}
