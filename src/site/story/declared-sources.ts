import { readSource } from '#sources/source.ts';
import { namesIn, type ProjectFiles } from '#vintages/project-files.ts';
import { textIfThere } from './project-text.ts';

const folder = 'data/sources';

export const declaredIds = (files: ProjectFiles) =>
  namesIn(files, folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));

export function declaredSource(files: ProjectFiles, id: string) {
  const file = `${folder}/${id}.json`;
  const text = textIfThere(files, file);
  return text === undefined ? undefined : readSource(text, file);
}

export const declaredSources = (files: ProjectFiles) =>
  declaredIds(files).flatMap((id) => declaredSource(files, id) ?? []);
