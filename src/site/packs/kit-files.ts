import { cardFigures } from '../../cards/card-figure.ts';
import { changesPath, embedFolder, kitPath } from '../../cards/card.ts';
import { helpPage, packDocument } from '../../cards/packs/pack-pages.ts';
import { fileList, useLines } from '../../cards/packs/pack-texts.ts';
import { uniqueBy } from '../../charts/each-once.ts';
import { speak, type Words } from '../../copy/words.ts';
import { languages, languageNames } from '../../locale/languages.ts';
import type { StoryPages } from '../../pages/story/story-page.ts';
import { vintageName, type VintageRecord } from '../../vintages/vintage.ts';
import { verifyCommand } from '../output/minisign.ts';
import { encoded } from '../output/site-file.ts';
import {
  movable,
  withNote,
  type FigureToCopy,
  type PackSources,
  type FigureParts
} from './pack-files.ts';
import { textAt, type Route } from '../route.ts';
import { tableCredits } from './public-package.ts';
import { keptZip } from './zip-entries.ts';
import { escapeMarkup, tag } from '../../copy/markup.ts';
import { posterWidth } from '../../charts/drawing/poster.ts';
import { shareSize } from '../../charts/drawing/share-card.ts';
import { pngHeight } from '../pictures/indexed-png.ts';

export interface KitParts extends Pick<PackSources, 'cards' | 'address' | 'kept'> {
  figures: readonly FigureToCopy[];
  pages: StoryPages;
  /** The optional scripts for the pages that frame the cards. */
  scripts: readonly Route[];
  /** The text of LICENSE. */
  licence: string;
  edition: string;
  publicKey?: string | undefined;
}

function kitNote(checked: string, words: Words, { address, publicKey }: KitParts): string {
  const { language } = words;
  const site = speak(words, 'site.name');
  const named = [
    ['index.html', 'index.html'],
    [`${language}/*.html`, 'cards'],
    [`${language}/*/`, 'parts'],
    [`${language}/help.html`, 'help'],
    ['embed.js', 'embed.js'],
    ['licences.txt', 'licences'],
    ['LICENSE', 'LICENSE']
  ] as const;
  const files = named.map(([name, key]) => ({ name, about: speak(words, `kit.file.${key}`) }));
  const feed = address
    ? [speak(words, 'kit.update.feed', { address: address + changesPath(language) })]
    : [];
  const paragraphs = [
    [speak(words, 'kit.title', { site }), checked],
    [`${speak(words, 'kit.open')} ${speak(words, 'kit.publish')}`],
    [speak(words, 'kit.update'), ...feed],
    ...(publicKey === undefined
      ? []
      : [[speak(words, 'kit.verify'), `  ${verifyCommand(publicKey)}`]]),
    [speak(words, 'pack.files'), ...fileList(files)],
    [speak(words, 'pack.use'), ...useLines(words, address)],
    [speak(words, 'pack.consent'), `  ${speak(words, 'embed.consent')}`]
  ];
  return paragraphs.map((paragraph) => paragraph.join('\n')).join('\n\n');
}

/**
 * `embed.js` knows a card by the folder that the site keeps it in; in a kit, which may lie
 * anywhere, there is none above the language.
 */
const besideCards = (script: string) =>
  script.replace(String.raw`\/embed\/v1\/(?:editions`, String.raw`\/(?:editions`);

/** Every release that a figure of the kit shows, once. */
function vintagesOf(figures: KitParts['figures'], pages: KitParts['pages']): VintageRecord[] {
  const shown = figures.flatMap(({ record: { card, language } }) =>
    card === 'story' ? [] : cardFigures[card].vintages(pages[language].data)
  );
  return uniqueBy(shown, vintageName);
}

/**
 * Returns one zip with all that a partner needs who frames nobody else's pages (standards E18). It
 * asks nothing of any server.
 */
