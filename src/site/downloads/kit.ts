import { altText } from '#cards/card-caption.ts';
import { cardFigures } from '#cards/card-figure.ts';
import { releasesOf, type CardRecord } from '#cards/card-record.ts';
import { changesPath, downloadFolder, kitPath } from '#cards/card.ts';
import { cardPoster, withdrawnPoster } from '#cards/kit/card-poster.ts';
import {
  cardReadme,
  fileList,
  kitCard,
  kitPicture,
  markdown,
  termsOfUse,
  type ListedFile
} from '#cards/kit/readme.ts';
import { withoutRelativeLinks } from '#cards/page/card-links.ts';
import type { Withdrawal } from '#cards/withdrawal.ts';
import { posterWidth } from '#charts/drawing/poster.ts';
import { shareSize } from '#charts/drawing/share-card.ts';
import { uniqueBy } from '#charts/chart.ts';
import { tableCsv } from '#charts/table/table-csv.ts';
import { speak, type Words } from '#copy/words.ts';
import { languages, type Language } from '#locale/languages.ts';
import { storyImage } from '#pages/story/shared-part.ts';
import type { StoryPage, StoryPages } from '#pages/story/story-page.ts';
import { vintageName } from '#vintages/vintage.ts';
import type { MadeFilms } from '../films/film.ts';
import { verifyCommand } from '../output/minisign.ts';
import type { BuildCache } from '../output/build-cache.ts';
import { encoded, type BinaryFile } from '../output/site-file.ts';
import type { DrawPng } from '../pictures/png.ts';
import type { TypeFaces } from '../pictures/type-faces.ts';
import { lazily, textAt, type Route } from '../route.ts';
import { factsOf, tableCredits } from './tables-package.ts';
import { cachedZip } from './zip-entries.ts';

export interface KitParts {
  records: readonly CardRecord[];
  withdrawn: readonly { record: CardRecord; withdrawal: Withdrawal }[];
  pages: StoryPages;
  cards: readonly Route[];
  script: Route;
  films: readonly MadeFilms[];
  licence: string;
  edition: string;
  address: string;
  publicKey: string | undefined;
  type: TypeFaces;
  draw: DrawPng;
  cache: BuildCache;
  announcement: (language: Language) => Promise<Uint8Array>;
}

interface Described extends BinaryFile {
  about: string;
}

function picturesOf(record: CardRecord, page: StoryPage, { type, draw, announcement }: KitParts) {
  const { card, language } = record;
  const { words, data } = page;
  return lazily(async (): Promise<Described[]> => {
    if (card === 'story') {
      const size = { width: shareSize.width, height: shareSize.height };
      const bytes = await announcement(language);
      return [{ path: 'share.png', bytes, about: speak(words, 'kit.file.share.png', size) }];
    }
    const svg = cardPoster(card, record, data, words, type.measure);
    return [
      {
        path: kitPicture,
        bytes: await draw(svg, type),
        about: speak(words, 'kit.file.figure.png', { width: posterWidth, letter: posterWidth / 2 })
      },
      { ...encoded('figure.svg', svg), about: speak(words, 'kit.file.figure.svg') }
    ];
  });
}

function tablesOf({ card }: CardRecord, { data, words }: StoryPage): Described[] {
  if (card === 'story') return [];
  return cardFigures[card].tables(data, words).map((table, index) => ({
    ...encoded(
      index === 0 ? 'table.csv' : `table-${index + 1}.csv`,
      tableCsv(table, words, factsOf(table, words, data.edition))
    ),
    about: speak(words, 'kit.file.table.csv', { caption: table.caption })
  }));
}

