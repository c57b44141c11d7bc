import { speak, type Words } from '../copy/words.ts';
import type { Language } from '../locale/languages.ts';
import { cardCaption, type CardCaption } from './card-caption.ts';
import type { CardHeights } from './card-heights.ts';
import type { CardRecord } from './card-record.ts';
import { cardPath, embedFolder, type Card } from './card.ts';
import { oembedPath } from './oembed.ts';
import { snippet } from './snippet.ts';

/** One card in one language, as `embeds.json` lists it: all that a partner's system needs to embed it. */
export interface Embed {
  id: Card;
  language: Language;
  title: string;
  subtitle: string;
  /** Names the frame for screen readers. */
  frameTitle: string;
  /** What the picture shows, in words. */
  alt: string;
  /** The address that follows the newsroom's edition, and the one that keeps this edition for ever. */
  live: string;
  pinned: string;
  edition: string;
  /** Height of the frame in CSS px, by the width from which it holds. */
  heights: CardHeights;
  /** What stands under the frame. */
  caption: CardCaption;
  snippet: { live: string; pinned: string };
  oembed: { live: { json: string; xml: string }; pinned: { json: string; xml: string } };
  /** Everything for a page of one's own, as a zip. */
  pack: string;
  /** Newest first. */
  corrections: { id: string; posted: string; text: string }[];
}

/**
 * Returns a card as `embeds.json` lists it.
 * @param base the site's address, or the way from the list to its root.
 * @throws Error when a label is missing.
 */
export function embedOf(record: CardRecord, words: Words, base: string): Embed {
  const { card, language, heights, frameTitle, edition } = record;
  const live = base + cardPath(language, card);
  const pinned = base + cardPath(language, card, edition);
  const caption = cardCaption(record, words, base);
  const parts = { language, frameTitle, heights, caption };
  const answers = (of?: string) => ({
    json: base + oembedPath(language, card, { form: 'json', edition: of }),
    xml: base + oembedPath(language, card, { form: 'xml', edition: of })
  });
  return {
    id: card,
    language,
    title: record.title,
    subtitle: record.subtitle,
    frameTitle,
    alt: [record.alt.name, record.alt.text].filter(Boolean).join(' '),
    live,
    pinned,
    edition,
    heights,
    caption,
    snippet: { live: snippet(parts, live), pinned: snippet(parts, pinned) },
    oembed: { live: answers(), pinned: answers(edition) },
    pack: `${base}${embedFolder}packs/${language}/${card}.zip`,
    corrections: record.corrections.map(({ id, posted, text }) => ({ id, posted, text: text[language] }))
  };
}

/** Returns the one line that a partner pastes into a consent tool (standards E11). @throws Error when the label is missing. */
export function consentDeclaration(words: Words): string {
  return speak(words, 'embed.consent');
}
