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

/** Keeps the hash of the last build's inputs; not in `dist/`, whose files are all published. */
const stampOf = (root: string) => join(root, 'node_modules', '.cache', 'terhubung', 'built');

const distOf = (root: string): SwitchedFolder => ({
  folder: join(root, 'dist'),
  workshop: join(root, 'build')
});

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

const stampNow = async (root: string) => {
  const [files, films] = await Promise.all([inputsHash(root), inputsHash(root, ['build/films'])]);
  return `${files} ${films} ${siteAddress()}`.trimEnd();
};

export type FillSite = (root: string, folder: string) => Promise<void>;

/** @throws Refusal for a disk error, else the build's errors. */
export const buildInto = (
  root: string,
  folder: string,
  variables: Readonly<Record<string, string>> = {}
): Promise<void> =>
  withServer(root, { TERHUBUNG_OUT: relative(root, folder), ...variables }, prerender);

async function withServer<Value>(
  root: string,
  variables: Readonly<Record<string, string>>,
  run: (...how: Parameters<typeof prerender>) => Promise<Value>
): Promise<Value> {
  const modules = join(root, 'node_modules');
  // Vite writes its cache there. If it cannot, its error names a cache file, not this folder.
  await onDisk(access(modules, constants.W_OK), `at ${modules}`);
  // Two builds at once must not run each other's server bundle.
  return withTemporaryFolder(join(root, 'build'), '.tmp-server', (server) => {
    const environment = {
      // Else a NODE_ENV of development would publish slower, larger code.
      NODE_ENV: 'production',
      TERHUBUNG_SERVER_OUT: relative(root, server),
      ...variables
    };
    return withEnvironment(environment, () => {
      // Loading the Svelte compiler takes a second, which a build from the cache does not need.
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

/** Returns the problems that would stop a build, without writing a page. */
export type TrySite = (root: string, story: OpenedStory) => Promise<Problem[]>;

export const trySite: TrySite = (root, story) =>
  withServer(root, {}, (...how) => tryPages(...how, story));

export async function buildPacked(root: string, folder: string): Promise<void> {
  await buildInto(root, folder);
  const cache = await openBuildCache(root);
  await compressSite(folder, cache);
  await cache.prune();
}

/** Builds the edition and replaces `dist/`; an error or a kill leaves the last one as it was. */
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

/** Warns of films that were left out because they show another edition. */
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
  return `Left out: the films of ${left.join(', ')} show another edition. Draw them again with ${again}.`;
}

/** Builds the edition unless `dist/` was built from the same files. */
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

/** `npm run build`. @returns 0; 1 when the story or the code has errors; 2 when refused. */
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
