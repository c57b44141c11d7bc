import { existsSync } from 'node:fs';
import { access, constants, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { createBuilder } from 'vite';
import { downloadFolder } from '../../cards/card.ts';
import {
  filmFolder,
  filmForms,
  filmName,
  filmPath,
  filmScenes
} from '../../cards/embed/film-names.ts';
import { languages } from '../../locale/languages.ts';
import { openBuildCache } from '../../site/output/build-cache.ts';
import type { OpenedStory } from '../../site/story/open-story.ts';
import { compressSite } from '../../site/output/compressed-copies.ts';
import { lazily } from '../../site/route.ts';
import { siteAddress } from '../../site/site-address.ts';
import type { Problem } from '../../story/problem.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { onDisk } from '../files/disk-refusal.ts';
import { inputsHash } from './inputs-hash.ts';
import { prerender, tryPages } from './prerender.ts';
import { clearLeftovers, replaceFolder, type SwitchedFolder } from '../files/switch-folder.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';

/**
 * Where the hash of the inputs of the last good build is kept; not in `dist/`, which is published
 * as it is.
 */
const stampOf = (root: string) => join(root, 'node_modules', '.cache', 'terhubung', 'built');

const distOf = (root: string): SwitchedFolder => ({
  folder: join(root, 'dist'),
  workshop: join(root, 'build')
});

/** Runs Vite with some variables of the environment set, and leaves the environment as it was. */
async function withEnvironment<Value>(
  variables: Readonly<Record<string, string>>,
  run: () => Promise<Value>
): Promise<Value> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    return await run();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/**
 * What the edition would be made from now: its files, the films that partners are handed, and the
 * address it is built for.
 */
const stampNow = async (root: string) => {
  const [files, films] = await Promise.all([inputsHash(root), inputsHash(root, ['build/films'])]);
  return `${files} ${films} ${siteAddress()}`.trimEnd();
};

/** Fills a new folder with the edition of a project, and throws when it cannot. */
export type FillSite = (root: string, folder: string) => Promise<void>;

/**
 * Fills a new folder with the edition.
 * @throws Refusal where nothing can be written, else what the build says of story and code.
 */
export const buildInto = (
  root: string,
  folder: string,
  variables: Readonly<Record<string, string>> = {}
): Promise<void> =>
  withServer(root, { TERHUBUNG_OUT: relative(root, folder), ...variables }, prerender);

/**
 * Runs something of the project's build, with a folder for its server bundle that is removed
 * afterwards.
 */
async function withServer<Value>(
  root: string,
  variables: Readonly<Record<string, string>>,
  run: (...how: Parameters<typeof prerender>) => Promise<Value>
): Promise<Value> {
  const modules = join(root, 'node_modules');
  // Vite, which keeps its work there, says only which of its own files it could not write.
  await onDisk(access(modules, constants.W_OK), `at ${modules}`, 'a folder that can be written to');
  // Each run has a server bundle of its own, so that two that build at once do not run each
  // other's.
  return withTemporaryFolder(join(root, 'build'), '.tmp-server', (server) => {
    const environment = {
      // Vite and Svelte build for development where the environment says so, and slower, larger
      // code would be published.
      NODE_ENV: 'production',
      TERHUBUNG_SERVER_OUT: relative(root, server),
      ...variables
    };
    return withEnvironment(environment, () => {
      // Its configuration brings the compiler of components with it: a second that a build of kept
      // bundles is spared.
      const builder = lazily(() =>
        createBuilder({ root, configFile: join(root, 'vite.config.ts'), mode: 'production' })
      );
      return run(root, async (name) => {
        const { environments, build } = await builder();
        await build(environments[name]!);
      });
    });
  });
}

/**
 * Returns what keeps a path of the site from being made of a story, whose labels it may mend for
 * the rest of the run; no page is written.
 */
export type TrySite = (root: string, story: OpenedStory) => Promise<Problem[]>;

/**
 * Tries the site with its server bundle, which is built when the code has changed since it was
 * built last.
 */
export const trySite: TrySite = (root, story) =>
  withServer(root, {}, (...how) => tryPages(...how, story));

/** As `buildInto`, and lays the packed copies beside the files that servers send to readers. */
export async function buildPacked(root: string, folder: string): Promise<void> {
  await buildInto(root, folder);
  const cache = await openBuildCache(root);
  await compressSite(folder, cache);
  await cache.prune();
}

/**
 * Builds the edition beside `dist/`, then in its place: what fails or is stopped leaves the last
 * one whole.
 * @throws as `buildInto` does.
 */
export async function buildEdition(desk: Desk, fill: FillSite = buildInto): Promise<void> {
  const started = desk.now();
  const hash = await stampNow(desk.root);
  await replaceFolder(distOf(desk.root), async (fresh) => {
    await fill(desk.root, fresh);
    await rm(stampOf(desk.root), { force: true });
  });
  await mkdir(dirname(stampOf(desk.root)), { recursive: true });
  await writeFile(stampOf(desk.root), hash);
  desk.err(`Built dist/ in ${((desk.now().getTime() - started.getTime()) / 1000).toFixed(1)} s.`);
  const leftOut = filmsLeftOut(desk.root, distOf(desk.root).folder);
  if (leftOut !== undefined) desk.err(leftOut);
}

/**
 * Returns what is said of films that were drawn and that a built site lacks, since its edition
 * shows something else; undefined where it lacks none.
 */
export function filmsLeftOut(root: string, site: string): string | undefined {
  const left = filmScenes.filter((scene) =>
    languages.some((language) =>
      filmForms
        .map(filmName)
        .some(
          (name) =>
            existsSync(join(root, filmFolder(scene), filmPath(language, name))) &&
            !existsSync(join(site, downloadFolder(language, scene), name))
        )
    )
  );
  if (left.length === 0) return undefined;
  const again = left.map((scene) => `\`npm run desk -- film ${scene}\``).join(', ');
  return `Left out: films of ${left.join(', ')}, which show something else than this edition. Draw them again: ${again}.`;
}

/**
 * Builds the edition unless `dist/` already holds it, made from the very files that are there now.
 */
export async function ensureEdition(desk: Desk): Promise<void> {
  await clearLeftovers(distOf(desk.root));
  const [stamp, entry] = await Promise.all([
    readFile(stampOf(desk.root), 'utf8').catch(() => undefined),
    stat(join(desk.root, 'dist', 'index.html')).catch(() => undefined)
  ]);
  if (stamp !== undefined && entry && stamp === (await stampNow(desk.root))) return;
  desk.err('Building the edition …');
  await buildEdition(desk);
}

/**
 * `npm run build`: writes `dist/`. Returns 0; 1 with the reason when the story does not hold; 2
 * where it cannot be written.
 */
export async function build(_argv: string[], desk: Desk): Promise<number> {
  try {
    await buildEdition(desk);
    return 0;
  } catch (error) {
    desk.err(error instanceof Error ? error.message : String(error));
    desk.err('The edition was not built.');
    return error instanceof Refusal ? 2 : 1;
  }
}