async function folderOf(
  record: CardRecord,
  pictures: () => Promise<Described[]>,
  { pages, cards, address }: KitParts
): Promise<BinaryFile[]> {
  const { card, title } = record;
  const page = pages[record.language];
  const { words, data } = page;
  const isStory = card === 'story';
  const html = await textAt(cards, record.live);
  const files: Described[] = [
    {
      // Without an address, relative links would lead nowhere.
      ...encoded(kitCard, address ? html : withoutRelativeLinks(html)),
      about: speak(words, isStory ? 'kit.file.story.card.html' : 'kit.file.card.html')
    },
    ...(await pictures()),
    ...tablesOf(record, page)
  ];
  const readme = cardReadme(
    record,
    {
      files: files.map(({ path: name, about }): ListedFile => ({ name, about })),
      alt: isStory ? storyImage(data, words, title).alt : altText(record)
    },
    words,
    address
  );
  return [...files, encoded('README.md', readme)].map(({ path, bytes }) => ({
    path: `${card}/${path}`,
    bytes
  }));
}

function kitReadme(
  records: readonly CardRecord[],
  words: Words,
  { address, publicKey, edition }: KitParts
) {
  const files = [
    ...records.map(({ card, title }) => ({ name: `${card}/`, about: title })),
    ...(['embed.js', 'licences.txt', 'LICENSE'] as const).map((name) => ({
      name,
      about: speak(words, `kit.file.${name}`)
    }))
  ];
  const feed =
    address && speak(words, 'kit.update.feed', { address: address + changesPath(words.language) });
  return markdown(speak(words, 'kit.title', { site: speak(words, 'site.name') }), [
    records[0]?.checked ?? edition,
    speak(words, 'kit.publish'),
    [speak(words, 'kit.update'), feed].filter(Boolean).join('\n'),
    publicKey === undefined
      ? ''
      : `${speak(words, 'kit.verify')}\n\n\`\`\`\n${verifyCommand(publicKey)}\n\`\`\``,
    `## ${speak(words, 'kit.files')}\n\n${fileList(files)}`,
    termsOfUse(words, address, 'figure')
  ]);
}

export function downloads(parts: KitParts): Route[] {
  const { pages, edition, cache, films } = parts;
  const figures = parts.records.map((record) => ({
    record,
    pictures: picturesOf(record, pages[record.language], parts)
  }));
  const kits = languages.map((language): Route => {
    const own = figures.filter(({ record }) => record.language === language);
    const records = own.map(({ record }) => record);
    return {
      path: kitPath(language, edition),
      async make() {
        const folders = own.map(({ record, pictures }) => folderOf(record, pictures, parts));
        const entries = [
          encoded('README.md', kitReadme(records, pages[language].words, parts)),
          encoded('LICENSE', parts.licence),
          encoded(
            'licences.txt',
            tableCredits(uniqueBy(releasesOf(records, pages[language].data), vintageName))
          ),
          encoded('embed.js', String(await parts.script.make())),
          ...(await Promise.all(folders)).flat()
        ];
        return cachedZip(entries, `terhubung-${language}-${edition}`, edition, cache);
      }
    };
  });
  const pictures = figures
    .filter(({ record }) => record.card !== 'story')
    .flatMap(({ record, pictures: draw }) =>
      [kitPicture, 'figure.svg'].map((name) => ({
        path: `${downloadFolder(record.language, record.card)}/${name}`,
        make: async () => (await draw()).find(({ path }) => path === name)!.bytes
      }))
    );
  const standing = (film: MadeFilms) =>
    parts.records.some(({ card, language }) => card === film.card && language === film.language);
  const made = films.filter(standing).flatMap(({ card, language, files }) =>
    files.map(({ path, bytes }) => ({
      path: `${downloadFolder(language, card)}/${path}`,
      make: () => bytes
    }))
  );
  const gone = parts.withdrawn
    .filter(({ record }) => record.card !== 'story')
    .flatMap(({ record, withdrawal }): Route[] => {
      const { language, card } = record;
      const folder = downloadFolder(language, card);
      const svg = lazily(() =>
        withdrawnPoster(withdrawal, record, pages[language].words, parts.type.measure)
      );
      return [
        { path: `${folder}/${kitPicture}`, make: () => parts.draw(svg(), parts.type) },
        { path: `${folder}/figure.svg`, make: svg }
      ];
    });
  return [...pictures, ...gone, ...made, ...kits];
}
