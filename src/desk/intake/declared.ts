import { z } from 'zod';
import { declaredIds, declaredSource } from '#site/story/declared-sources.ts';
import { textIfThere } from '#site/story/project-text.ts';
import { namesIn, type ProjectFiles } from '#vintages/project-files.ts';
import { codesByName, readPublisherList, type PublisherList } from '#sources/publisher-list.ts';
import { checkedJson } from '#sources/checked-json.ts';
import { readRepairs } from '#sources/repair.ts';
import { restore } from '#sources/source-error.ts';
import type { Source } from '#sources/source.ts';
import { openVintage } from '#vintages/open-vintage.ts';
import { folderOf, listVintages } from '#vintages/vintage.ts';
import { refuse } from '../cli/desk-io.ts';
import type { Language } from '#locale/languages.ts';
import { say, spoken } from '#locale/say.ts';

export function openSource(files: ProjectFiles, id: string) {
  const source = /^[a-z0-9-]+$/.test(id) ? declaredSource(files, id) : undefined;
  if (source !== undefined) return source;
  const known = declaredIds(files).join(', ');
  refuse(
    'unknown-source',
    say`The source "${id}" is not declared.`,
    say`Use one of ${known}, or declare it in data/sources/<id>.json.`
  );
}

export function openRepairs(files: ProjectFiles, id: string) {
  const file = `data/repairs/${id}.json`;
  const text = textIfThere(files, file);
  return text === undefined ? [] : readRepairs(text, file);
}

export function openList(files: ProjectFiles, source: Source): PublisherList | undefined {
  if (source.list === undefined) return undefined;
  const file = `data/publishers/${source.list}.json`;
  const text = textIfThere(files, file);
  if (text === undefined)
    refuse(
      'missing-list',
      say`${file}, which data/sources/${source.id}.json names, is missing.`,
      restore(file)
    );
  return readPublisherList(text, file);
}

export function openPlaceNames(files: ProjectFiles): ReadonlyMap<string, string> {
  const lists = namesIn(files, 'data/publishers').flatMap((name) => {
    const file = `data/publishers/${name}`;
    const text = textIfThere(files, file);
    return text === undefined ? [] : [...readPublisherList(text, file).economies];
  });
  const own = Object.entries(storyNames(files, 'en'));
  return codesByName([...lists, ...own.map(([iso3, name]) => [iso3, [name]] as const)]);
}

function storyNames(files: ProjectFiles, language: Language) {
  const file = `data/copy/${language}/countries.json`;
  const text = textIfThere(files, file) ?? '{}';
  return checkedJson(text, z.record(z.string(), z.string()), file, say`Correct the names.`);
}

export function readNames(files: ProjectFiles): (iso3: string) => string {
  const names = storyNames(files, spoken());
  return (iso3) => names[iso3] ?? iso3;
}

export function releaseWithChecksum(files: ProjectFiles, source: string, checksum: string) {
  for (const release of listVintages(files, source)) {
    const { raw } = openVintage(files, folderOf({ source, release }));
    if (raw.sha256 === checksum) return release;
  }
  return undefined;
}
