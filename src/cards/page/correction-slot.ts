import { escapeMarkup, tag } from '#copy/markup.ts';
import { speak, type Words } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import { overdueFrom } from '#pages/client/overdue.ts';
import { checkedUntil } from '#pages/newsroom.ts';
import type { Correction } from '#pages/side/correction.ts';

/** Delimiters by which the notice of a pinned card is found and replaced (E16). */
const [opening, closing] = ['<!--correction-->', '<!--/correction-->'] as const;

export interface NoticeStatus {
  /** Days of a pinned card's edition and of the newest, if that is newer. */
  newer?: { own: string; newest: string } | undefined;
  reviewBy: string | null;
}

const newerNotice = ({ own, newest }: NonNullable<NoticeStatus['newer']>, words: Words) =>
  escapeMarkup(
    speak(words, 'card.newer', {
      edition: formatDate(own, words.language),
      newest: formatDate(newest, words.language)
    })
  );

/** Rendered for both states; the script switches on the day after (D14). */
function upkeep(day: string, words: Words) {
  return `${escapeMarkup(checkedUntil(day, words))}. <b hidden data-from="${overdueFrom(day)}">${escapeMarkup(speak(words, 'upkeep.card'))}</b>`;
}

/** Opens whole, because half a correction repeats the error. */
function correctionNotice(corrections: readonly Correction[], words: Words) {
  const dayOf = ({ posted }: Correction) => formatDate(posted.slice(0, 10), words.language);
  const whole = corrections.map(
    (one) =>
      `<p><b>${escapeMarkup(speak(words, 'card.corrected', { date: dayOf(one) }))}</b> ${escapeMarkup(one.text[words.language])}</p>`
  );
  const newest = speak(words, 'figure.corrected', { date: dayOf(corrections[0]!) });
  // Safari does not make a scroll box focusable.
  return `<details><summary>${tag('b', newest)}</summary><div role="group" aria-label="${escapeMarkup(newest)}" tabindex="0">${whole.join('')}</div></details>`;
}

/** Returns the notice of a card as HTML (V34). Its room is reserved, and a long one scrolls. */
export function correctionSlot(
  corrections: readonly Correction[],
  words: Words,
  { newer, reviewBy }: NoticeStatus
) {
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

export function withNotices(
  html: string,
  corrections: readonly Correction[],
  words: Words,
  standing: NoticeStatus
) {
  const from = html.indexOf(opening);
  const to = html.indexOf(closing);
  if (from < 0 || to < from)
    throw new Error('The card has no place for a correction. A withdrawn card has none.');
  return (
    html.slice(0, from) +
    correctionSlot(corrections, words, standing) +
    html.slice(to + closing.length)
  );
}
