import { escapeMarkup } from '#copy/markup.ts';
import { directionOf } from '#locale/languages.ts';
import { creditMarkup, helpText, type CardCaption } from '../card-caption.ts';
import type { CardRecord } from '../card-record.ts';
import type { CardHeights } from './card-heights.ts';
import { columnStyle, frameStyle, grantedHeight, plainHeight } from './frame-style.ts';

export interface SnippetParts extends Pick<CardRecord, 'language' | 'frameTitle' | 'heights'> {
  caption: CardCaption;
}

/** The widest card whose height was measured, in CSS px (E04). */
const widest = 720;

/** No origin, and no navigation of the partner's page, except for new tabs (E06). */
export const sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

/** Width and height attributes serve pages that remove the style. */
export function frameMarkup(src: string, title: string, size: string, heights: CardHeights) {
  const granted = grantedHeight(heights);
  const most = granted ? ` data-terhubung-max="${granted}"` : '';
  const named = `src="${escapeMarkup(src)}" title="${escapeMarkup(title)}"`;
  return `<iframe ${named} ${size} loading="lazy" referrerpolicy="no-referrer" sandbox="${sandbox}"${most} style="${frameStyle(heights)}"></iframe>`;
}

/**
 * The card's picture: readers open it, and get it open from what drops frames and folds: mail, feeds
 * and reader modes. Nothing loads while it is folded.
 */
export function pictureMarkup(picture: CardCaption['picture']) {
  if (!picture) return '';
  const { label, src, alt } = picture;
  // Mail shows 600 px.
  return `<details><summary>${escapeMarkup(label)}</summary><img src="${escapeMarkup(src)}" alt="${escapeMarkup(alt)}" width="600" loading="lazy" style="max-width:100%;height:auto"></details>`;
}

/**
 * Returns the frame, and the text that must be readable when the frame is blocked (E06).
 * @param country whose help the text names.
 */
export function snippet(
  { language, frameTitle, heights, caption }: SnippetParts,
  src: string,
  country?: string
) {
  const { title, limits, source, credits, licence, story, help } = caption;
  const lines = [
    `<strong>${escapeMarkup(title)}</strong>`,
    ...(limits ? [escapeMarkup(limits)] : []),
    ...credits.map((line) => creditMarkup(source, line)),
    `${escapeMarkup(licence)} <a href="${escapeMarkup(story.href)}">${escapeMarkup(story.text)}</a>`,
    escapeMarkup(helpText(help, country))
  ];
  // `dir` protects the caption in pages of another direction. Long helpline addresses must wrap on phones.
  return [
    `<figure class="terhubung" lang="${language}" dir="${directionOf(language)}" style="${columnStyle(widest)};margin:1.5em auto;overflow-wrap:break-word">`,
    frameMarkup(src, frameTitle, `width="100%" height="${plainHeight(heights)}"`, heights),
    pictureMarkup(caption.picture),
    `<figcaption>${lines.join('<br>\n')}</figcaption>`,
    '</figure>'
  ]
    .filter(Boolean)
    .join('\n');
}
