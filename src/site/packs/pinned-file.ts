import {
  cardHome,
  cards,
  correctionsOf,
  editionEmbedsPath,
  embedFolder,
  type Card
} from '../../cards/card.ts';
import { withNotices } from '../../cards/page/correction-slot.ts';
import { withdrawalOf, type Withdrawal } from '../../cards/withdrawal.ts';
import { withdrawnCard } from '../../cards/withdrawn-card.ts';
import type { Words } from '../../copy/words.ts';
import { languages, type Language } from '../../locale/languages.ts';
import type { SiteInputs } from '../site-inputs.ts';

/** What is known today of cards that were published on another day. */
export interface Today extends Pick<
  SiteInputs,
  'corrections' | 'withdrawals' | 'helplines' | 'address'
> {
  words: Readonly<Record<Language, Words>>;
  /** The last day on which the newsroom answers for the figures; null until it has named one. */
  reviewBy: string | null;
  /** The day of the edition that is published now. */
  edition: string;
}

const folder = `${embedFolder}editions/`;
const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  (names as readonly string[]).includes(name);

/**
 * Returns the edition that a path of the site is pinned to; undefined for all that is not pinned.
 */
export function pinnedEdition(path: string): string | undefined {
  return path.startsWith(folder) ? path.slice(folder.length).split('/')[0] : undefined;
}

/** The card that a pinned file belongs to, by its name: `world.html`, `world.480.json`. */
function cardOf(path: string): Card | undefined {
  const [name = ''] = (path.split('/').at(-1) ?? '').split('.');
  return isOneOf(cards, name) ? name : undefined;
}

/**
 * Why a card of an earlier edition is not shown. The whole story goes with any of its figures: it
 * cannot be drawn without one now.
 */
function takenBack(
  withdrawals: readonly Withdrawal[],
  card: Card,
  edition: string
): Withdrawal | undefined {
  const own = withdrawalOf(withdrawals, card, edition);
  return (
    own ??
    (card === 'story'
      ? withdrawals.find((one) => withdrawalOf([one], one.card, edition))
      : undefined)
  );
}

function renewedList(text: string, edition: string, { corrections, withdrawals }: Today): string {
  const list = JSON.parse(text) as { embeds: { id: Card; language: Language }[] };
  const embeds = list.embeds
    .filter(({ id }) => !takenBack(withdrawals, id, edition))
    .map((embed) => ({
      ...embed,
      corrections: correctionsOf(embed.id, corrections).map(({ id, posted, text: said }) => ({
        id,
        posted,
        text: said[embed.language]
      }))
    }));
  return `${JSON.stringify({ ...list, withdrawn: withdrawals, embeds }, null, 2)}\n`;
}

/** Whether a file of an edition is kept as it is, byte for byte. */
export const staysAsItIs = (path: string): boolean => !/\.(html|json)$/.test(path);

/**
 * Returns a file of an edition that was published on another day as it is published today: a card
 * with today's notices, an explanation where it was taken back, everything else as it was
 * (standards E16). Undefined for what goes with a card that was taken back.
 * @throws Error naming the card that says it was withdrawn while no withdrawal says so.
 */
export function pinnedFile(path: string, text: string, today: Today): string | undefined {
  const edition = pinnedEdition(path);
  if (edition === undefined) return text;
  if (path === editionEmbedsPath(edition)) return renewedList(text, edition, today);
  const card = cardOf(path);
  if (!card) return text;
  const withdrawal = takenBack(today.withdrawals, card, edition);
  const language = path.slice(folder.length).split('/')[1] ?? '';
  if (!path.endsWith('.html') || !isOneOf(languages, language))
    return withdrawal ? undefined : text;
  const words = today.words[language];
  if (withdrawal)
    return withdrawnCard(
      withdrawal,
      card,
      words,
      today.helplines,
      today.address || cardHome(edition)
    );
  try {
    const newer = edition < today.edition ? { own: edition, newest: today.edition } : undefined;
    return withNotices(text, correctionsOf(card, today.corrections), words, {
      newer,
      reviewBy: today.reviewBy
    });
  } catch (error) {
    throw new Error(
      `${path}: found a card that was withdrawn, expected its entry in data/withdrawals.json: put the entry back, what was withdrawn stays so`,
      { cause: error }
    );
  }
}
