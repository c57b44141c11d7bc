import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { downloadFolder } from '#cards/card.ts';
import { filmFolder, filmForms, filmName, filmPath, filmScenes } from '#cards/embed/film-names.ts';
import { languages } from '#locale/languages.ts';
import { say } from '#locale/say.ts';
import { openBuildCache } from '#site/output/build-cache.ts';
import { compressSite } from '#site/output/compressed-copies.ts';
import { draftsAsked } from '#site/languages/added-languages.ts';
import { siteAddress } from '#site/site-address.ts';
import type { Lock } from '#story/lock.ts';
import { StoryRefused } from '#story/problem.ts';
import { lockedNow } from '../edition/read-edition.ts';
import { Refusal, refuse, StoryDoesNotHold, type Desk } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { diskRefusal } from '../files/disk-refusal.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';
import { counting, type Watched } from '../cli/progress.ts';
import { inputsHash } from '../inputs-hash.mjs';
import { buildInto } from './prerender.ts';
import { clearLeftovers, replaceFolder, type SwitchedFolder } from '../files/switch-folder.ts';

/** Keeps the hash of the last build's inputs; not in `dist/`, whose files are all published. */
const stampOf = (root: string) => join(root, 'node_modules', '.cache', 'terhubung', 'built');

const distOf = (root: string): SwitchedFolder => ({
  folder: join(root, 'dist'),
  workshop: join(root, 'build')
});

const stampNow = (root: string) =>
  `${inputsHash(root)} ${inputsHash(root, ['build/films'])} ${siteAddress()} ${draftsAsked().join()}`.trimEnd();

export type FillSite = (root: string, folder: string, desk?: Watched) => Promise<void>;

export const buildPacked: FillSite = async (root, folder, desk = {}) => {
  await buildInto(root, folder, desk);
  const cache = await openBuildCache(root);
  await compressSite(folder, cache, (files) => counting(desk, say`Compressing files`, files));
  await cache.prune();
};

/** Builds the edition and replaces `dist/`; an error or a kill leaves the last one as it was. */
export async function buildEdition(desk: Desk, fill: FillSite = buildInto) {
  const started = desk.now();
  const hash = stampNow(desk.root);
  await replaceFolder(distOf(desk.root), async (fresh) => {
    await fill(desk.root, fresh, desk);
    await rm(stampOf(desk.root), { force: true });
  });
  await mkdir(dirname(stampOf(desk.root)), { recursive: true });
  await writeFile(stampOf(desk.root), hash);
  desk.err(
    say`Built dist/ in ${((desk.now().getTime() - started.getTime()) / 1000).toFixed(1)} s.`
  );
  const leftOut = filmsLeftOut(desk.root, distOf(desk.root).folder);
  if (leftOut !== undefined) desk.err(leftOut);
}

export function filmsLeftOut(root: string, site: string) {
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
  return say`Left out: the films of ${left.join(', ')} show another edition. Draw them again with ${again}.`;
}

/** Builds the edition unless `dist/` was built from the same files. */
export async function ensureEdition(desk: Desk) {
  await clearLeftovers(distOf(desk.root));
  const [stamp, entry] = await Promise.all([
    readFile(stampOf(desk.root), 'utf8').catch(() => undefined),
    stat(join(desk.root, 'dist', 'index.html')).catch(() => undefined)
  ]);
  if (stamp !== undefined && entry && stamp === stampNow(desk.root)) return;
  await buildEdition(desk);
}

export async function build(_argv: string[], desk: Desk): Promise<number> {
  try {
    await buildEdition(desk);
    return 0;
  } catch (error) {
    desk.err(error instanceof Error ? error.message : String(error));
    desk.err(say`The edition was not built.`);
    return error instanceof Refusal ? 2 : 1;
  }
}

async function fillOrRefuse(fill: FillSite, desk: Desk, site: string) {
  try {
    await fill(desk.root, site, desk);
  } catch (error) {
    if (error instanceof Refusal || error instanceof StoryRefused) throw error;
    const refusal = diskRefusal(error, say`at ${dirname(site)}`);
    throw (
      refusal ??
      new StoryDoesNotHold(error instanceof Error ? error.message : String(error), { cause: error })
    );
  }
}

/**
 * Builds the edition into a temporary folder, `site`.
 * @throws StoryDoesNotHold; Refusal when nothing is locked, or a file changed during the build.
 */
export async function builtApart<Value>(
  desk: Desk,
  fill: FillSite,
  use: (built: { site: string; lock: Lock }) => Promise<Value>
) {
  return withTemporaryFolder(join(desk.root, 'build'), '.tmp-edition', async (folder) => {
    const site = join(folder, 'site');
    const before = inputsHash(desk.root);
    const lock = lockedNow(await projectOf(desk).read());
    await fillOrRefuse(fill, desk, site);
    if (inputsHash(desk.root) !== before)
      refuse(
        'changed-files',
        say`Files of the project changed during the build.`,
        say`Run this again.`
      );
    return use({ site, lock });
  });
}
