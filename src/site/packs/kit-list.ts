import { escapeMarkup, tag } from '../../copy/markup.ts';
import { packDocument } from '../../cards/packs/pack-pages.ts';
import { posterWidth } from '../../charts/drawing/poster.ts';
import { shareSize } from '../../charts/drawing/share-card.ts';
import { speak, type Words } from '../../copy/words.ts';
import { languageNames } from '../../locale/languages.ts';
import { pngHeight } from '../pictures/indexed-png.ts';
import type { BinaryFile } from '../output/site-file.ts';
import type { FigureParts } from './pack-files.ts';

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

const link = (href: string, text: string, attributes = '') => tag('a', text, ` href="${escapeMarkup(href)}"${attributes}`);

/** As wide as the list shows a picture, in CSS px. */
const thumbnail = 176;

/** Returns a figure's picture, small: the title beside it names it, and its own words are in `alt.txt`. */
function picture(folder: string, parts: readonly BinaryFile[]): string {
  const [name, width] = parts.some((part) => part.path === 'figure.png') ? ['figure.png', posterWidth] : ['share.png', shareSize.width];
  const part = parts.find((one) => one.path === name);
  if (!part) return '';
  const height = Math.round((pngHeight(part.bytes) * thumbnail) / width);
  return `<img src="${escapeMarkup(`${folder}/${name}`)}" width="${thumbnail}" height="${height}" loading="lazy" alt="">`;
}

/** Returns one card of the list. A map stands nowhere without what it does not show, however small it is (standards S05). */
function entry({ record, parts }: FigureParts, words: Words): string {
  const { language, card, title, subtitle, limits } = record;
  const folder = `${language}/${card}`;
  const isStory = card === 'story';
  const links = [
    link(`${folder}.html`, speak(words, isStory ? 'kit.card.story' : 'kit.card')),
    ...listed.flatMap(([name, key]) => (parts.some((part) => part.path === name) ? [link(`${folder}/${name}`, speak(words, key))] : []))
  ];
  const said = [tag('h3', title), tag('p', subtitle), ...(limits && !isStory ? [tag('p', limits)] : []), `<p>${links.join(' · ')}</p>`];
  return `<li>\n${picture(folder, parts)}\n<div>\n${said.join('\n')}\n</div>\n</li>`;
}

/** Returns `index.html` of the kit: all that is in it, every language one below the other. */
export function kitList(kits: readonly { words: Words; figures: readonly FigureParts[] }[]): string {
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
