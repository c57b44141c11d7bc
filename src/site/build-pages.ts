import { setImmediate } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from 'vite';
import { keepWorlds } from '#charts/choropleth/geometry/world.ts';
import { shareCard, type ShareCardWords } from '#charts/drawing/share-card.ts';
import { speak } from '#copy/words.ts';
import { byLanguage, languages, type Language } from '#locale/languages.ts';
import type { ListedRelease } from '#pages/side/side-page.ts';
import { embedFolder } from '#cards/card.ts';
import { withdrawalOf } from '#cards/withdrawal.ts';
import { assess } from '#story/ledgers/accessibility.ts';
import { missingReviews } from '#story/ledgers/signoffs.ts';
import { readDataPackage } from '#vintages/data-package.ts';
import { allVintages, folderOf, vintageName } from '#vintages/vintage.ts';
import { pageRoutes, shareFiles, storyPicture } from './pages/page-routes.ts';
import {
  cardRecords,
  renderCards,
  withoutWithdrawn,
  type InlineScript
} from './pages/card-pages.ts';
import {
  lazily,
  routeOf,
  routeTable,
  type Route,
  type RouteTable,
  type SiteInputs
} from './route.ts';
import { builtAssets, sourceAssets, type SiteAssets } from './assets/site-assets.ts';
import { embedFiles } from './downloads/embed-files.ts';
import type { ScriptName } from './assets/bundle-script.ts';
import { madeFilms } from './films/film.ts';
import { openBuildCache, type BuildCache } from './output/build-cache.ts';
import { downloads } from './downloads/kit.ts';
import { openStory, type OpenedStory } from './story/open-story.ts';
import { openPngPool } from './pictures/png-pool.ts';
import { pngOf, type DrawPng } from './pictures/png.ts';
import { publicPackage, publishedTables } from './downloads/tables-package.ts';
import { headersFile } from './headers.ts';
import type { BinaryFile, SiteFile } from './output/site-file.ts';
import { publicKeyFile, readPublicKey } from './output/minisign.ts';
import { readLedgers } from './story/site-ledgers.ts';
import { textIfThere } from './story/project-text.ts';
import { readProject } from './story/read-project.ts';
import { openTypeFaces, type TypeFaces } from './pictures/type-faces.ts';
import type { StoryPage } from '#pages/story/story-page.ts';

function originsOf({ computed }: OpenedStory) {
  return Object.fromEntries(
    [...computed].map(([id, now]) => {
      const { source, bound } = now.claim;
      return [
        id,
        {
          source,
          ...(bound && { bound }),
          ...(now.ok && now.locked.year !== undefined && { year: now.locked.year })
        }
      ];
    })
  );
}

export function storyPageOf(story: OpenedStory, inputs: SiteInputs, language: Language): StoryPage {
  const isScene = ({ id }: { id: string }) => story.scenes.some((scene) => scene.id === id);
  const copy = story.chapters[language].filter(isScene);
  return {
    data: story.data,
    words: story.words[language],
    measure: inputs.measure,
    scenes: story.scenes,
    chapters: copy,
    beside: story.chapters[language].filter((chapter) => !isScene(chapter)),
    helplines: inputs.helplines,
    printed: Object.fromEntries(
      Object.entries(story.lock.claims).map(([id, locked]) => [id, locked[language]])
    ),
    origins: originsOf(story),
    history: story.history,
    pins: story.lock.pins,
    releases: inputs.releases,
    corrections: inputs.corrections,
    wordCount: copy.reduce((sum, chapter) => sum + chapter.words, 0),
    draft: inputs.draft,
    reviewBy: inputs.newsroom.review_by,
    home: '../'
  };
}

/**
 * Returns the releases whose tables may be published (standards D05), and the routes of their
 * files: by source, then oldest first.
 */
function vintageFiles({ files, words, lock }: OpenedStory) {
  // Published for readers who use its table; no figure draws it.
  const { 'coverage-4g': _notDrawn, ...drawn } = lock.pins;
  const shown = new Set(Object.values(drawn).map(vintageName));
  const limits = speak(words.en, 'data.limits');
  const releases: ListedRelease[] = [];
  const routes: Route[] = [];
  const textAt = (path: string) => new TextDecoder().decode(files.get(path));
  for (const vintage of allVintages(files)) {
    const published = publishedTables(files, vintage);
    if (published === 'none') continue;
    const path = `${folderOf(vintage)}/datapackage.json`;
    const text = publicPackage(textAt(path), published, limits);
    const { record, stored } = readDataPackage(text, path);
    const tables = stored.map((table) => table.path);
    releases.push({ ...record, tables, shown: shown.has(vintageName(vintage)) });
    // Only tables that the package records, so that stray copies stay out.
    const paths = tables.map((table) => `${folderOf(vintage)}/${table}`);
    routes.push(
      routeOf({ path, text }),
      ...paths.map((table) => ({ path: table, make: () => textAt(table) }))
    );
  }
  return { releases, routes };
}

const readIfThere = (path: string) => readFile(path).catch(() => undefined);

const errorsOf = ({ problems }: OpenedStory) =>
  problems.filter(({ severity }) => severity === 'error');

/** @throws Error listing each sentence, claim or label that does not hold. */
export async function openValidStory(root: string): Promise<OpenedStory> {
  const story = openStory(await readProject(root));
  const errors = errorsOf(story);
  if (errors.length)
    throw new Error(
      `The story does not hold. Fix these first:\n${errors.map((problem) => `  ${problem.message}`).join('\n')}`
    );
  return story;
}

