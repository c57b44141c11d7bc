import { cp, mkdir, readFile, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { markDraft } from '../../site/story/mark-draft.ts';
import { openStory } from '../../site/story/open-story.ts';
import { changeSinceLock, type StoryChange } from '../../site/story/story-change.ts';
import type { Problem } from '../../story/problem.ts';
import { ensureEdition } from '../output/build.ts';
import { buildInto } from '../output/prerender.ts';
import { changesPage, draftBar, draftStyle, type ChangedPage } from './change-pages.ts';
import { command, wordsOf, word } from '../cli/command.ts';
import { projectOf } from '../files/disk-project.ts';
import { isRefused, Refusal, type Desk } from '../cli/desk-io.ts';
import { pinOptions, readPins } from '../cli/pin-options.ts';
import { openPlace } from '../release/open-place.ts';
import { copyRelease, openPublished } from '../release/release-place.ts';
import { storeAddress } from '../store/s3-store.ts';
import { endWithNpm } from '../cli/end-with-npm.ts';
import { askedPort, interrupted, serveAtFreePort } from '../dev/start.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';
import { walkFolder } from '../../site/output/walk-folder.ts';

export interface PreviewParts {
  now: { site: string; name: string };
  fillDraft: (folder: string) => Promise<void>;
  problems: readonly Problem[];
  texts: StoryChange['texts'];
}

const isPage = (path: string) => path.endsWith('.html') && path !== '404.html';

const storyFirst = (one: string, other: string) =>
  one.split('/').length - other.split('/').length || (one < other ? -1 : 1);

/** Fills `now/`, the marked `draft/` and the list of `changes/`. Returns the changed pages. */
export async function writePreview(
  folder: string,
  { now, fillDraft, problems, texts }: PreviewParts
): Promise<ChangedPage[]> {
  await mkdir(folder, { recursive: true });
  // A copy, so that no build or release changes it meanwhile.
  await cp(await realpath(now.site), join(folder, 'now'), { recursive: true });
  const draft = join(folder, 'draft');
  await fillDraft(draft);
  // Servers would send the compressed copy in place of the marked page.
  for (const path of await walkFolder(draft))
    if (/\.html\.(br|gz)$/.test(path)) await rm(join(draft, path));
  const pages: ChangedPage[] = [];
  for (const path of (await walkFolder(draft)).filter(isPage).sort(storyFirst)) {
    const seen = await readFile(join(folder, 'now', path), 'utf8').catch(() => undefined);
    const html = await readFile(join(draft, path), 'utf8');
    // A new page is one change as a whole.
    const marked = seen === undefined ? { html, changes: [] } : markDraft(seen, html);
    const bar = draftBar(marked.changes.length, marked.changes[0]?.anchor);
    const shown = marked.html
      .replace('</head>', `${draftStyle}\n</head>`)
      .replace(/<body\b[^>]*>/, (tag) => `${tag}\n${bar}`);
    await writeFile(join(draft, path), shown);
    if (seen === undefined) pages.push({ path, changes: [], isNew: true });
    else if (marked.changes.length > 0) pages.push({ path, changes: marked.changes });
  }
  const list = changesPage(now.name, pages, { problems, texts });
  await mkdir(join(folder, 'changes'), { recursive: true });
  for (const path of ['index.html', 'changes/index.html'])
    await writeFile(join(folder, path), list);
  return pages;
}

/** The current release, else the locked edition, else the last build. */
async function siteOfNow(
  published: string | undefined,
  desk: Desk,
  copy: string
): Promise<PreviewParts['now']> {
  if (published !== undefined && storeAddress(published)) {
    const place = await openPlace(published, desk);
    const { current, releases } = await openPublished(place);
    const release = releases.find(({ id }) => id === current);
    if (!release) throw nothingPublished(place.name);
    desk.err(`Reading ${place.locationOf(release.id)} …`);
    await copyRelease(place, release, copy);
    return { site: copy, name: release.id };
  }
  if (published !== undefined) {
    const link = join(resolve(desk.from ?? desk.root, published), 'current');
    const target = await readlink(link).catch(() => undefined);
    if (target === undefined || !(await stat(link).catch(() => undefined)))
      throw nothingPublished(published);
    return { site: link, name: basename(target) };
  }
  const site = join(desk.root, 'dist');
  const { problems, lock } = openStory(await projectOf(desk).read());
  if (!problems.some(({ severity }) => severity === 'error')) {
    await ensureEdition(desk);
    return { site, name: `edition of ${lock.edition}, as locked` };
  }
  if (!(await stat(join(site, 'index.html')).catch(() => undefined)))
    throw new Refusal(
      'nothing-built',
      'There is no built edition to compare the draft with.',
      'Give the folder that was published to: --published <folder>.'
    );
  return { site, name: 'the edition built last' };
}

const nothingPublished = (place: string) =>
  new Refusal(
    'nothing-published',
    `Nothing was published in ${place}.`,
    'Check the path. Before the first publication, leave out --published.'
  );

/**
 * Serves a draft, valid or not, beside what readers see, until Ctrl+C.
 * @returns 1 when it cannot be built.
 */
export const preview = command(
  'preview',
  { ...pinOptions, published: word },
  null,
  async (given, desk) => {
    wordsOf(given, 0);
    const { values } = given;
    const options = readPins(values);
    const port = askedPort(process.env['PORT']);
    endWithNpm();
    try {
      await withTemporaryFolder(join(desk.root, 'build'), '.tmp-preview', async (folder) => {
        // A store is read once.
        const now = await siteOfNow(values.published, desk, join(folder, 'published'));
        const { story, change } = await changeSinceLock(await projectOf(desk).read(), options);
        const { texts } = change;
        desk.err('Building the draft …');
        const site = join(folder, 'site');
        const pages = await writePreview(site, {
          now,
          problems: story.problems.filter(
            ({ severity, kind }) =>
              severity === 'error' && !['changed', 'text-changed', 'pin'].includes(kind)
          ),
          texts,
          fillDraft: (into) => buildInto(desk.root, into, options)
        });
        const server = await serveAtFreePort(site, port, desk, (path) =>
          path.replace(/^(now|draft)\//, '')
        );
        const changes = pages.reduce((sum, page) => sum + page.changes.length, 0);
        desk.out(`Changes       ${server.url}changes/  (${changes} on ${pages.length} pages)`);
        if (texts.length > 0) desk.out(`Texts changed ${texts.map(({ id }) => id).join(', ')}`);
        desk.out(`Draft         ${server.url}draft/`);
        desk.out(`Readers see   ${server.url}now/  (${now.name})`);
        desk.err('Press Ctrl+C to stop.');
        await interrupted();
        await server.close();
      });
      return {};
    } catch (error) {
      if (isRefused(error)) throw error;
      desk.err(error instanceof Error ? error.message : String(error));
      desk.err('The draft could not be built.');
      return { exit: 1 };
    }
  }
);
