import { licenceLine, sourceText, type SourceLine } from '#charts/chart.ts';
import { countryName, speak, type Words } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import { cardCaption } from '../card-caption.ts';
import type { CardRecord } from '../card-record.ts';
import { helpLead } from '#pages/helpline.ts';
import { snippet } from '../embed/snippet.ts';
import { withoutRelativeLinks } from '../page/card-links.ts';

export interface ListedFile {
  name: string;
  about: string;
}

const lines = (...some: readonly (string | string[])[]) => some.flat().filter(Boolean).join('\n');
const section = (heading: string, text: string) => (text ? `## ${heading}\n\n${text}` : '');

export const fileList = (files: readonly ListedFile[]) =>
  lines(files.map(({ name, about }) => `- \`${name}\`: ${about}`));

export const markdown = (title: string, blocks: readonly string[]) =>
  `${[`# ${title}`, ...blocks].filter(Boolean).join('\n\n')}\n`;

export function termsOfUse(words: Words, address: string, used: 'figure' | 'story') {
  const whole = used === 'story' ? 'whole.story' : 'whole';
  const asked = [whole, 'alt', 'help', 'beside', 'corrections'] as const;
  const terms = { address: `${address}${words.language}/partners/#terms` };
  const rules = [
    ...asked.map((key) => speak(words, `kit.use.${key}`)),
    ...(address ? [speak(words, 'kit.use.terms', terms)] : [])
  ];
  return [
    section(speak(words, 'kit.use'), lines(rules.map((rule) => `- ${rule}`))),
    speak(words, 'kit.licence'),
    section(speak(words, 'kit.consent'), speak(words, 'embed.consent'))
  ].join('\n\n');
}

/** Dated (V34); printed on the picture too. */
export function correctionLines({ corrections }: CardRecord, words: Words) {
  return corrections.map(({ posted, text }) => {
    const date = formatDate(posted.slice(0, 10), words.language);
    return `${speak(words, 'card.corrected', { date })} ${text[words.language]}`;
  });
}

const sourceLines = (sources: readonly SourceLine[], words: Words) =>
  sources.map((source) => `${speak(words, 'figure.source')}: ${sourceText(source)}`);

function creditLines(record: CardRecord, words: Words) {
  return [
    ...sourceLines(record.sources, words),
    // Only a map has outlines to credit.
    ...(record.limits ? [speak(words, 'sources.geography')] : []),
    licenceLine(words),
    `${record.checked}.`
  ];
}

function helpLines({ help }: CardRecord, words: Words) {
  const where = (country: string) =>
    country === 'WLD' ? speak(words, 'help.worldwide') : countryName(words, country);
  const services = help.map(
    ({ country, name, contacts, confirmed }) =>
      `- ${where(country)}: ${name}: ${contacts.join(', ')}${confirmed ? '' : '*'}`
  );
  return lines(
    `${helpLead(words)}\n`,
    services,
    help.every(({ confirmed }) => confirmed) ? '' : `\n* ${speak(words, 'card.help.unconfirmed')}`
  );
}

export const kitCard = 'card.html';
export const kitPicture = 'figure.png';

/** The address must be replaced where it is pasted (E06). */
function snippetBlock(record: CardRecord, words: Words, address: string) {
  const caption = cardCaption(record, words, address);
  const picture = caption.picture && { ...caption.picture, src: kitPicture };
  const markup = snippet({ ...record, caption: { ...caption, picture } }, kitCard);
  const files = picture ? `${kitCard}, ${kitPicture}` : kitCard;
  return lines(
    `${speak(words, 'kit.snippet.address', { file: files })}\n`,
    '```html',
    address ? markup : withoutRelativeLinks(markup),
    '```'
  );
}

/** Returns all texts that belong to a figure or the whole story (E05, E14, E15, A13, S05). */
export function cardReadme(
  record: CardRecord,
  { files, alt }: { files: readonly ListedFile[]; alt: string },
  words: Words,
  address: string
) {
  const { title, subtitle, limits, named } = record;
  const site = speak(words, 'site.name');
  const corrected = correctionLines(record, words);
  const credited = creditLines(record, words);
  const isMissing = (line: string) => !credited.includes(line);
  const caption = lines(
    [title, subtitle, limits],
    corrected,
    credited,
    address ? `${speak(words, 'card.story', { site })}: ${address}${record.story}` : ''
  );
  return markdown(title, [
    subtitle,
    `${site} · ${record.checked}`,
    section(speak(words, 'kit.files'), fileList(files)),
    section(speak(words, 'kit.caption'), caption),
    section(speak(words, 'kit.alt'), alt),
    // The caption leaves out sources that every entry of the picture names itself.
    section(speak(words, 'kit.credit'), lines(sourceLines(named, words).filter(isMissing))),
    section(speak(words, 'help.title'), helpLines(record, words)),
    section(speak(words, 'partners.snippet'), snippetBlock(record, words, address)),
    termsOfUse(words, address, record.card === 'story' ? 'story' : 'figure')
  ]);
}
