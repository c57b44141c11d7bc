import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReleaseManifest } from '../../site/output/release-manifest.ts';
import { storyFiles, type StoryFiles } from '../../site/story/story-files.ts';
import { vintageName, folderOf, type VintageKey } from '../../vintages/vintage.ts';
import { command, nothingWritten, flag, word } from '../cli/command.ts';
import { onDisk } from '../files/disk-refusal.ts';
import { keptByName } from './kept-by-name.ts';
import { lockedNow } from '../output/built-apart.ts';
import { Refusal } from '../cli/desk-io.ts';
import { textIn } from './read-edition.ts';
import { openPlace } from '../release/open-place.ts';
import { openPublished, type ReleasePlace } from '../release/release-place.ts';

const name = 'edition drop <source>/<release> [--published <folder>] [--json]';

/** Texts that may name a release, and what one of them is to an editor. */
const naming: readonly [folder: string, pattern: RegExp, what: string][] = [
  ['data/story', /\.(csv|md)$/, 'the story'],
  ['data', /^corrections\.json$/, 'the correction ledger']
];

/**
 * `edition drop` removes a kept vintage that nothing uses.
 * @throws Refusal naming everything that uses it; then nothing is removed.
 */
export const dropVintage = command(
  name,
  { published: word, json: flag },
  nothingWritten,
  async ({ values, positionals, usage }, desk) => {
    const [asked = '', ...more] = positionals;
    if (asked === '' || more.length > 0)
      throw new Refusal(`found "${positionals.join(' ')}" after edition drop, expected ${usage}`);
    const files = storyFiles(desk.root);
    const which = await keptByName(files, asked);
    const published = await openPlace(values.published ?? join(desk.root, 'build', 'site'), desk);
    const uses = [
      ...(await usesInLock(which, desk.root)),
      ...(await usesInTexts(which, files)),
      ...(await usesInPages(which, published))
    ];
    if (uses.length > 0) {
      throw new Refusal(
        `found ${asked} used by ${uses.join(', ')}, expected a vintage that nothing uses: leave it, or end each use first`
      );
    }
    const isCommitted =
      (await textIn('HEAD', `${folderOf(which)}/datapackage.json`, desk.root)) !== undefined;
    await remove(join(desk.root, folderOf(which)), asked);
    return {
      report: { dropped: asked },
      print: ({ out }) =>
        out(
          `Removed ${folderOf(which)}. The raw file can be taken again${isCommitted ? '; the last commit has the folder too' : ''}.`
        )
    };
  }
);

async function usesInLock(which: VintageKey, root: string): Promise<string[]> {
  const { pins, kept } = await lockedNow(root);
  const name = vintageName(which);
  return [
    ...Object.entries(pins).flatMap(([indicator, pin]) =>
      pin !== undefined && vintageName(pin) === name ? [`the pin of ${indicator}`] : []
    ),
    ...(kept.some((pin) => vintageName(pin) === name)
      ? ['the edition, which keeps it for readers (`edition unpin` ends that)']
      : [])
  ];
}

/** A release is named by its day alone, or with its source. */
async function usesInTexts({ source, release }: VintageKey, files: StoryFiles): Promise<string[]> {
  const named = new RegExp(`(^|[^\\w/-])(${source}/)?${release}(?![\\w-])`);
  const uses: string[] = [];
  for (const [folder, pattern, what] of naming) {
    for (const file of (await files.list(folder)).filter((name) => pattern.test(name))) {
      const text = new TextDecoder().decode(await files.read(`${folder}/${file}`));
      const line = text.split('\n').findIndex((row) => named.test(row));
      if (line >= 0) uses.push(`${what} (${folder}/${file}:${line + 1})`);
    }
  }
  return uses;
}

/** A release whose manifest cannot be read may show it. */
async function usesInPages(which: VintageKey, place: ReleasePlace): Promise<string[]> {
  const { releases } = await openPublished(place);
  const path = `${folderOf(which)}/`;
  const shows = ({ vintages, files }: ReleaseManifest) =>
    vintages.includes(vintageName(which)) || files.some((file) => file.path.startsWith(path));
  return releases
    .filter(({ manifest }) => manifest === undefined || shows(manifest))
    .map(
      ({ id, manifest }) =>
        `the published edition ${id} in ${place.name}${manifest ? '' : ', whose manifest cannot be read'}`
    );
}

/** Moved aside first, so that a run that is killed leaves a whole vintage or none. */
async function remove(folder: string, name: string): Promise<void> {
  const beside = join(folder, '..', `.${name.replace(/^.*\//, '')}.${process.pid}.part`);
  const removal = rename(folder, beside).then(() => rm(beside, { recursive: true }));
  await onDisk(removal, `at ${folder}`);
}
