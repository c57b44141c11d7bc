import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface ProjectCopy {
  root: string;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  replace(path: string, before: string, after: string): Promise<void>;
  remove(): Promise<void>;
}

export async function copyProject(): Promise<ProjectCopy> {
  const copy = await mkdtemp(join(tmpdir(), 'terhubung-project-'));
  const links = ['node_modules', 'src', 'static', 'LICENSE', 'package-lock.json', 'vite.config.ts'];
  for (const name of links) await symlink(join(root, name), join(copy, name));
  await cp(join(root, 'data'), join(copy, 'data'), { recursive: true });
  const read = (path: string) => readFile(join(copy, path), 'utf8');
  const write = (path: string, text: string) => writeFile(join(copy, path), text);
  return {
    root: copy,
    read,
    write,
    async replace(path, before, after) {
      const text = await read(path);
      if (!text.includes(before)) throw new Error(`${path} does not hold “${before}”`);
      await write(path, text.replace(before, after));
    },
    remove: () => rm(copy, { recursive: true, force: true })
  };
}
