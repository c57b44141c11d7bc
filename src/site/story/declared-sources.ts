import { readSource, type Source } from '../../sources/source.ts';
import { textIfThere, type StoryFiles } from './story-files.ts';

const folder = 'data/sources';

/** Returns the ids of every declared source, in order. */
export async function declaredIds(files: Pick<StoryFiles, 'list'>): Promise<string[]> {
  return (await files.list(folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
}

/**
 * Returns the declaration of a source; undefined when it is not declared.
 * @throws SourceError when it cannot be read.
 */
export async function declaredSource(
  files: Pick<StoryFiles, 'read'>,
  id: string
): Promise<Source | undefined> {
  const file = `${folder}/${id}.json`;
  const text = await textIfThere(files, file);
  return text === undefined ? undefined : readSource(text, file);
}

/**
 * Returns every declared source, in order of their ids.
 * @throws SourceError when one cannot be read.
 */
export async function declaredSources(files: StoryFiles): Promise<Source[]> {
  const sources = await Promise.all(
    (await declaredIds(files)).map((id) => declaredSource(files, id))
  );
  return sources.filter((source) => source !== undefined);
}
