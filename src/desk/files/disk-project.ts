import { readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { readProject } from '../../site/story/read-project.ts';
import { onDisk } from './disk-refusal.ts';
import { orElse } from './or-else.ts';
import type { ProjectStore } from './project-store.ts';
import { writeFolder, writeWhole } from './write-whole.ts';

/** Moves the folder aside first, so that a killed run leaves it whole or gone. */
async function removeWhole(folder: string): Promise<void> {
  const beside = join(dirname(folder), `.${basename(folder)}.${process.pid}.part`);
  const removal = rename(folder, beside).then(() => rm(beside, { recursive: true }));
  await onDisk(removal, `at ${folder}`);
}

const diskProject = (root: string): ProjectStore => ({
  read: () => readProject(root),
  readFile: (path) => orElse(readFile(path), undefined, ['ENOENT', 'ENOTDIR', 'EISDIR']),
  async apply(writes) {
    for (const write of writes) {
      if ('file' in write) await writeWhole(resolve(root, write.file), write.text);
      else if ('newFolder' in write)
        await writeFolder(
          resolve(root, write.newFolder),
          write.files,
          'Name a new folder for --out.'
        );
      else await removeWhole(resolve(root, write.removedFolder));
    }
  }
});

export const projectOf = (desk: { root: string; project?: ProjectStore }): ProjectStore =>
  desk.project ?? diskProject(desk.root);
