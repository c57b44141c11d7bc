import { escapeMarkup } from '../../copy/markup.ts';
import { creditMarkup, helpText, type CardCaption } from '../card-caption.ts';
import type { CardRecord } from '../card-record.ts';
import type { CardHeights } from './card-heights.ts';
import { columnStyle, frameStyle, grantedHeight, plainHeight } from './frame-style.ts';
import { themeWidths } from '../client/theme.ts';

/** What a partner pastes is made of. */
export interface SnippetParts extends Pick<CardRecord, 'language' | 'frameTitle' | 'heights'> {
  caption: CardCaption;
}

/**
 * A card may run what is inside it and open the story in a new tab; it has no origin and cannot
 * move the page around it (standards E06).
 */
export const sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

/**
 * Returns the frame of the card at `src`, of a size in attributes for where its style is taken
 * away.
 */
export function frameMarkup(
  src: string,
  title: string,
  size: string,
  heights: CardHeights
): string {
  const granted = grantedHeight(heights);
  const most = granted ? ` data-terhubung-max="${granted}"` : '';
  const named = `src="${escapeMarkup(src)}" title="${escapeMarkup(title)}"`;
  return `<iframe ${named} ${size} loading="lazy" referrerpolicy="no-referrer" sandbox="${sandbox}"${most} style="${frameStyle(heights)}"></iframe>`;
}

/** What a partner asks for besides the card's own theme. */
export interface SnippetWishes {
  /** ISO-3 code of the country whose help is printed; that of the language when left out. */
  country?: string | undefined;
  /**
   * The greatest width, CSS px. Given to the frame, so that its height is the one known for that
   * width.
   */
  width?: number | undefined;
}

/**
 * Returns the snippet of the card at `src` (E06): its frame, and as text what must be read where
 * that is blocked; no script, no sheet.
 */
export function snippet(
  { language, frameTitle, heights, caption }: SnippetParts,
  src: string,
  wishes: SnippetWishes = {}
): string {
  // In a wider column the card stands in the middle.
  const { country, width = themeWidths.most } = wishes;
  const { title, limits, source, credits, licence, story, help } = caption;
  const lines = [
    `<strong>${escapeMarkup(title)}</strong>`,
    ...(limits ? [escapeMarkup(limits)] : []),
    ...credits.map(
      (line) =>
        `${escapeMarkup(source)}: ${creditMarkup(line)}${line.shown ? ` ${escapeMarkup(line.shown)}` : ''}`
    ),
    `${escapeMarkup(licence)} <a href="${escapeMarkup(story.href)}">${escapeMarkup(story.text)}</a>`,
    escapeMarkup(helpText(help, country))
  ];
  // Its own direction, for a page set from the right. A help line's address is longer than a
  // telephone is wide in text of twice the size.
  return [
    `<figure class="terhubung" lang="${language}" dir="ltr" style="${columnStyle(width)};margin:1.5em auto;overflow-wrap:break-word">`,
    frameMarkup(src, frameTitle, `width="100%" height="${plainHeight(heights)}"`, heights),
    `<figcaption>${lines.join('<br>\n')}</figcaption>`,
    '</figure>'
  ].join('\n');
}
