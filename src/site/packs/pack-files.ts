import { cardFigures } from '../../cards/card-figure.ts';
import { cardPoster } from '../../cards/packs/card-poster.ts';
import type { CardRecord } from '../../cards/card-record.ts';
import { packFolder } from '../../cards/card.ts';
import {
  embedPage,
  helpPage,
  letterOf,
  letterPage,
  letterWidth,
  tablePage
} from '../../cards/packs/pack-pages.ts';
import {
  altText,
  captionText,
  creditText,
  packNote,
  type PackedFile
} from '../../cards/packs/pack-texts.ts';
import { withoutLeads } from '../../cards/page/outside-links.ts';
import { posterWidth } from '../../charts/drawing/poster.ts';
import { shareSize } from '../../charts/drawing/share-card.ts';
import type { Table } from '../../charts/chart.ts';
import { tableCsv } from '../../charts/table/table-csv.ts';
import { hasLabel, speak } from '../../copy/words.ts';
import type { Language } from '../../locale/languages.ts';
import { storyImage } from '../../pages/story/shared-part.ts';
import type { StoryPage, StoryPages } from '../../pages/story/story-page.ts';
import type { MadeFilms } from '../films/made-films.ts';
import type { DrawPng } from '../pictures/png.ts';
import type { KeptWork } from '../output/kept-work.ts';
import { encoded, type BinaryFile } from '../output/site-file.ts';
import { lazily, textAt, type Route } from '../route.ts';
import { factsOf } from './tables-package.ts';
import type { TypeFaces } from '../pictures/type-faces.ts';
import { keptZip } from './zip-entries.ts';

/**
 * What can be copied of one figure, or of the whole story, wherever it then lies: files by their
 * names.
 */
export interface FigureParts {
  record: CardRecord;
  parts: BinaryFile[];
}

/** A figure whose parts are made when they are first asked for. */
export type FigureToCopy = ReturnType<typeof allParts>[number];

/** The tables of a figure by the names of their files. */
function tablesOf(
  { card }: CardRecord,
  { data, words }: StoryPage
): { name: string; table: Table }[] {
  if (card === 'story') return [];
  return cardFigures[card]
    .tables(data, words)
    .map((table, index) => ({ name: index === 0 ? 'table.csv' : `table-${index + 1}.csv`, table }));
}

/**
 * The names of a figure's pictures. They alone also lie on the site by themselves: a newsletter
 * links one, and an editor takes one.
 */
const pictureNames = ['figure.svg', 'figure.png', 'figure@2x.png'] as const;

export interface PartTools {
  type: TypeFaces;
  draw: DrawPng;
  /** The site's address; empty when it is not known. */
  address: string;
  /** Returns the picture that stands for the whole story where it is announced. */
  announcement: (language: Language) => Promise<Uint8Array>;
}

async function partsOf(
  record: CardRecord,
  page: StoryPage,
  { type, draw, address, announcement }: PartTools
): Promise<BinaryFile[]> {
  const { card, language } = record;
  const { words, data } = page;
  const texts = [
    encoded(
      'alt.txt',
      card === 'story' ? `${storyImage(data, words, record.title).alt}\n` : altText(record)
    ),
    encoded('caption.txt', captionText(record, words, address)),
    encoded('credit.txt', creditText(record, words)),
    encoded('help.html', helpPage(record, words))
  ];
  if (card === 'story')
    return [{ path: 'share.png', bytes: await announcement(language) }, ...texts];
  const tables = tablesOf(record, page);
  const unnamed = tables.map(({ table }) => table);
  const svg = cardPoster(card, record, data, words, type.measure);
  const [once, twice] = await Promise.all([draw(svg, type), draw(svg, type, 2)]);
  return [
    encoded('figure.svg', svg),
    { path: 'figure.png', bytes: once },
    { path: 'figure@2x.png', bytes: twice },
    ...texts,
    encoded('table.html', tablePage(record, unnamed, words)),
    ...tables.map(({ name, table }) =>
      encoded(name, tableCsv(table, words, factsOf(table, words, data.edition)))
    )
  ];
}

/**
 * Returns what can be copied of every card, all made from what it says of itself, so that no part
 * says anything else (standards E01, E14). The whole story is an article, not a figure: it has its
 * texts and the picture that announces it, and its figures are in packs of their own. Parts throw
 * an Error naming a text that is too long for its place.
 */
export function allParts(records: readonly CardRecord[], pages: StoryPages, tools: PartTools) {
  return records.map((record) => ({
    record,
    parts: lazily(() => partsOf(record, pages[record.language], tools))
  }));
}

