import {
  cardHome,
  cards,
  correctionsOf,
  editionEmbedsPath,
  embedFolder,
  type Card
} from '#cards/card.ts';
import { withNotices } from '#cards/page/correction-slot.ts';
import { withdrawalOf, type Withdrawal } from '#cards/withdrawal.ts';
import { withdrawnCard } from '#cards/withdrawn-card.ts';
import type { Words } from '#copy/words.ts';
import { languages, type Language } from '#locale/languages.ts';
import type { SiteInputs } from '../route.ts';

/** The state today, applied to cards of earlier editions. */
export interface CurrentState extends Pick<
  SiteInputs,
  'corrections' | 'withdrawals' | 'helplines' | 'address'
> {
  words: Readonly<Record<Language, Words>>;
  reviewBy: string | null;
  edition: string;
}

const folder = `${embedFolder}editions/`;
const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  (names as readonly string[]).includes(name);

export function pinnedEdition(path: string) {
  return path.startsWith(folder) ? path.slice(folder.length).split('/')[0] : undefined;
}

function cardOf(path: string) {
  const [name = ''] = (path.split('/').at(-1) ?? '').split('.');
  return isOneOf(cards, name) ? name : undefined;
}

/** The whole story is withdrawn with any of its figures, because it cannot be drawn without one. */
function withdrawalAffecting(withdrawals: readonly Withdrawal[], card: Card, edition: string) {
  const own = withdrawalOf(withdrawals, card, edition);
  return (
    own ??
    (card === 'story'
      ? withdrawals.find((one) => withdrawalOf([one], one.card, edition))
      : undefined)
  );
}

function renewedList(text: string, edition: string, { corrections, withdrawals }: CurrentState) {
  const list = JSON.parse(text) as { embeds: { id: Card; language: Language }[] };
  const embeds = list.embeds
    .filter(({ id }) => !withdrawalAffecting(withdrawals, id, edition))
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

export const isCopiedUnchanged = (path: string) => !/\.(html|json)$/.test(path);

/**
 * Updates a file of an earlier edition: today's notices, or an explanation in place of a withdrawn
 * card (E16). Undefined for other files of a withdrawn card.
 * @throws Error when a card says it was withdrawn and `data/withdrawals.json` does not.
 */
export function pinnedFile(path: string, text: string, today: CurrentState) {
  const edition = pinnedEdition(path);
  if (edition === undefined) return text;
  if (path === editionEmbedsPath(edition)) return renewedList(text, edition, today);
  const card = cardOf(path);
  if (!card) return text;
  const withdrawal = withdrawalAffecting(today.withdrawals, card, edition);
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
    throw new Error(`The card ${path} was withdrawn, but has no entry in data/withdrawals.json.`, {
      cause: error
    });
  }
}
