import { speak, type Words } from '../copy/words.ts';
import { formatDate } from '../locale/numbers.ts';
import type { Correction } from '../pages/correction.ts';

/** What stands around a card's correction notice, by which a pinned card's notice is found and renewed (standards E16). */
const [opening, closing] = ['<!--correction-->', '<!--/correction-->'] as const;
const escapeHtml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/**
 * Returns the notice that a card carries, as HTML: each correction with its date (standards V34), or that there is none. The
 * place of a correction is kept free by the card's height, and a long one scrolls in it.
 * @param corrections newest first, those of this card only.
 */
export function correctionSlot(corrections: readonly Correction[], words: Words): string {
  if (corrections.length === 0) return `${opening}<p>${escapeHtml(speak(words, 'corrections.none'))}</p>${closing}`;
  const notices = corrections.map(({ posted, text }) => {
    const dated = speak(words, 'card.corrected', { date: formatDate(posted.slice(0, 10), words.language) });
    return `<b>${escapeHtml(dated)}</b> ${escapeHtml(text[words.language])}`;
  });
  const name = speak(words, 'card.correction').replaceAll('"', '&quot;');
  return `${opening}<div class="correction" role="region" aria-label="${name}" tabindex="0">${notices.join(' ')}</div>${closing}`;
}

/** Returns a card's HTML with the notice of today in the place of its own. @throws Error when it has no such place. */
export function withCorrections(html: string, corrections: readonly Correction[], words: Words): string {
  const from = html.indexOf(opening);
  const to = html.indexOf(closing);
  if (from < 0 || to < from) throw new Error('found no place for a correction, expected one in every card');
  return html.slice(0, from) + correctionSlot(corrections, words) + html.slice(to + closing.length);
}
