import { constants } from 'node:fs';
import { access } from 'node:fs/promises';

/** Whether a path names a program that this user may run. */
export async function runnable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false
  );
}
