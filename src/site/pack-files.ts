import { cardFigures } from '../cards/card-figure.ts';
import { cardPoster } from '../cards/card-poster.ts';
import type { CardRecord } from '../cards/card-record.ts';
import { embedFolder, type FigureCard } from '../cards/card.ts';
import { letterRows } from '../cards/letter-rows.ts';
import { embedPage, helpPage, letterPage, letterWidth, tablePage } from '../cards/pack-pages.ts';
import { altText, captionText, creditText, packNote, type PackedFile } from '../cards/pack-texts.ts';
import { withoutLeads } from '../cards/without-leads.ts';
import { posterWidth } from '../charts/drawing/poster.ts';
import type { Table } from '../charts/chart.ts';
import { tableCsv } from '../charts/table-csv.ts';
import { speak } from '../copy/words.ts';
import type { StoryPage } from '../pages/story-page.ts';
import { pngOf } from './png.ts';
import type { BinaryFile, SiteFile } from './site-file.ts';
import { factsOf } from './tables-package.ts';
import type { TypeFaces } from './type-faces.ts';
import { zipEntries } from './zip-entries.ts';

/** The folder of the parts of one pack; the pack itself is `….zip` beside it. */
export const packFolder = ({ card, language }: Pick<CardRecord, 'card' | 'language'>): string => `${embedFolder}packs/${language}/${card}`;

/** One part of a pack: its name and what is in it. */
export interface PackPart {
  name: string;
  bytes: Uint8Array;
}

/** What can be copied of one figure, wherever it then lies. */
export interface FigureParts {
  record: CardRecord;
  parts: PackPart[];
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textPart = (name: string, text: string): PackPart => ({ name, bytes: bytesOf(text) });

/** The tables of a figure by the names of their files. */
function tablesOf({ card }: CardRecord, { data, words }: StoryPage): { name: string; table: Table }[] {
  if (card === 'story') return [];
  return cardFigures[card]
    .tables(data, words)
    .map((table, index) => ({ name: index === 0 ? 'table.csv' : `table-${index + 1}.csv`, table }));
}

/** Returns the figure as a drawing and as pictures. */
async function pictures(record: CardRecord, card: FigureCard, { data, words }: StoryPage, type: TypeFaces): Promise<PackPart[]> {
  const svg = cardPoster(card, record, data, words, type.measure);
  const [once, twice] = await Promise.all([pngOf(svg, type), pngOf(svg, type, 2)]);
  return [textPart('figure.svg', svg), { name: 'figure.png', bytes: once }, { name: 'figure@2x.png', bytes: twice }];
}

/** Returns the height of a picture in pixels (https://www.w3.org/TR/png-3/, 11.2.1). */
const heightOf = (png: Uint8Array) => Buffer.from(png).readUInt32BE(20);

/**
 * Returns what can be copied of a card: the figure as pictures, its texts, its tables and what a newsletter takes. All of it is made
 * from what the card says of itself, so that no part says anything else (standards E01, E14).
 * @param address the site's; empty when it is not known.
 * @throws Error naming a label that is missing or a text that is too long for its place.
 */
async function figureParts(record: CardRecord, page: StoryPage, address: string, type: TypeFaces): Promise<FigureParts> {
  const { words, data } = page;
  const { card } = record;
  const tables = tablesOf(record, page);
  const drawn = card === 'story' ? [] : await pictures(record, card, page, type);
  const picture = drawn.find(({ name }) => name === 'figure.png');
  const letter =
    card === 'story' || !picture
      ? []
      : [
          textPart(
            'newsletter.html',
            letterPage(
              record,
              letterRows(card, data, words),
              {
                src: address ? `${address}${packFolder(record)}/figure.png` : 'figure.png',
                height: Math.round((heightOf(picture.bytes) * letterWidth) / posterWidth)
              },
              words,
              address
            )
          )
        ];
  return {
    record,
    parts: [
      ...drawn,
      textPart('alt.txt', altText(record)),
      textPart('caption.txt', captionText(record, words, address)),
      textPart('credit.txt', creditText(record, words)),
      ...(tables.length
        ? [
            textPart(
              'table.html',
              tablePage(
                record,
                tables.map(({ table }) => table),
                words
              )
            )
          ]
        : []),
      ...tables.map(({ name, table }) => textPart(name, tableCsv(table, words, factsOf(table, words, data.edition)))),
      textPart('help.html', helpPage(record, words)),
      ...letter
    ]
  };
}

/** Returns what the parts of all cards are, drawn a few at a time. @throws Error as `figureParts` does. */
export async function allParts(
  records: readonly CardRecord[],
  pageOf: (record: CardRecord) => StoryPage,
  address: string,
  type: TypeFaces
): Promise<FigureParts[]> {
  return Promise.all(records.map((record) => figureParts(record, pageOf(record), address, type)));
}

/** What each file of a pack is. */
function described(parts: readonly PackPart[], record: CardRecord, page: StoryPage): PackedFile[] {
  const captions = new Map(tablesOf(record, page).map(({ name, table }) => [name, table.caption]));
  return parts.map(({ name }) => {
    const caption = captions.get(name);
    const { words } = page;
    return { name, about: caption === undefined ? speak(words, `pack.file.${name}`) : speak(words, 'pack.file.table.csv', { caption }) };
  });
}

/** Returns the parts of a figure with the snippet that shows the card at `src`, the card itself where it lies beside them, and a note on all. */
export function withNote({ record, parts }: FigureParts, page: StoryPage, address: string, src: string, card?: string): PackPart[] {
  const all = [
    ...parts,
    textPart('embed.html', embedPage(record, src, page.words, address)),
    ...(card === undefined ? [] : [textPart('card.html', card)])
  ];
  const files = described([...all, textPart('README.txt', '')], record, page);
  return [textPart('README.txt', packNote(record, files, page.words, address)), ...all];
}

/** Returns a card as it can lie anywhere: without an address of the site its links would lead out of its folder into nothing. */
export const movable = (html: string, address: string): string => (address ? html : withoutLeads(html));

/**
 * Returns the parts of every figure as files that a partner may link, and for each figure one zip of them with its card.
 * @param cards the cards' files.
 * @throws Error naming a card without a file.
 */
export function packFiles(
  figures: readonly FigureParts[],
  pageOf: (record: CardRecord) => StoryPage,
  cards: readonly SiteFile[],
  address: string
): (SiteFile | BinaryFile)[] {
  return figures.flatMap((figure) => {
    const { record } = figure;
    const page = pageOf(record);
    const folder = packFolder(record);
    const lying = withNote(figure, page, address, address ? address + record.live : `../../../${record.live.slice(embedFolder.length)}`);
    const packed = withNote(
      figure,
      page,
      address,
      address ? address + record.live : 'card.html',
      movable(fileOf(cards, record.live), address)
    );
    const name = `terhubung-${record.card}-${record.language}`;
    return [
      ...lying.map(({ name: part, bytes }) => ({ path: `${folder}/${part}`, bytes })),
      {
        path: `${folder}.zip`,
        bytes: zipEntries(
          packed.map(({ name: part, bytes }) => ({ path: part, bytes })),
          name,
          record.edition
        )
      }
    ];
  });
}

/** Returns the text of a file for partners. @throws Error naming it when there is none. */
export function fileOf(files: readonly SiteFile[], path: string): string {
  const file = files.find((one) => one.path === path);
  if (!file)
    throw new Error(`found no ${path} among the files for partners, expected one for every card that is handed out, and the script`);
  return file.text;
}
