import type { Words } from '../../copy/words.ts';
import { cardCaption, type CardCaption } from '../card-caption.ts';
import type { CardRecord } from '../card-record.ts';
import { cardPath, packFolder, type Card } from '../card.ts';
import { captionsName, filmForms, filmName, stillName, transcriptName, type FilmForm } from './film-names.ts';
import { oembedPath } from './oembed.ts';
import { snippet } from './snippet.ts';

/** How large the files are that partners take with them, in bytes, by their path from the site's root. */
export type FileSizes = ReadonlyMap<string, number>;

/** What can be downloaded of a card. It follows the newsroom's edition, like the live address. */
interface EmbedPack {
  /** Everything for a page of one's own, as a zip, and its size in bytes. */
  zip: string;
  bytes: number;
  /** The figure as pictures; none for the story. */
  pictures?: { svg: string; png: string; png2x: string };
  /** Films of the figure, where they were made: each with a still for pages where nothing moves. */
  films?: { form: FilmForm; mp4: string; still: string }[];
  /** What they show, as captions and as text. */
  captions?: string;
  transcript?: string;
}

/** One card in one language, as `embeds.json` lists it: all that a partner's system needs to embed it. */
export interface Embed extends Pick<CardRecord, 'language' | 'title' | 'subtitle' | 'frameTitle' | 'edition' | 'heights'> {
  id: Card;
  /** What the picture shows, in words. */
  alt: string;
  /** The address that follows the newsroom's edition, and the one that keeps this edition for ever. */
  live: string;
  pinned: string;
  /** What stands under the frame. */
  caption: CardCaption;
  snippet: { live: string; pinned: string };
  oembed: { live: { json: string; xml: string }; pinned: { json: string; xml: string } };
  /** Not in the list of one edition: a download is always of the newest. */
  pack?: EmbedPack;
  /** Newest first. */
  corrections: { id: string; posted: string; text: string }[];
}

function packOf({ language, card }: CardRecord, base: string, sizes: FileSizes): EmbedPack | undefined {
  const folder = packFolder(language, card);
  const bytes = sizes.get(`${folder}.zip`);
  if (bytes === undefined) return undefined;
  const zip = { zip: `${base}${folder}.zip`, bytes };
  if (!sizes.has(`${folder}/figure.png`)) return zip;
  const at = (name: string) => `${base}${folder}/${name}`;
  const films = filmForms
    .filter((form) => sizes.has(`${folder}/${filmName(form)}`))
    .map((form) => ({ form, mp4: at(filmName(form)), still: at(stillName(form)) }));
  return {
    ...zip,
    pictures: { svg: at('figure.svg'), png: at('figure.png'), png2x: at('figure@2x.png') },
    ...(films.length > 0 ? { films, captions: at(captionsName), transcript: at(transcriptName) } : {})
  };
}

/** Returns a card as `embeds.json` lists it; `base` is the site's address or the way to its root, `sizes` are of what can be downloaded. */
export function embedOf(record: CardRecord, words: Words, base: string, sizes: FileSizes = new Map()): Embed {
  const { card, language, heights, frameTitle, edition } = record;
  const live = base + cardPath(language, card);
  const pinned = base + cardPath(language, card, edition);
  const caption = cardCaption(record, words, base);
  const parts = { language, frameTitle, heights, caption };
  const answers = (of?: string) => ({
    json: base + oembedPath(language, card, { form: 'json', edition: of }),
    xml: base + oembedPath(language, card, { form: 'xml', edition: of })
  });
  const pack = packOf(record, base, sizes);
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
    ...(pack ? { pack } : {}),
    corrections: record.corrections.map(({ id, posted, text }) => ({ id, posted, text: text[language] }))
  };
}