/** Sizes of the pictures in pixels, for the note. */
const widths = {
  once: posterWidth,
  twice: 2 * posterWidth,
  letter: letterWidth,
  shareWidth: shareSize.width,
  shareHeight: shareSize.height
};

function described(
  parts: readonly BinaryFile[],
  record: CardRecord,
  page: StoryPage
): PackedFile[] {
  const captions = new Map(tablesOf(record, page).map(({ name, table }) => [name, table.caption]));
  return parts.map(({ path: name }) => {
    const caption = captions.get(name);
    const { words } = page;
    if (caption !== undefined)
      return { name, about: speak(words, 'pack.file.table.csv', { caption }) };
    const keys = [
      ...(record.card === 'story' ? [`pack.file.story.${name}`] : []),
      `pack.file.${name}`
    ];
    const key = keys.find((one) => hasLabel(words.labels, one));
    if (key === undefined)
      throw new Error(
        `words.packs.json (${words.language}) has no label "pack.file.${name}" for a file of a pack`
      );
    return { name, about: speak(words, key, widths) };
  });
}

/** Where a copy of the parts finds what it shows. */
export interface PackPlaces {
  /** The card that its snippet frames. */
  card: string;
  /**
   * The picture of its newsletter: mail takes none along, so it needs one in full where the site's
   * address is known.
   */
  picture: string;
}

/** Returns the page for newsletters; none of what has no picture. */
function letter(
  record: CardRecord,
  { words, data }: StoryPage,
  address: string,
  src: string
): BinaryFile[] {
  if (record.card === 'story') return [];
  return [
    encoded(
      'newsletter.html',
      letterPage(record, letterOf(record.card, data, words), src, words, address)
    )
  ];
}

/**
 * Returns a figure's parts with what depends on where they lie: newsletter, snippet, the card where
 * it lies beside them, a note on all.
 */
export function withNote(
  figure: FigureParts,
  page: StoryPage,
  address: string,
  places: PackPlaces,
  card?: string
): BinaryFile[] {
  const { record, parts } = figure;
  const all = [
    ...parts,
    ...letter(record, page, address, places.picture),
    encoded('embed.html', embedPage(record, places.card, page.words, address)),
    ...(card === undefined ? [] : [encoded('card.html', card)])
  ];
  const files = described([...all, encoded('README.txt', '')], record, page);
  return [encoded('README.txt', packNote(record, files, page.words, address)), ...all];
}

/**
 * Returns a card as it can lie anywhere: without an address of the site its links would lead out of
 * its folder into nothing.
 */
export const movable = (html: string, address: string): string =>
  address ? html : withoutLeads(html);

/** What packs take along besides their figures' parts. */
export interface PackSources {
  /** The cards' files. */
  cards: readonly Route[];
  /**
   * Those that were made for this edition: they lie beside the pictures and in the zip, not in the
   * kit of all figures.
   */
  films: readonly MadeFilms[];
  address: string;
  kept: KeptWork;
}

/**
 * Returns the pictures of every figure as files that can be linked, and for each card one zip of
 * all its parts with the card itself.
 */
export function packFiles(
  figures: readonly FigureToCopy[],
  pages: StoryPages,
  { cards, films, address, kept }: PackSources
): Route[] {
  return figures.flatMap(({ record, parts }) => {
    const made =
      films.find(({ card, language }) => card === record.card && language === record.language)
        ?.files ?? [];
    const folder = packFolder(record.language, record.card);
    const places = address
      ? { card: address + record.live, picture: `${address}${folder}/figure.png` }
      : { card: 'card.html', picture: 'figure.png' };
    const zip = async () => {
      const card = movable(await textAt(cards, record.live), address);
      const packed = withNote(
        { record, parts: [...(await parts()), ...made] },
        pages[record.language],
        address,
        places,
        card
      );
      return keptZip(packed, `terhubung-${record.card}-${record.language}`, record.edition, kept);
    };
    const picture = (name: (typeof pictureNames)[number]) => async () =>
      (await parts()).find((part) => part.path === name)!.bytes;
    return [
      ...(record.card === 'story'
        ? []
        : pictureNames.map((name) => ({ path: `${folder}/${name}`, make: picture(name) }))),
      ...made.map(({ path, bytes }) => ({ path: `${folder}/${path}`, make: () => bytes })),
      { path: `${folder}.zip`, make: zip }
    ];
  });
}