export function kitFile(parts: KitParts): Route {
  const { figures, pages, cards, scripts, licence, edition, address, kept } = parts;
  const make = async () => {
    const made = await Promise.all(
      figures.map(async (figure) => ({
        record: figure.record,
        parts: await figure.parts(),
        card: movable(await textAt(cards, figure.record.live), address)
      }))
    );
    const kits = languages.map((language) => ({
      words: pages[language].words,
      figures: made
        .filter(({ record }) => record.language === language)
        // Its snippet and its newsletter show what lies beside them: the kit asks nobody else.
        .map((figure) => ({
          ...figure,
          parts: withNote(figure, pages[language], address, {
            card: `../${figure.record.card}.html`,
            picture: 'figure.png'
          })
        }))
    }));
    const entries = kits.flatMap(({ words, figures: own }) => [
      ...(own[0] ? [encoded(`${words.language}/help.html`, helpPage(own[0].record, words))] : []),
      ...own.map(({ record, card }) => encoded(`${words.language}/${record.card}.html`, card)),
      ...own.flatMap(({ record, parts: files }) =>
        files.map(({ path, bytes }) => ({
          path: `${words.language}/${record.card}/${path}`,
          bytes
        }))
      )
    ]);
    const notes = kits.map(({ words, figures: own }) =>
      kitNote(own[0]?.record.checked ?? edition, words, parts)
    );
    const whole = [
      encoded('index.html', kitList(kits)),
      encoded('README.txt', `${notes.join(`\n\n${'-'.repeat(72)}\n\n`)}\n`),
      encoded('LICENSE', licence),
      encoded('licences.txt', tableCredits(vintagesOf(figures, pages))),
      encoded('embed.js', besideCards(await textAt(scripts, `${embedFolder}embed.js`))),
      ...entries
    ];
    return keptZip(whole, `terhubung-${edition}`, edition, kept);
  };
  return { path: kitPath(edition), make };
}

/** The parts of a figure that the list links, in its order, each with the key of its name. */
const listed = [
  ['README.txt', 'pack.files'],
  ['figure.png', 'kit.picture'],
  ['figure.svg', 'kit.drawing'],
  ['share.png', 'kit.share'],
  ['table.html', 'kit.table'],
  ['caption.txt', 'kit.caption'],
  ['alt.txt', 'kit.alt'],
  ['credit.txt', 'kit.credit'],
  ['newsletter.html', 'kit.newsletter'],
  ['embed.html', 'kit.snippet']
] as const;

const link = (href: string, text: string, attributes = '') =>
  tag('a', text, ` href="${escapeMarkup(href)}"${attributes}`);

/** As wide as the list shows a picture, in CSS px. */
const thumbnail = 176;

/**
 * Returns a figure's picture, small: the title beside it names it, and its own words are in
 * `alt.txt`.
 */
function picture(folder: string, { record, parts }: FigureParts): string {
  const [name, width] =
    record.card === 'story'
      ? (['share.png', shareSize.width] as const)
      : (['figure.png', posterWidth] as const);
  const { bytes } = parts.find((one) => one.path === name)!;
  const height = Math.round((pngHeight(bytes) * thumbnail) / width);
  return `<img src="${escapeMarkup(`${folder}/${name}`)}" width="${thumbnail}" height="${height}" loading="lazy" alt="">`;
}

/**
 * Returns one card of the list. A map stands nowhere without what it does not show, however small
 * it is (standards S05).
 */
function entry(figure: FigureParts, words: Words): string {
  const { record, parts } = figure;
  const { language, card, title, subtitle, limits } = record;
  const folder = `${language}/${card}`;
  const isStory = card === 'story';
  const links = [
    link(`${folder}.html`, speak(words, isStory ? 'kit.card.story' : 'kit.card')),
    ...listed.flatMap(([name, key]) =>
      parts.some((part) => part.path === name) ? [link(`${folder}/${name}`, speak(words, key))] : []
    )
  ];
  const said = [
    tag('h3', title),
    tag('p', subtitle),
    ...(limits && !isStory ? [tag('p', limits)] : []),
    `<p>${links.join(' · ')}</p>`
  ];
  return `<li>\n${picture(folder, figure)}\n<div>\n${said.join('\n')}\n</div>\n</li>`;
}

/** Returns `index.html` of the kit: all that is in it, every language one below the other. */
function kitList(kits: readonly { words: Words; figures: readonly FigureParts[] }[]): string {
  const { words } = kits[0]!;
  const site = speak(words, 'site.name');
  const ways = kits.map(({ words: { language } }) =>
    link(`#${language}`, languageNames[language], ` lang="${language}" hreflang="${language}"`)
  );
  const sections = kits.map(({ words, figures }) => {
    const { language } = words;
    return [
      `<section id="${language}" lang="${language}">`,
      tag('h2', speak(words, 'kit.title', { site })),
      tag('p', speak(words, 'kit.publish')),
      tag('p', speak(words, 'kit.update')),
      `<p>${link('README.txt', speak(words, 'kit.note'))} · ${link(`${language}/help.html`, speak(words, 'help.title'))}</p>`,
      `<ul class="kit">\n${figures.map((figure) => entry(figure, words)).join('\n')}\n</ul>`,
      '</section>'
    ].join('\n');
  });
  const body = [tag('h1', site), `<p>${ways.join(' · ')}</p>`, ...sections].join('\n');
  return packDocument(words.language, site, body);
}
