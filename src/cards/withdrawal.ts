import { z } from 'zod';
import { speak, type Words } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import { day, editionName, inEveryLanguage, readJson } from '#story/read-json.ts';
import { cards, type Card } from './card.ts';

const schema = z.array(
  z.strictObject({
    card: z.enum(cards),
    /** "all" includes the live card and future editions. */
    editions: z.union([z.literal('all'), z.array(editionName).min(1)]),
    date: day,
    /** Published (E16). */
    reason: inEveryLanguage
  })
);

export type Withdrawal = z.infer<typeof schema>[number];

export const withdrawalsFile = 'data/withdrawals.json';

/** Newest first. */
export function readWithdrawals(text: string): Withdrawal[] {
  const fix =
    'Write each entry as { card, editions, date, reason }, the reason in every language, editions "all" or a list of days.';
  return readJson(text, withdrawalsFile, schema, fix).sort((one, other) =>
    other.date.localeCompare(one.date)
  );
}

/** Pass the newest edition for a live card. */
export function withdrawalOf(
  withdrawals: readonly Withdrawal[],
  card: Card,
  edition: string
): Withdrawal | undefined {
  return withdrawals.find(
    (one) => one.card === card && (one.editions === 'all' || one.editions.includes(edition))
  );
}

export const withdrawnTitle = ({ date }: Withdrawal, words: Words) =>
  speak(words, 'withdrawn.title', { date: formatDate(date, words.language) });

export function withdrawnEditions({ editions }: Withdrawal, words: Words) {
  const which =
    editions === 'all'
      ? speak(words, 'changes.withdrawal.all')
      : editions.map((day) => formatDate(day, words.language)).join(', ');
  return speak(words, 'changes.withdrawal.editions', { editions: which });
}
