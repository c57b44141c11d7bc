import { cardFigures } from '../../cards/card-figure.ts';
import type { CardRecord } from '../../cards/card-record.ts';
import { embedFolder, kitPath } from '../../cards/card.ts';
import { helpPage } from '../../cards/packs/pack-pages.ts';
import { fileList, useLines, type PackedFile } from '../../cards/packs/pack-texts.ts';
import { speak, type Words } from '../../copy/words.ts';
import { languages, type Language } from '../../locale/languages.ts';
import type { StoryPage } from '../../pages/story/story-page.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import { changesPath } from '../pages/feeds.ts';
import { verifyCommand } from '../output/minisign.ts';
import { encoded } from '../output/site-file.ts';
import { kitList } from './kit-list.ts';
import { movable, withNote, type FigureToCopy, type PackSources } from './pack-files.ts';
import { textAt, type Route } from '../route.ts';
import { tableCredits } from './public-package.ts';
import { keptZip } from './zip-entries.ts';

/** What the kit is made of. */
export interface KitParts extends Pick<PackSources, 'cards' | 'address' | 'kept'> {
  figures: readonly FigureToCopy[];
  pages: Readonly<Record<Language, StoryPage>>;
  /** The optional scripts for the pages that frame the cards. */
  scripts: readonly Route[];
  /** The text of LICENSE. */
  licence: string;
  edition: string;
  publicKey?: string | undefined;
}

function kitNote(records: readonly CardRecord[], words: Words, { edition, address, publicKey }: KitParts): string {
  const { language } = words;
  const site = speak(words, 'site.name');
  const files: PackedFile[] = [
    { name: 'index.html', about: speak(words, 'kit.file.index.html') },
    { name: `${language}/*.html`, about: speak(words, 'kit.file.cards') },
    { name: `${language}/*/`, about: speak(words, 'kit.file.parts') },
    { name: `${language}/help.html`, about: speak(words, 'kit.file.help') },
    { name: 'embed.js', about: speak(words, 'kit.file.embed.js') },
    { name: 'licences.txt', about: speak(words, 'kit.file.licences') },
    { name: 'LICENSE', about: speak(words, 'kit.file.LICENSE') }
  ];
  const feed = address ? [speak(words, 'kit.update.feed', { address: address + changesPath(language) })] : [];
  const paragraphs = [
    [speak(words, 'kit.title', { site }), `${records[0]?.checked ?? edition}`],
    [`${speak(words, 'kit.open')} ${speak(words, 'kit.publish')}`],
    [speak(words, 'kit.update'), ...feed],
    ...(publicKey === undefined ? [] : [[speak(words, 'kit.verify'), `  ${verifyCommand(publicKey)}`]]),
    [speak(words, 'pack.files'), ...fileList(files)],
    [speak(words, 'pack.use'), ...useLines(words, address)],
    [speak(words, 'pack.consent'), `  ${speak(words, 'embed.consent')}`]
  ];
  return paragraphs.map((paragraph) => paragraph.join('\n')).join('\n\n');
}

/** Every release that a figure of the kit shows, once. */
function vintagesOf(figures: KitParts['figures'], pages: KitParts['pages']): VintageRecord[] {
  const shown = figures.flatMap(({ record: { card, language } }) =>
    card === 'story' ? [] : cardFigures[card].vintages(pages[language].data)
  );
  return [...new Map(shown.map((vintage) => [`${vintage.source}/${vintage.release}`, vintage])).values()];
}

/**
 * Returns one zip with all that a partner needs who frames nobody else's pages: every card, picture, table and text in every language,
 * the licences, the help lines and a note (standards E18). It asks nothing of any server and works from a disk.
 */
export function kitFile(parts: KitParts): Route {
  return { path: kitPath(parts.edition), make: () => kitZip(parts) };
}

async function kitZip(parts: KitParts): Promise<Uint8Array> {
  const { figures, pages, cards, scripts, licence, edition, address, kept } = parts;
  const made = await Promise.all(figures.map((figure) => figure.parts()));
  const kits = languages.map((language) => {
    const page = pages[language];
    const own = made.filter(({ record }) => record.language === language);
    return {
      language,
      words: page.words,
      records: own.map(({ record }) => record),
      // Its snippet and its newsletter show what lies beside them: the kit asks nobody else.
      figures: own.map((figure) => ({
        record: figure.record,
        parts: withNote(figure, page, address, { card: `../${figure.record.card}.html`, picture: 'figure.png' })
      }))
    };
  });
  const texts = new Map<string, string>();
  for (const { record } of made) texts.set(record.live, movable(await textAt(cards, record.live), address));
  const entries = kits.flatMap(({ language, words, records, figures: own }) => [
    ...(records[0] ? [encoded(`${language}/help.html`, helpPage(records[0], words))] : []),
    ...records.map((record) => encoded(`${language}/${record.card}.html`, texts.get(record.live)!)),
    ...own.flatMap(({ record, parts: files }) => files.map(({ path, bytes }) => ({ path: `${language}/${record.card}/${path}`, bytes })))
  ]);
  const notes = kits.map(({ words, records }) => kitNote(records, words, parts));
  const whole = [
    encoded('index.html', kitList(kits)),
    encoded('README.txt', `${notes.join(`\n\n${'-'.repeat(72)}\n\n`)}\n`),
    encoded('LICENSE', licence),
    encoded('licences.txt', tableCredits(vintagesOf(figures, pages))),
    encoded('embed.js', await textAt(scripts, `${embedFolder}embed.js`)),
    ...entries
  ];
  return keptZip(whole, `terhubung-${edition}`, edition, kept);
}
