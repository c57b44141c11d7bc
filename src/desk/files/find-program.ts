import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export function isRunnable(path: string) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function findProgram(
  names: readonly string[],
  path = process.env['PATH'],
  mayRun = isRunnable
) {
  const folders = (path ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(mayRun);
}
