import type { LetterChoice, LetterRow } from '../../charts/figure.ts';
import { colours } from '../../charts/drawing/colours.ts';
import type { ShownNumber } from '../../charts/picture-record.ts';
import type { SourceLine } from '../../charts/source-line.ts';
import { escapeMarkup, htmlShell, tag } from '../../copy/markup.ts';
import type { Table } from '../../charts/chart.ts';
import { countryName, speak, type Words } from '../../copy/words.ts';
import type { Language } from '../../locale/languages.ts';
import { capitalize, missingFullStop } from '../../locale/sentence.ts';
import type { StoryData } from '../../story/data.ts';
import { cardFigures } from '../card-figure.ts';
import type { CardRecord } from '../card-record.ts';
import type { FigureCard } from '../card.ts';
import { cardCaption, creditMarkup, helpText } from '../card-caption.ts';
import { withoutLeads } from '../page/outside-links.ts';
import { snippet } from '../embed/snippet.ts';
import { altText, correctionLines, furtherLines } from './pack-texts.ts';

const styles = [
  `body{max-width:56rem;margin:0 auto;padding:2rem 1.25rem 4rem;background:${colours.paper};color:${colours.ink};font:1rem/1.5 system-ui,sans-serif}`,
  'h1,h2,h3{font-family:Georgia,serif;font-weight:400;line-height:1.2;text-wrap:balance}',
  'h1{font-size:2.25rem;margin:0 0 1rem}',
  'h2{font-size:1.75rem;margin:3rem 0 1rem}',
  'h3{font-size:1.375rem;margin:0 0 .25rem}',
  `a{color:${colours.c4};text-underline-offset:.15em}`,
  'table{border-collapse:collapse;margin:1.5rem 0}',
  'caption{text-align:start;font-weight:600}',
  'th,td{padding:.25rem .75rem .25rem 0;border-bottom:1px solid;text-align:start;vertical-align:top}',
  'td.end,th.end{text-align:end}',
  '@media screen{.wide{overflow-x:auto}}',
  'img{max-width:100%;height:auto}',
  '.kit{list-style:none;margin:2rem 0 0;padding:0}',
  `.kit li{display:flex;gap:0 1.5rem;align-items:flex-start;padding:1.5rem 0;border-top:1px solid ${colours.line}}`,
  `.kit img{flex:none;border:1px solid ${colours.line}}`,
  '.kit p{margin:0 0 .5rem}',
  '@media (max-width:40rem){.kit li{display:block}.kit img{margin:0 0 .75rem}}'
].join('');

/**
 * Returns a page that needs nothing else and runs no script: to be opened from a disk, or to copy
 * its parts from. `body` is markup.
 */
export function packDocument(language: Language, title: string, body: string): string {
  const head = [
    '<meta name="robots" content="noindex">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${styles}</style>`
  ];
  return htmlShell(language, head, body);
}

const paragraphs = (texts: readonly string[]) =>
  texts.filter(Boolean).map((text) => tag('p', text));

function creditParagraphs(
  record: CardRecord,
  sources: readonly SourceLine[],
  words: Words
): string[] {
  const label = escapeMarkup(speak(words, 'figure.source'));
  return [
    ...sources.map(
      (line) => `<p>${label}: ${creditMarkup(line)} ${escapeMarkup(line.shown ?? '')}</p>`
    ),
    ...paragraphs(furtherLines(record, words))
  ];
}

/**
 * A row whose numbers stay apart where an editor or a mail program keeps its words alone: "2024
 * 71%", never "202471%".
 */
const row = (cells: readonly string[]) => `<tr>${cells.join(' ')}</tr>`;

/** A table wider than its page scrolls by itself: the words beside it stay in the window. */
function tableMarkup({ caption, columns, rows, notes }: Table): string {
  const side = (index: number) => (columns[index]?.align === 'end' ? ' class="end"' : '');
  return [
    `<div class="wide" role="region" tabindex="0" aria-label="${escapeMarkup(caption)}">`,
    '<table>',
    tag('caption', caption),
    `<thead>${row(columns.map(({ label }, index) => tag('th', label, ` scope="col"${side(index)}`)))}</thead>`,
    '<tbody>',
    ...rows.map(({ header, cells }) =>
      row([
        tag('th', header, ' scope="row"'),
        ...cells.map(({ text }, index) => tag('td', text, side(index + 1)))
      ])
    ),
    '</tbody>',
    '</table>',
    '</div>',
    ...(notes.length ? [`<ul>${notes.map((note) => tag('li', note)).join('')}</ul>`] : [])
  ].join('\n');
}

/**
 * Returns `table.html`: every number of the figure, with what must stand beside it (standards A12,
 * E14).
 */
export function tablePage(record: CardRecord, tables: readonly Table[], words: Words): string {
  const body = [
    tag('h1', record.title),
    ...paragraphs([record.subtitle, record.limits, ...correctionLines(record, words)]),
    ...tables.map(tableMarkup),
    ...creditParagraphs(record, record.sources, words)
  ];
  return packDocument(record.language, record.title, body.join('\n'));
}

/**
 * Returns `help.html`: the services of every country that the cards know, as text (standards E05).
 */
