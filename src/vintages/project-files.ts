/** The files of a project under `data/`: bytes by path from its root, with forward slashes. */
export type ProjectFiles = ReadonlyMap<string, Uint8Array>;

const indexes = new WeakMap<ProjectFiles, ReadonlyMap<string, readonly string[]>>();

function indexOf(files: ProjectFiles) {
  const names = new Map<string, Set<string>>();
  for (const path of files.keys()) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/');
      const known = names.get(folder) ?? new Set();
      names.set(folder, known.add(parts[depth]!));
    }
  }
  return new Map([...names].map(([folder, known]) => [folder, [...known].sort()]));
}

export function namesIn(files: ProjectFiles, folder: string) {
  const index = indexes.get(files) ?? indexOf(files);
  indexes.set(files, index);
  return index.get(folder) ?? [];
}

/** Returns the files with other bytes or texts in place of some; undefined removes one. */
export function withFiles(
  files: ProjectFiles,
  changes: Readonly<Record<string, Uint8Array | string | undefined>>
): ProjectFiles {
  const changed = new Map(files);
  for (const [path, contents] of Object.entries(changes)) {
    if (contents === undefined) changed.delete(path);
    else
      changed.set(
        path,
        typeof contents === 'string' ? new TextEncoder().encode(contents) : contents
      );
  }
  return changed;
}
