import { createHash } from 'node:crypto';
import type { ProjectFiles } from '#vintages/project-files.ts';

function hashOf(files: ProjectFiles) {
  const hash = createHash('sha256');
  for (const path of [...files.keys()].sort()) {
    const bytes = files.get(path)!;
    hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/** Returns `once` for files: what was made of the same files, as of late, is made once. */
export function keptByContent(most = 1) {
  let kept: { hash: string; made: Map<string, unknown> }[] = [];
  return (files: ProjectFiles) => {
    const hash = hashOf(files);
    const found = kept.find((one) => one.hash === hash) ?? { hash, made: new Map() };
    kept = [found, ...kept.filter((one) => one !== found)].slice(0, most);
    const { made } = found;
    return <Value>(name: string, make: () => Value): Value => {
      if (!made.has(name)) made.set(name, make());
      return made.get(name) as Value;
    };
  };
}
