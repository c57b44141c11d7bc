import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readProject } from '#site/story/read-project.ts';
import { orElse } from './or-else.ts';
import type { ProjectStore } from './project-store.ts';
import { removeWhole, writeFolder, writeWhole } from './write-whole.ts';

const diskProject = (root: string): ProjectStore => ({
  read: () => readProject(root),
  readFile: (path) =>
    orElse(readFile(resolve(root, path)), undefined, ['ENOENT', 'ENOTDIR', 'EISDIR']),
  async apply(writes) {
    for (const write of writes) {
      if ('file' in write) await writeWhole(resolve(root, write.file), write.text);
      else if ('remove' in write) await removeWhole(resolve(root, write.remove));
      else await writeFolder(resolve(root, write.newFolder), write.files);
    }
  }
});

export const projectOf = (desk: { root: string; project?: ProjectStore }): ProjectStore =>
  desk.project ?? diskProject(desk.root);
