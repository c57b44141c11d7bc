import type { LabelFault } from '#copy/words.ts';
import { languages, type Language, addLanguages } from '#locale/languages.ts';
import { lockFile } from '#story/lock.ts';
import { makeProblem, type Problem } from '#story/problem.ts';
import { placeOfKey } from '#story/read-json.ts';
import { siteRoutes } from './build-pages.ts';
import type { BuildCache } from './output/build-cache.ts';
import type { OpenedStory } from './story/open-story.ts';
import { sourceAssets } from './assets/site-assets.ts';
import { namesIn, type ProjectFiles } from '#vintages/project-files.ts';
import { readText } from './story/project-text.ts';
import { openTypeFaces } from './pictures/type-faces.ts';
import { say } from '#locale/say.ts';
import { figures } from '#charts/figures.ts';
import type { StoryData } from '#story/data.ts';

export function undrawnFigures(data: StoryData): Problem[] {
  return figures.flatMap(({ id, frame }) => {
    try {
      frame?.(data);
      return [];
    } catch (error) {
      return [
        makeProblem({
          kind: 'figure',
          file: lockFile,
          wrong: say`The figure of “${id}” cannot be drawn: ${(error as Error).message.replace(/\.?$/, '.')}`,
          fix: say`Pin another release, or restore the row.`
        })
      ];
    }
  });
}

const noPicture = new Uint8Array();

/** Repeats texts of other paths, or copies tables unchanged. */
const saysNothingNew = /\.zip$|^embed\/v1\/editions\/|^data\/vintages\//;

function placeOfLabel(
  files: ProjectFiles,
  language: Language,
  isIt: (key: string, label: string) => boolean
) {
  const folder = `data/copy/${language}`;
  for (const name of namesIn(files, folder)) {
    if (!/^words(\..+)?\.json$/.test(name)) continue;
    const text = readText(files, `${folder}/${name}`);
    const [key] =
      Object.entries(JSON.parse(text) as Record<string, string>).find((entry) => isIt(...entry)) ??
      [];
    if (key !== undefined) return { file: `${folder}/${name}`, ...placeOfKey(text, key) };
  }
  return undefined;
}

function placeOfText({ files, read }: OpenedStory, text: string) {
  const plain = (said: string) => said.replaceAll('\u00a0', ' ');
  const has = (said: string) => plain(said).includes(plain(text));
  for (const language of languages) {
    for (const { file, passages } of read[language]) {
      const passage = passages.find((one) => has(one.text));
      if (passage) return { file, ...passage.locate(0) };
    }
    const label = placeOfLabel(files, language, (_, said) => has(said));
    if (label) return label;
  }
  return undefined;
}

const labelOf = (error: unknown) => (error as { label?: LabelFault }).label;

const plural = /\.(zero|one|two|few|many|other)$/;

/** Fills in a label for this run, so that later paths can be tried too. */
function repair(words: OpenedStory['words'], { language, key, placeholder }: LabelFault) {
  const labels = words[language].labels as Record<string, string>;
  if (placeholder === undefined) labels[key] = '–';
  else
    for (const [other, label] of Object.entries(labels))
      if (other.replace(plural, '') === key) labels[other] = label.replaceAll(placeholder, '');
}

function fileOfMissing(files: ProjectFiles, { language, key }: LabelFault) {
  const near =
    languages.flatMap(
      (other) => placeOfLabel(files, other, (one) => one.replace(plural, '') === key) ?? []
    )[0] ?? placeOfLabel(files, language, (one) => one.startsWith(key.replace(/\..*/, '.')));
  return `data/copy/${language}/${(near?.file ?? 'words.json').replace(/^.*\//, '')}`;
}

function problemOf(error: unknown, path: string, story: OpenedStory): Problem {
  const { files } = story;
  const label = labelOf(error);
  if (label?.placeholder !== undefined) {
    const isIt = (key: string) => key.replace(plural, '') === label.key;
    return makeProblem({
      kind: 'unfilled-placeholder',
      file: lockFile,
      ...placeOfLabel(files, label.language, isIt),
      wrong: say`Nothing fills ${label.placeholder} in the label “${label.key}”.`,
      fix: say`Delete it, or correct its name.`
    });
  }
  if (label)
    return makeProblem({
      kind: 'missing-label',
      file: fileOfMissing(files, label),
      wrong: say`The label “${label.key}”, which ${path} needs, is missing.`,
      fix: say`Add it in every language.`
    });
  const message = error instanceof Error ? error.message : String(error);
  const [, quoted = ''] = /“(.+?)”/.exec(message) ?? [];
  return makeProblem({
    kind: 'page',
    file: lockFile,
    ...(quoted === '' ? undefined : placeOfText(story, quoted)),
    wrong: say`Cannot make ${path}: ${message.replace(/\.?$/, '.')}`,
    fix: say`Shorten or correct the words.`
  });
}

export function locateLabelError(error: unknown, story: OpenedStory) {
  if (!labelOf(error)) return error;
  return new Error(problemOf(error, 'a page', story).message, { cause: error });
}

/** Caches maps, fonts and the share cards whose words fit; draws and compresses nothing. */
const notDrawn = ({ getOrMake, prune }: BuildCache): BuildCache => ({
  prune,
  getOrMake(kind, inputs, make) {
    if (kind === 'worlds') return getOrMake(kind, inputs, make);
    if (kind === 'shareCards')
      return getOrMake('fittedCards', inputs, async () => {
        await make();
        return noPicture;
      });
    return Promise.resolve(kind === 'zips' ? noPicture : make());
  }
});

/** Returns a problem for each reason that prevents a path. Repairs labels of `story` in memory. */
export async function checkPaths(
  root: string,
  story: OpenedStory,
  cache: BuildCache
): Promise<Problem[]> {
  // This bundle has languages of its own.
  addLanguages(story.added);
  const undrawn = undrawnFigures(story.data);
  if (undrawn.length > 0) return undrawn;
  const type = await openTypeFaces(root, cache);
  const refused = new Map<string, { error: unknown; path: string }>();
  const attempt = async <Made>(path: string, make: () => Made | Promise<Made>) => {
    try {
      return await make();
    } catch (error) {
      const message = String(error);
      if (refused.has(message)) return undefined;
      refused.set(message, { error, path });
      const label = labelOf(error);
      if (!label) return undefined;
      repair(story.words, label);
      return attempt(path, make);
    }
  };
  try {
    const routes = await attempt(say`the site`, () =>
      siteRoutes(root, story, {
        assets: sourceAssets(),
        // Scripts contain no editors' words.
        script: () => '',
        address: '',
        type,
        draw: () => Promise.resolve(noPicture),
        cache: notDrawn(cache)
      })
    );
    for (const [path, make] of routes ?? [])
      if (!saysNothingNew.test(path)) await attempt(path, make);
  } finally {
    await type.close();
  }
  return [...refused.values()].map(({ error, path }) => story.place(problemOf(error, path, story)));
}
