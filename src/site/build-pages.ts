import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readHeightTable } from '../cards/card-heights.ts';
import { readWithdrawals } from '../cards/withdrawal.ts';
import { speak } from '../copy/words.ts';
import { languages, type Language } from '../locale/languages.ts';
import { readCorrections } from '../pages/correction.ts';
import { readHelplines } from '../pages/helpline.ts';
import { readNewsroom } from '../pages/newsroom.ts';
import type { KeptRelease } from '../pages/side-page.ts';
import type { StoryPage } from '../pages/story-page.ts';
import { lastDayOf } from '../story/edition.ts';
import { missingReviews, readSignoffs } from '../story/signoffs.ts';
import { readDataPackage } from '../vintages/data-package.ts';
import { isRelease } from '../vintages/release.ts';
import { benchPage } from './bench-page.ts';
import { besideAssets } from './beside-assets.ts';
import { renderCards, type CardScripts } from './card-pages.ts';
import { cardRecords } from './card-records.ts';
import type { Assets } from './document.ts';
import { embedFiles } from './embed-files.ts';
import { embedScripts, type HostScripts } from './embed-scripts.ts';
import { handedOut } from './handed-out.ts';
import { kitFile } from './kit-files.ts';
import { openStory, type OpenOptions, type OpenedStory } from './open-story.ts';
import { allParts, packFiles } from './pack-files.ts';
import { partnerAssets, type PartnerScripts } from './partner-assets.ts';
import { pngOf, type DrawPng } from './png.ts';
import { economiesTable, publicPackage } from './public-package.ts';
import { publishedTables } from './published-tables.ts';
import { prerender } from './prerender.ts';
import { headersFile } from './server-config/headers-file.ts';
import { shareFiles, storyPicture } from './share-files.ts';
import type { BinaryFile, SiteFile } from './site-file.ts';
import type { SiteInputs } from './site-inputs.ts';
import { storyFiles } from './story-files.ts';
import { storyPageOf } from './story-page-of.ts';
import { openTypeFaces } from './type-faces.ts';

/** The entry of Vite's client manifest that names one built file and what it needs. */
export type ClientManifest = Record<string, { file: string; css?: string[]; assets?: string[]; isEntry?: boolean }>;

/** Returns the story's script and styles from Vite's manifest, and the fonts of static/. @throws Error when the client has no entry. */
export function assetsOf(manifest: ClientManifest): Assets {
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry);
  if (!entry) throw new Error('the client build has no entry; run `npm run build` again');
  return {
    script: entry.file,
    styles: entry.css ?? [],
    fonts: ['fonts/public-sans.woff2', 'fonts/source-serif-4.woff2']
  };
}

/**
 * Every committed table and its data package that may be published, as it stands (standards D05); as of a day, those that were
 * out by then.
 * @param limits what figures of single countries do not show, in the language of data packages.
 */
async function vintageFiles(root: string, asOf: string | undefined, limits: string): Promise<SiteFile[]> {
  const base = join(root, 'data', 'vintages');
  const kept = storyFiles(root);
  const files: SiteFile[] = [];
  for (const source of (await readdir(base)).sort()) {
    // What a run of the desk is just writing, or was killed over, is no release.
    for (const release of (await readdir(join(base, source))).filter(isRelease).sort()) {
      if (asOf !== undefined && lastDayOf(release) > asOf) continue;
      const published = await publishedTables(kept, { source, release });
      if (published === 'none') continue;
      for (const name of (await readdir(join(base, source, release))).sort()) {
        if (published === 'totals' && name === economiesTable) continue;
        const text = await readFile(join(base, source, release, name), 'utf8');
        const isPackage = name === 'datapackage.json';
        files.push({ path: `data/vintages/${source}/${release}/${name}`, text: isPackage ? publicPackage(text, published, limits) : text });
      }
    }
  }
  return files;
}

/**
 * Returns the story when every sentence of it holds.
 * @throws Error listing each sentence, claim or label that does not.
 */
export async function openSound(root: string): Promise<OpenedStory> {
  const story = await openStory(root);
  const errors = story.problems.filter((problem) => problem.severity === 'error');
  if (errors.length) throw new Error(`the story does not hold:\n${errors.map((problem) => `  ${problem.message}`).join('\n')}`);
  return story;
}

