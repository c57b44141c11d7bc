import type { Words } from '#copy/words.ts';
import { altText, cardCaption } from '../card-caption.ts';
import type { CardRecord } from '../card-record.ts';
import { cardPath, downloadFolder } from '../card.ts';
import { captionsName, filmForms, filmName, stillName, transcriptName } from './film-names.ts';
import { oembedPath } from './oembed.ts';
import { snippet } from './snippet.ts';

/** Bytes of each download, by path from the site's root. */
export type FileSizes = ReadonlyMap<string, number>;

/** These files follow the newest edition, like the live card. */
function filesOf({ language, card, tables }: CardRecord, base: string, sizes: FileSizes) {
  const folder = downloadFolder(language, card);
  const at = (name: string) => `${base}${folder}/${name}`;
  const films = filmForms
    .filter((form) => sizes.has(`${folder}/${filmName(form)}`))
    .map((form) => ({ form, mp4: at(filmName(form)), still: at(stillName(form)) }));
  const isFilmed = films.length > 0;
  return {
    pictures: card === 'story' ? undefined : { png: at('figure.png'), svg: at('figure.svg') },
    tables: tables.map(({ caption, path }) => ({ caption, csv: base + path })),
    films: isFilmed ? films : undefined,
    captions: isFilmed ? at(captionsName) : undefined,
    transcript: isFilmed ? at(transcriptName) : undefined
  };
}

export type Embed = ReturnType<typeof embedOf>;

/** @param base the site's address, or the relative path to its root. */
export function embedOf(record: CardRecord, words: Words, base: string, sizes?: FileSizes) {
  const { card, language, heights, frameTitle, edition } = record;
  const live = base + cardPath(language, card);
  const pinned = base + cardPath(language, card, edition);
  const whole = cardCaption(record, words, base);
  // Pictures are always the newest, so the list of a pinned edition has none.
  const caption = sizes ? whole : { ...whole, picture: undefined };
  const parts = { language, frameTitle, heights, caption };
  const pinnedParts = { ...parts, caption: { ...caption, picture: undefined } };
  return {
    id: card,
    language,
    title: record.title,
    subtitle: record.subtitle,
    frameTitle,
    alt: altText(record),
    live,
    pinned,
    edition,
    heights,
    caption,
    snippet: { live: snippet(parts, live), pinned: snippet(pinnedParts, pinned) },
    oembed: {
      live: base + oembedPath(language, card),
      pinned: base + oembedPath(language, card, { edition })
    },
    /** Absent from the list of a pinned edition, because downloads are always the newest. */
    files: sizes && filesOf(record, base, sizes),
    corrections: record.corrections.map(({ id, posted, text }) => ({
      id,
      posted,
      text: text[language]
    }))
  };
}
