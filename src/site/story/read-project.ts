import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { isJunkFile } from '../output/walk-folder.ts';

async function pathsUnder(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
      throw error;
    }
  );
  const paths = entries
    .filter(({ name }) => !isJunkFile(name))
    .map(async (entry) => {
      const path = `${folder}/${entry.name}`;
      const isFolder = entry.isSymbolicLink()
        ? (await stat(join(root, path))).isDirectory()
        : entry.isDirectory();
      return isFolder ? pathsUnder(root, path) : [path];
    });
  return (await Promise.all(paths)).flat();
}

export async function readProject(root: string): Promise<ProjectFiles> {
  const paths = await pathsUnder(root, 'data');
  const read = paths.map(async (path) => [path, await readFile(join(root, path))] as const);
  return new Map(await Promise.all(read));
}