export function helpPage(
  { help, language }: Pick<CardRecord, 'help' | 'language'>,
  words: Words
): string {
  const title = speak(words, 'help.title');
  const where = (country: string) =>
    country === 'WLD' ? speak(words, 'help.worldwide') : countryName(words, country);
  const entries = help.map(
    ({ country, name, contacts, confirmed }) =>
      `<li>${tag('b', where(country))}: ${escapeMarkup(name)}: ${contacts.map((contact) => tag('b', contact)).join(', ')}${confirmed ? '' : '*'}</li>`
  );
  const body = [
    tag('h1', title),
    tag('p', `${speak(words, 'help.lead')} ${speak(words, 'help.emergency')}`),
    `<ul>\n${entries.join('\n')}\n</ul>`,
    ...(help.some(({ confirmed }) => !confirmed)
      ? [tag('p', `* ${speak(words, 'card.help.unconfirmed')}`)]
      : [])
  ];
  return packDocument(language, title, body.join('\n'));
}

/** As many as a reader of mail takes in. */
const most = 5;

function choose(numbers: readonly ShownNumber[], [ids, which]: LetterChoice): ShownNumber[] {
  const matching = numbers.filter(({ id }) => ids.test(id));
  if (which === 'all') return matching;
  return which === 'first' ? matching.slice(0, 1) : matching.slice(-1);
}

/** What a newsletter says of a figure in text. */
export interface Letter {
  rows: LetterRow[];
  /** Which of a longer list they are; empty where they are no list's. */
  note: string;
}

/**
 * Returns no more than five rows that say in text what a figure shows: its large numbers first; of
 * a list that grows, its newest, and that they are.
 */
export function letterOf(card: FigureCard, data: StoryData, words: Words): Letter {
  const { letter, record } = cardFigures[card];
  if (typeof letter === 'function') {
    const all = letter(data, words);
    const note =
      all.length > most
        ? speak(words, 'pack.letter.newest', { shown: most, total: all.length })
        : '';
    return { rows: all.slice(-most), note };
  }
  const { numbers, large } = record(data, words);
  const others = letter.flatMap((choice) => choose(numbers, choice));
  const isSaid = (one: LetterRow) =>
    large.some(({ label, text }) => label === one.label && text === one.text);
  const rows = [...large, ...others.filter((one) => !isSaid(one))]
    .slice(0, most)
    .map(({ label, text }) => ({ label, text }));
  return { rows, note: '' };
}

/** As wide as newsletters go, in pixels. */
export const letterWidth = 600;

/**
 * Returns `newsletter.html`: the picture, a table of five rows at most for readers whose mail shows
 * none, and the help lines; it needs no style sheet and no script, which mail takes away. Each row
 * is a sentence, the number before what it counts: a mail's plain text sets the rows in one line,
 * where a number behind its words would be read with those of the next. Without an `address`
 * nothing is linked.
 */
export function letterPage(
  record: CardRecord,
  { rows, note }: Letter,
  picture: string,
  words: Words,
  address: string
): string {
  const caption = cardCaption(record, words, address);
  // Its height follows its width: Yahoo makes `height:auto` a least height, under which a height in
  // an attribute would draw a map out.
  const image = [
    `<img src="${escapeMarkup(picture)}" width="${letterWidth}"`,
    `alt="${escapeMarkup(altText(record).trim())}" style="display:block;width:100%;max-width:${letterWidth}px;height:auto">`
  ].join(' ');
  const cell =
    'style="padding:6px 12px 6px 0;border-bottom:1px solid #d6d3c8;text-align:left;vertical-align:top';
  const body = [
    `<div lang="${record.language}" dir="ltr" style="max-width:${letterWidth}px;font-family:Georgia,serif;line-height:1.4">`,
    image,
    // Below the picture, which has it too: for readers whose mail shows none, and as what the
    // numbers are of.
    tag(
      'h2',
      record.title,
      ' style="margin:24px 0 4px;font-size:20px;line-height:1.25;font-weight:bold"'
    ),
    ...[record.subtitle, note]
      .filter(Boolean)
      .map((text) => tag('p', text, ' style="margin:0 0 8px"')),
    '<table role="presentation" style="border-collapse:collapse;width:100%">',
    ...rows.map(({ label, text }) =>
      row([
        tag('td', capitalize(text), ` ${cell};font-weight:bold"`),
        tag('td', label + missingFullStop(label), ` ${cell}"`)
      ])
    ),
    '</table>',
    ...paragraphs([record.limits, ...correctionLines(record, words)]),
    ...creditParagraphs(record, record.named, words),
    ...(address
      ? [
          `<p><a href="${escapeMarkup(caption.story.href)}">${escapeMarkup(caption.story.text)}</a></p>`
        ]
      : []),
    tag('p', helpText(caption.help)),
    '</div>'
  ];
  return packDocument(record.language, record.title, body.join('\n'));
}

/**
 * Returns `embed.html`: the snippet of a card at `src`, to copy, and what it shows (E06). Without
 * `address` the story is not linked. A card that lies beside it is found from nowhere else, so the
 * page then says what to write in its place.
 */
export function embedPage(record: CardRecord, src: string, words: Words, address: string): string {
  const { language, frameTitle, heights } = record;
  const pasted = snippet(
    { language, frameTitle, heights, caption: cardCaption(record, words, address) },
    src
  );
  const whole = address ? pasted : withoutLeads(pasted);
  const body = [
    tag('h1', record.title),
    `<p>${tag('label', speak(words, 'partners.snippet'), ' for="snippet"')}</p>`,
    ...(URL.canParse(src) ? [] : [tag('p', speak(words, 'pack.snippet.address', { file: src }))]),
    `<textarea id="snippet" rows="12" readonly spellcheck="false" style="box-sizing:border-box;width:100%">${escapeMarkup(whole)}</textarea>`,
    whole
  ];
  return packDocument(language, frameTitle, body.join('\n'));
}
