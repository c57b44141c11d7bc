import type { Words } from '../../copy/words.ts';
import { cardCaption } from '../card-caption.ts';
import type { CardRecord } from '../card-record.ts';
import { cardPath, packFolder } from '../card.ts';
import { captionsName, filmForms, filmName, stillName, transcriptName } from './film-names.ts';
import { oembedPath } from './oembed.ts';
import { snippet } from './snippet.ts';

/**
 * How large the files are that partners take with them, in bytes, by their path from the site's
 * root.
 */
export type FileSizes = ReadonlyMap<string, number>;

/** What can be downloaded of a card. It follows the newsroom's edition, like the live address. */
function packOf({ language, card }: CardRecord, base: string, sizes: FileSizes) {
  const folder = packFolder(language, card);
  const at = (name: string) => `${base}${folder}/${name}`;
  const bytes = sizes.get(`${folder}.zip`);
  if (bytes === undefined) return undefined;
  const films = filmForms
    .filter((form) => sizes.has(`${folder}/${filmName(form)}`))
    .map((form) => ({ form, mp4: at(filmName(form)), still: at(stillName(form)) }));
  const isFilmed = films.length > 0;
  return {
    /** Everything for a page of one's own, and its size. */
    zip: `${base}${folder}.zip`,
    bytes,
    /** None for the story. */
    pictures: sizes.has(`${folder}/figure.png`)
      ? { svg: at('figure.svg'), png: at('figure.png'), png2x: at('figure@2x.png') }
      : undefined,
    /**
     * Where they were made: each with a still for pages where nothing moves, and what they show as
     * captions and as text.
     */
    films: isFilmed ? films : undefined,
    captions: isFilmed ? at(captionsName) : undefined,
    transcript: isFilmed ? at(transcriptName) : undefined
  };
}

/**
 * One card in one language, as `embeds.json` lists it: all that a partner's system needs to embed
 * it.
 */
export type Embed = ReturnType<typeof embedOf>;

/**
 * Returns a card as `embeds.json` lists it; `base` is the site's address or the way to its root,
 * `sizes` are of what can be downloaded.
 */
export function embedOf(
  record: CardRecord,
  words: Words,
  base: string,
  sizes: FileSizes = new Map()
) {
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
    /** What the picture shows, in words. */
    alt: [record.alt.name, record.alt.text].filter(Boolean).join(' '),
    live,
    pinned,
    edition,
    heights,
    caption,
    snippet: { live: snippet(parts, live), pinned: snippet(parts, pinned) },
    oembed: { live: answers(), pinned: answers(edition) },
    /** Not in the list of one edition: a download is always of the newest. */
    pack: packOf(record, base, sizes),
    /** Newest first. */
    corrections: record.corrections.map(({ id, posted, text }) => ({
      id,
      posted,
      text: text[language]
    }))
  };
}
