import { z } from 'zod';
import { speak, type Words } from '../copy/words.ts';
import { formatDate } from '../locale/numbers.ts';
import { day, inEveryLanguage, readJson } from '../story/read-json.ts';
import { cards, type Card } from './card.ts';

const schema = z.array(
  z.strictObject({
    card: z.enum(cards),
    /**
     * The editions whose cards are taken back, or all of them, the live card and those still to
     * come included.
     */
    editions: z.union([z.literal('all'), z.array(day).min(1)]),
    /** When it was taken back. */
    date: day,
    /** Why, in each language; published (standards E16). */
    reason: inEveryLanguage
  })
);

/** A card that is taken back in every version or in some (standards E16). */
export type Withdrawal = z.infer<typeof schema>[number];

export const withdrawalsFile = 'data/withdrawals.json';

/**
 * Returns the withdrawals in the order of the file.
 * @throws StoryRefused naming the line, the entry and the field that is wrong.
 */
export function withdrawalsAsWritten(text: string): Withdrawal[] {
  const fix =
    'Write each entry as { card, editions, date, reason }, the reason in every language, editions "all" or a list of days.';
  return readJson(text, withdrawalsFile, schema, fix);
}

/** Returns the withdrawals, newest first. @throws StoryRefused as `withdrawalsAsWritten` does. */
export const readWithdrawals = (text: string): Withdrawal[] =>
  withdrawalsAsWritten(text).sort((one, other) => other.date.localeCompare(one.date));

/**
 * Returns why a card of an edition was taken back; undefined when it was not. A live card shows the
 * edition of today.
 */
export function withdrawalOf(
  withdrawals: readonly Withdrawal[],
  card: Card,
  edition: string
): Withdrawal | undefined {
  return withdrawals.find(
    (one) => one.card === card && (one.editions === 'all' || one.editions.includes(edition))
  );
}

/**
 * Returns which editions of a card were taken back, as a sentence.
 * @throws Error when a label is missing.
 */
export function withdrawnEditions({ editions }: Withdrawal, words: Words): string {
  const which =
    editions === 'all'
      ? speak(words, 'changes.withdrawal.all')
      : editions.map((day) => formatDate(day, words.language)).join(', ');
  return speak(words, 'changes.withdrawal.editions', { editions: which });
}