/**
 * Returns a story that need not hold, for an editor to look at: `options` is the JSON of the vintages to open instead of the
 * locked ones. @throws StoryRefused when it cannot be opened at all.
 */
export function openDraft(root: string, options: string): Promise<OpenedStory> {
  return openStory(root, JSON.parse(options) as OpenOptions);
}

/** Every kept release, newest last in each source, with whether this edition shows it. */
function keptReleases(files: readonly SiteFile[], story: OpenedStory): KeptRelease[] {
  const shown = new Set(Object.values(story.lock.pins).map(({ source, release }) => `${source}/${release}`));
  return files
    .filter(({ path }) => path.endsWith('/datapackage.json'))
    .map(({ path, text }) => {
      const { record, stored } = readDataPackage(text, path);
      const { source, release, title, publisher, licence, credit, raw } = record;
      return {
        source,
        release,
        title,
        publisher,
        licence,
        credit,
        raw,
        tables: stored.map((table) => table.path),
        shown: shown.has(`${source}/${release}`)
      };
    });
}

/**
 * Returns every file that the site adds to the client build of a sound story.
 * @param draw makes the pictures.
 * @throws Error as `prerender`, `renderCards` and `allParts` do.
 */
export async function buildPages(
  root: string,
  story: OpenedStory,
  manifest: ClientManifest,
  scripts: CardScripts & HostScripts & PartnerScripts,
  draw: DrawPng = pngOf
): Promise<(SiteFile | BinaryFile)[]> {
  const read = (name: string) => readFile(join(root, 'data', name), 'utf8');
  const vintages = await vintageFiles(root, story.data.asOf, speak(story.words.en, 'data.limits'));
  const inputs: SiteInputs = {
    helplines: readHelplines(await read('care/helplines.json')),
    corrections: readCorrections(await read('corrections.json')),
    withdrawals: readWithdrawals(await read('withdrawals.json')),
    newsroom: readNewsroom(await read('newsroom.json')),
    releases: keptReleases(vintages, story),
    // Whatever the day of the build: the same edition and signatures give the same pages.
    draft: missingReviews(readSignoffs(await read('signoffs.json')), story.lock.edition, '9999-12-31').length > 0,
    address: process.env['TERHUBUNG_ADDRESS'] ?? ''
  };
  const pages = Object.fromEntries(languages.map((language) => [language, storyPageOf(story, inputs, language)])) as Record<
    Language,
    StoryPage
  >;
  const pageOf = ({ language }: { language: Language }) => pages[language];
  const heights = readHeightTable(await read('card-heights.json'));
  const all = cardRecords(pages, inputs, heights);
  const records = handedOut(all, inputs);
  const assets = assetsOf(manifest);
  const beside = besideAssets(assets);
  const cards = renderCards(pages, inputs, all, scripts);
  const hostScripts = embedScripts(records, inputs.address, scripts);
  const type = await openTypeFaces(root);
  const shares = (
    await Promise.all(languages.map((language) => shareFiles(pages[language], beside.assets, inputs.address, type, draw)))
  ).flat();
  const { address } = inputs;
  const { edition } = story.data;
  const figures = await allParts(records, pageOf, { type, draw, address, announcement: (language) => storyPicture(shares, language) });
  await type.close();
  const downloads = [
    ...packFiles(figures, pageOf, cards, address),
    kitFile({ figures, pages, cards, scripts: hostScripts, licence: await readFile(join(root, 'LICENSE'), 'utf8'), edition, address })
  ];
  const sizes = new Map(downloads.map(({ path, bytes }) => [path, bytes.length]));
  return [
    ...shares,
    beside.file,
    ...prerender(story, inputs, { story: assets, beside: beside.assets }, { records, partners: partnerAssets(scripts), sizes }),
    ...cards,
    ...embedFiles(records, story.words, inputs, edition, sizes),
    ...hostScripts,
    ...downloads,
    ...vintages,
    { path: '_headers', text: headersFile() }
  ];
}

/** Returns the page on which the map is measured: the map alone, in the story's own styles. Not published. */
export function buildBench(story: OpenedStory, manifest: ClientManifest): SiteFile[] {
  return [benchPage(story, assetsOf(manifest))];
}
