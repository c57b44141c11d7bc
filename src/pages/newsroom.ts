import { z } from 'zod';
import { speak, type Words } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import { day, inEveryLanguage, readJson } from '#story/read-json.ts';

export const newsroomFile = 'data/newsroom.json';

/** In the order of display (V33). */
export const newsroomFields = ['checked_by', 'funded_by', 'automated_tools', 'contact'] as const;

/** Everything that a release needs; the last is how many days the server keeps records (S32). */
export const newsroomStatements = [...newsroomFields, 'server_records'] as const;

const statement = inEveryLanguage.nullable();
const schema = z.strictObject({
  ...(Object.fromEntries(newsroomStatements.map((name) => [name, statement])) as Record<
    (typeof newsroomStatements)[number],
    typeof statement
  >),
  /** The last day on which the newsroom vouches for the figures (D14). */
  review_by: day.nullable(),
  published: day.nullable().default(null)
});

export type Newsroom = z.infer<typeof schema>;

export function readNewsroom(text: string) {
  const fix = `Give ${newsroomStatements.join(', ')} in every language, and review_by and published as a day each; leave null what is not decided yet.`;
  return readJson(text, newsroomFile, schema, fix);
}

/** A sentence that is true on any day; empty until the newsroom has named one. */
export function checkedUntil(day: string | null, words: Words) {
  return day ? speak(words, 'upkeep.until', { date: formatDate(day, words.language) }) : '';
}