export { openPngPool };

export interface SiteTools {
  assets: SiteAssets;
  script: InlineScript;
  address: string;
  type: TypeFaces;
  draw: DrawPng;
  cache: BuildCache;
}

export async function siteRoutes(
  root: string,
  story: OpenedStory,
  { assets, script, address, type, draw, cache }: SiteTools
): Promise<RouteTable> {
  const { files } = story;
  const { signoffs, cardHeights, accessibility, ...ledgers } = readLedgers(files, story.scenes);
  const vintages = vintageFiles(story);
  const key = textIfThere(files, publicKeyFile);
  await keepWorlds(story.data, (parts, make) => cache.getOrMake('worlds', parts, make));
  const inputs: SiteInputs = {
    ...ledgers,
    releases: vintages.releases,
    measure: type.measure,
    assessment: assess(accessibility, {
      edition: story.lock.edition,
      changed: story.accepted?.changed
    }),
    draft: missingReviews(signoffs, story.lock).length > 0,
    address,
    publicKey: key === undefined ? undefined : readPublicKey(key).line
  };
  const pages = byLanguage((language) => storyPageOf(story, inputs, language));
  const all = cardRecords(pages, inputs, cardHeights);
  const records = withoutWithdrawn(all, inputs);
  const { edition } = story.data;

  const drawKept: DrawPng = (svg, faces) =>
    cache.getOrMake('pictures', [svg], () => draw(svg, faces));
  // Keyed by its words, because the layout takes longer than reading the cache.
  const drawCard = (card: ShareCardWords) =>
    cache.getOrMake('shareCards', [JSON.stringify(card)], async () =>
      draw(shareCard(card, type.measure), type)
    );
  const cards = renderCards(pages, inputs, all, script);
  const embedScript = {
    path: `${embedFolder}embed.js`,
    make: lazily(async () => `${await script('embed')}\n`)
  };
  const shares = languages.flatMap((language) =>
    shareFiles(
      { ...pages[language], articles: story.chapters[language] },
      assets.side,
      address,
      drawCard
    )
  );
  const taken = downloads({
    records,
    withdrawn: all.flatMap((record) => {
      const withdrawal = withdrawalOf(inputs.withdrawals, record.card, record.edition);
      return withdrawal ? [{ record, withdrawal }] : [];
    }),
    pages,
    cards,
    script: embedScript,
    films: await madeFilms((path) => readIfThere(join(root, path)), story, type.measure),
    licence: await readFile(join(root, 'LICENSE'), 'utf8'),
    edition,
    address,
    publicKey: inputs.publicKey,
    type,
    draw: drawKept,
    cache,
    announcement: (language) => storyPicture(shares, language)
  }).map(({ path, make }) => ({ path, make: lazily(make) }));
  const sizes = lazily(
    async () =>
      new Map(
        await Promise.all(
          taken.map(async ({ path, make }) => [path, (await make()).length] as const)
        )
      )
  );

  // Work for other threads comes first.
  return routeTable([
    ...shares,
    ...taken,
    ...pageRoutes(story, pages, inputs, assets, { records, sizes }),
    ...assets.files.map(routeOf),
    ...cards,
    ...embedFiles(records, story.words, inputs, edition, sizes),
    embedScript,
    ...vintages.routes,
    { path: '_headers', make: headersFile }
  ]);
}

/**
 * Opens the site for an editor, even if the story does not hold.
 * @param root the project with the code; @param project where its `data/` is.
 */
export async function openDevSite(
  root: string,
  project: string,
  given: Pick<SiteTools, 'script' | 'address' | 'type'> & Partial<Pick<SiteTools, 'assets'>>
) {
  const story = openStory(await readProject(project));
  const cache = await openBuildCache(root);
  const tools = { assets: sourceAssets(), ...given, draw: pngOf, cache };
  return {
    routes: await siteRoutes(project, story, tools),
    // An editor knows that the text changed.
    problems: errorsOf(story).filter(({ kind }) => kind !== 'text-changed')
  };
}

export interface BuiltInputs extends Pick<SiteTools, 'address' | 'draw' | 'cache'> {
  scripts: Readonly<Record<ScriptName, string>>;
  manifest: Manifest;
  /** Is told how many files there are; what it returns is called for each that is made. */
  counting?: (files: number) => () => void;
}

export async function buildPages(
  root: string,
  story: OpenedStory,
  { manifest, scripts, counting, ...given }: BuiltInputs
): Promise<(SiteFile | BinaryFile)[]> {
  const type = await openTypeFaces(root, given.cache);
  try {
    const assets = builtAssets(manifest, scripts);
    const routes = await siteRoutes(root, story, {
      ...given,
      assets,
      script: (name) => scripts[name],
      type
    });
    const making: Promise<SiteFile | BinaryFile>[] = [];
    const count = counting?.(routes.size);
    for (const [path, make] of routes) {
      const made = (async () => {
        const contents = await make();
        count?.();
        return typeof contents === 'string' ? { path, text: contents } : { path, bytes: contents };
      })();
      // Prevents an unhandled rejection; `Promise.all` below reports the error.
      made.catch(() => undefined);
      making.push(made);
      // Lets the pictures reach their threads between two pages.
      await setImmediate();
    }
    return await Promise.all(making);
  } finally {
    await type.close();
  }
}
