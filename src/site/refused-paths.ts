import { languages, type Language } from '../locale/languages.ts';
import { lockFile } from '../story/lock.ts';
import { makeProblem, type Problem } from '../story/problem.ts';
import type { FilePosition } from '../sources/source-error.ts';
import { placeOfKey } from '../story/read-json.ts';
import { siteRoutes } from './build-pages.ts';
import type { KeptWork } from './output/kept-work.ts';
import type { OpenedStory } from './story/open-story.ts';
import { sourceAssets } from './assets/site-assets.ts';
import { readText, storyFiles, type StoryFiles } from './story/story-files.ts';
import { openTypeFaces } from './pictures/type-faces.ts';
import { undrawnFigures } from './undrawn-figures.ts';

/** Scripts contain no editors' words. */
const noScripts = { card: '', map: '', story: '', embed: '', element: '', partners: '' };
const noPicture = new Uint8Array();

/** Repeats texts of other paths, or copies tables unchanged. */
const saysNothingNew = /\.zip$|^embed\/v1\/editions\/|^data\/vintages\//;

type Found = Pick<Problem, 'file' | 'found' | 'expected' | 'remedy'> & Partial<FilePosition>;

async function placeOfLabel(
  files: StoryFiles,
  language: Language,
  isIt: (key: string, label: string) => boolean
) {
  const folder = `data/copy/${language}`;
  for (const name of await files.list(folder)) {
    if (!/^words(\..+)?\.json$/.test(name)) continue;
    const text = await readText(files, `${folder}/${name}`);
    const [key] =
      Object.entries(JSON.parse(text) as Record<string, string>).find((entry) => isIt(...entry)) ??
      [];
    if (key !== undefined) return { file: `${folder}/${name}`, ...placeOfKey(text, key) };
  }
  return undefined;
}

async function placeOfText(files: StoryFiles, story: OpenedStory, text: string) {
  for (const language of languages) {
    for (const { file, passages } of story.read[language]) {
      const passage = passages.find((one) => one.text === text);
      if (passage) return { file, ...passage.locate(0) };
    }
    const label = await placeOfLabel(files, language, (_, said) => said === text);
    if (label) return label;
  }
  return undefined;
}

/** Parses the errors of `speak`: a missing label, or an unfilled placeholder. */
function labelFault(message: string) {
  const found =
    /^words(?:\.\w+)?\.json \((?<language>\w+)\) has no label "(?<key>.+?)"/.exec(message) ??
    /^label "(?<key>.+?)" \((?<language>\w+)\) needs the slot (?<slot>\{\w+\})/.exec(message);
  return found?.groups as { language: Language; key: string; slot?: string } | undefined;
}

const plural = /\.(zero|one|two|few|many|other)$/;

/** Fills in a label for this run, so that later paths can be tried too. */
function heal(
  words: OpenedStory['words'],
  { language, key, slot }: NonNullable<ReturnType<typeof labelFault>>
): void {
  const labels = words[language].labels as Record<string, string>;
  if (slot === undefined) labels[key] = '–';
  else
    for (const [other, label] of Object.entries(labels))
      if (other.replace(plural, '') === key) labels[other] = label.replaceAll(slot, '');
}

async function foundOf(
  message: string,
  path: string,
  files: StoryFiles,
  story: OpenedStory
): Promise<Found> {
  const fault = labelFault(message);
  if (fault && fault.slot === undefined) {
    const { language, key } = fault;
    // In the file that has it in another language, or that has its prefix.
    const others = languages.map((other) =>
      placeOfLabel(files, other, (one) => one.replace(plural, '') === key)
    );
    const near = (await Promise.all(others)).find(Boolean);
    const { file } = near ??
      (await placeOfLabel(files, language, (one) => one.startsWith(key.replace(/\..*/, '.')))) ?? {
        file: 'words.json'
      };
    const [found, expected] = [
      `no label “${key}”, which ${path} says`,
      'a text for it among the words of this language'
    ];
    return {
      file: `data/copy/${language}/${file.replace(/^.*\//, '')}`,
      found,
      expected,
      remedy: 'write it, in every language'
    };
  }
  if (fault) {
    const place = await placeOfLabel(
      files,
      fault.language,
      (key) => key.replace(plural, '') === fault.key
    );
    const found = `${fault.slot} in the label “${fault.key}”, which nothing fills`;
    const expected = 'only words in braces that the page fills';
    return {
      file: lockFile,
      ...place,
      found,
      expected,
      remedy: 'take it out, or correct the word'
    };
  }
  const [, quoted = ''] = /“(.+?)”/.exec(message) ?? [];
  const place = quoted === '' ? undefined : await placeOfText(files, story, quoted);
  const parts = {
    found: `${path}, which cannot be made: ${message}`,
    expected: 'words that every page, card and picture has room for'
  };
  return { file: lockFile, ...place, ...parts, remedy: 'shorten or correct the words' };
}

export async function toldOf(error: unknown, root: string, story: OpenedStory): Promise<unknown> {
  const { message } = error as Error;
  if (labelFault(message) === undefined) return error;
  return new Error(
    makeProblem({ kind: 'page', ...(await foundOf(message, 'a page', storyFiles(root), story)) })
      .message,
    { cause: error }
  );
}

/** Caches maps and fonts only; draws and compresses nothing. */
const notDrawn = ({ keep, prune }: KeptWork): KeptWork => ({
  prune,
  keep(kind, parts, make) {
    if (kind === 'worlds') return keep(kind, parts, make);
    return Promise.resolve(kind === 'zips' ? noPicture : make());
  }
});

/**
 * Makes every path without writing any, and returns a problem for each reason that prevents one.
 * Repairs faulty labels of `story` in memory.
 */
export async function refusedPaths(
  root: string,
  story: OpenedStory,
  kept: KeptWork
): Promise<Problem[]> {
  const files = storyFiles(root);
  const undrawn = undrawnFigures(story.data);
  if (undrawn.length > 0) return undrawn;
  const type = await openTypeFaces(root, kept);
  const refused = new Map<string, string>();
  const attempt = async <Made>(
    path: string,
    make: () => Made | Promise<Made>
  ): Promise<Made | undefined> => {
    try {
      return await make();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (refused.has(message)) return undefined;
      refused.set(message, path);
      const fault = labelFault(message);
      if (fault === undefined) return undefined;
      heal(story.words, fault);
      return attempt(path, make);
    }
  };
  try {
    const tools = { type, draw: () => Promise.resolve(noPicture), kept: notDrawn(kept) };
    const routes = await attempt('the site', () =>
      siteRoutes(root, story, sourceAssets(), noScripts, tools)
    );
    for (const [path, make] of routes ?? [])
      if (!saysNothingNew.test(path)) await attempt(path, make);
  } finally {
    await type.close();
  }
  return Promise.all(
    [...refused].map(async ([message, path]) =>
      makeProblem({ kind: 'page', ...(await foundOf(message, path, files, story)) })
    )
  );
}
