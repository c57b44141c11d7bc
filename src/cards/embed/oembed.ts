import { escapeMarkup } from '#copy/markup.ts';
import { speak, type Words } from '#copy/words.ts';
import { missingFullStop } from '#locale/sentence.ts';
import type { Language } from '#locale/languages.ts';
import { cardCaption, creditMarkup, helpText } from '../card-caption.ts';
import type { CardWidth } from './card-heights.ts';
import type { CardRecord } from '../card-record.ts';
import { cardPath, editionFolder, type Card } from '../card.ts';
import { columnStyle } from './frame-style.ts';
import { frameMarkup, pictureMarkup } from './snippet.ts';

/** Seconds: within an hour, corrections and withdrawals arrive (E16). */
const cacheAge = 3600;

/** An answer in JSON (https://oembed.com, 2.3). */
export function oembedPath(
  language: Language,
  card: Card,
  { width, edition }: { width?: CardWidth | undefined; edition?: string | undefined } = {}
) {
  return `${editionFolder(edition)}oembed/${language}/${card}${width === undefined ? '' : `.${width}`}.json`;
}

export function oembedLink(
  { language, card, title }: Pick<CardRecord, 'card' | 'language' | 'title'>,
  base: string,
  edition?: string
) {
  const href = base + oembedPath(language, card, { edition });
  return `<link rel="alternate" type="application/json+oembed" href="${escapeMarkup(href)}" title="${escapeMarkup(title)}">`;
}

/**
 * Returns a `rich` answer (https://oembed.com, 2.3.4.4): a quotation with everything that must be
 * read without the frame, then the frame.
 * WordPress's filter keeps the quotation's links and the frame's size; other systems keep all of it
 * (E17).
 * @param base the site's address, or the relative path to its root.
 */
export function oembedAnswer(
  record: CardRecord,
  words: Words,
  base: string,
  width: CardWidth = 640,
  edition?: string
) {
  const { language, card, heights } = record;
  const { title, limits, source, credits, licence, story, help, picture } = cardCaption(
    record,
    words,
    base
  );
  const site = speak(words, 'site.name');
  const link = (text: string) => `<a href="${escapeMarkup(story.href)}">${escapeMarkup(text)}</a>`;
  const lines = [
    link(title) + missingFullStop(title),
    ...(limits ? [escapeMarkup(limits)] : []),
    ...credits.map((line) => creditMarkup(source, line, missingFullStop(line.credit))),
    escapeMarkup(licence),
    escapeMarkup(helpText(help)),
    `${link(story.text)}.`
  ];
  const known = Object.fromEntries(
    Object.entries(heights).filter(([from]) => Number(from) <= width)
  ) as typeof heights;
  const size = `width="${width}" height="${heights[width]}" frameborder="0"`;
  const frame = frameMarkup(
    base + cardPath(language, card, edition),
    record.frameTitle,
    size,
    known
  );
  return {
    version: '1.0',
    type: 'rich',
    title: record.title,
    author_name: site,
    author_url: `${base}${language}/`,
    provider_name: site,
    provider_url: base,
    cache_age: cacheAge,
    width,
    height: heights[width],
    html: `<blockquote>${lines.join(' ')}</blockquote><div style="${columnStyle(width)}">${frame}${edition === undefined ? pictureMarkup(picture) : ''}</div>`
  };
}
