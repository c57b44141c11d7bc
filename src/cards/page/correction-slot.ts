import { escapeMarkup, tag } from '../../copy/markup.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import { overdueFrom } from '../../pages/client/upkeep.ts';
import { checkedUntil } from '../../pages/newsroom.ts';
import type { Correction } from '../../pages/side/correction.ts';

/**
 * What stands around a card's correction notice, by which a pinned card's notice is found and
 * renewed (standards E16).
 */
const [opening, closing] = ['<!--correction-->', '<!--/correction-->'] as const;

/** What a card says beside its corrections. */
export interface CardStanding {
  /** Of a pinned card that has a newer edition: its own and the newest one, by their days. */
  newer?: { own: string; newest: string } | undefined;
  /** The last day on which the newsroom answers for the figures; null until it has named one. */
  reviewBy: string | null;
}

const newerNotice = ({ own, newest }: NonNullable<CardStanding['newer']>, words: Words) =>
  escapeMarkup(
    speak(words, 'card.newer', {
      edition: formatDate(own, words.language),
      newest: formatDate(newest, words.language)
    })
  );

/**
 * Until when a card is kept up and, from the day after, that it is not (standards D14): its script
 * shows that then.
 */
function upkeep(day: string, words: Words): string {
  return `${escapeMarkup(checkedUntil(day, words))}. <b hidden data-from="${overdueFrom(day)}">${escapeMarkup(speak(words, 'upkeep.card'))}</b>`;
}

/**
 * That there are corrections and of which day the newest is; each opens whole above the line, since
 * half of one repeats what was wrong.
 */
function correctionNotice(corrections: readonly Correction[], words: Words): string {
  const dayOf = ({ posted }: Correction) => formatDate(posted.slice(0, 10), words.language);
  const whole = corrections.map(
    (one) =>
      `<p><b>${escapeMarkup(speak(words, 'card.corrected', { date: dayOf(one) }))}</b> ${escapeMarkup(one.text[words.language])}</p>`
  );
  const newest = speak(words, 'figure.corrected', { date: dayOf(corrections[0]!) });
  // Safari gives a box that scrolls no focus of its own.
  return `<details><summary>${tag('b', newest)}</summary><div role="group" aria-label="${escapeMarkup(newest)}" tabindex="0">${whole.join('')}</div></details>`;
}

/**
 * Returns the notice that a card carries, as HTML: until when it is kept up, that a newer edition
 * exists, and each of its own corrections, newest first, with its date (standards V34), or that
 * there is none. Its place is kept free, and a long one scrolls in it.
 */
export function correctionSlot(
  corrections: readonly Correction[],
  words: Words,
  { newer, reviewBy }: CardStanding
): string {
  const none = escapeMarkup(speak(words, 'corrections.none'));
  if (corrections.length === 0 && !newer && !reviewBy) return `${opening}<p>${none}</p>${closing}`;
  const said = [
    ...(reviewBy ? [upkeep(reviewBy, words)] : []),
    ...(corrections.length > 0 ? [correctionNotice(corrections, words)] : []),
    ...(newer ? [newerNotice(newer, words)] : []),
    ...(corrections.length === 0 && !newer ? [none] : [])
  ];
  const name = escapeMarkup(
    speak(words, corrections.length > 0 ? 'card.correction' : 'card.newer.name')
  );
  return `${opening}<div class="correction" role="region" aria-label="${name}" tabindex="0">${said.join(' ')}</div>${closing}`;
}

/**
 * Returns a card's HTML with the notices of today in the place of its own.
 * @throws Error when it has no such place.
 */
export function withNotices(
  html: string,
  corrections: readonly Correction[],
  words: Words,
  standing: CardStanding
): string {
  const from = html.indexOf(opening);
  const to = html.indexOf(closing);
  if (from < 0 || to < from)
    throw new Error('found no place for a correction, expected one in every card');
  return (
    html.slice(0, from) +
    correctionSlot(corrections, words, standing) +
    html.slice(to + closing.length)
  );
}
