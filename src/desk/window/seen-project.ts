import { createHash } from 'node:crypto';
import type { ProjectFiles } from '../../vintages/project-files.ts';

function hashOf(files: ProjectFiles): string {
  const hash = createHash('sha256');
  for (const path of [...files.keys()].sort()) {
    const bytes = files.get(path)!;
    hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/** Returns `once` for the files of a request: what was made of the same files is made once. */
export function keptByContent() {
  let kept = { hash: '', made: new Map<string, unknown>() };
  return (files: ProjectFiles) => {
    const hash = hashOf(files);
    if (kept.hash !== hash) kept = { hash, made: new Map() };
    const { made } = kept;
    return <Value>(name: string, make: () => Value): Value => {
      if (!made.has(name)) made.set(name, make());
      return made.get(name) as Value;
    };
  };
}
