import { join } from 'node:path';
import type { ReleaseManifest } from '../../site/output/release-manifest.ts';
import { folderOf, vintageName, type VintageKey } from '../../vintages/vintage.ts';
import { namesIn, type ProjectFiles } from '../../vintages/project-files.ts';
import { command, flag, nothingWritten, word, wordsOf } from '../cli/command.ts';
import { Refusal } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { openPlace } from '../release/open-place.ts';
import { openPublished, type ReleasePlace } from '../release/release-place.ts';
import { keptByName } from './kept-by-name.ts';
import { lockedNow } from './read-edition.ts';

const name = 'edition drop <source>/<release> [--published <folder>] [--json]';

const naming: readonly [folder: string, pattern: RegExp, what: string][] = [
  ['data/story', /\.(csv|md)$/, 'the story'],
  ['data', /^corrections\.json$/, 'the corrections']
];

/** @throws Refusal naming everything that uses the vintage. */
export const dropVintage = command(
  name,
  { published: word, json: flag },
  nothingWritten,
  async (given, desk) => {
    const { values } = given;
    const [asked = ''] = wordsOf(given, 1);
    const files = await projectOf(desk).read();
    const which = keptByName(files, asked);
    const published = await openPlace(values.published ?? join(desk.root, 'build', 'site'), desk);
    const uses = [
      ...usesInLock(which, files),
      ...usesInTexts(which, files),
      ...(await usesInPages(which, published))
    ];
    if (uses.length > 0)
      throw new Refusal(
        'vintage-in-use',
        `${asked} is used by ${uses.join(', ')}.`,
        'Keep it, or end each of these uses first.'
      );
    const folder = folderOf(which);
    return {
      writes: [{ removedFolder: folder }],
      report: { dropped: asked },
      print: ({ out }) => out(`Removed ${folder}. The raw file can be taken again.`)
    };
  }
);

function usesInLock(which: VintageKey, files: ProjectFiles): string[] {
  const { pins, kept } = lockedNow(files);
  const name = vintageName(which);
  return [
    ...Object.entries(pins).flatMap(([indicator, pin]) =>
      vintageName(pin) === name ? [`the pin of ${indicator}`] : []
    ),
    ...(kept.some((pin) => vintageName(pin) === name)
      ? ['the edition, which keeps it for readers (`edition unpin` ends that)']
      : [])
  ];
}

/** Texts name a release by its day, with or without its source. */
function usesInTexts({ source, release }: VintageKey, files: ProjectFiles): string[] {
  const named = new RegExp(`(^|[^\\w/-])(${source}/)?${release}(?![\\w-])`);
  return naming.flatMap(([folder, pattern, what]) =>
    namesIn(files, folder)
      .filter((name) => pattern.test(name))
      .flatMap((name) => {
        const text = new TextDecoder().decode(files.get(`${folder}/${name}`));
        const line = text.split('\n').findIndex((row) => named.test(row));
        return line < 0 ? [] : [`${what} (${folder}/${name}:${line + 1})`];
      })
  );
}

/** A release without a readable manifest may show it. */
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
