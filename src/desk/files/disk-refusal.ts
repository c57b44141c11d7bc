import { Refusal } from '../cli/desk-io.ts';

const permissions = 'Change the permissions, or run this as a user who has them.';
const makeSpace = 'Make room and run this again.';

const faults: Readonly<Record<string, readonly [kind: string, wrong: string, fix: string]>> = {
  EACCES: ['no-permission', 'Permission denied', permissions],
  // Windows also reports a file that cannot be replaced while a program has it open.
  EPERM: [
    'no-permission',
    'Permission denied',
    `${permissions} If another program has the file open, close it.`
  ],
  EBUSY: ['file-in-use', 'Another program has a file open', 'Close it there and run this again.'],
  EROFS: ['no-permission', 'The disk is read-only', 'Use another place.'],
  ENOSPC: ['disk-full', 'No space is left on the disk', makeSpace],
  EDQUOT: ['disk-full', 'This user’s disk quota is used up', makeSpace],
  EIO: ['disk', 'The disk does not answer', 'Check it, or copy the file to another disk.'],
  ENAMETOOLONG: ['disk', 'A name is too long', 'Use a shorter one.'],
  ELOOP: ['link-loop', 'A link leads back to itself', 'Remove it, or name the file itself.']
};

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** Explains a disk error that a user can fix. `where` as in `at data/vintages`. */
export function diskRefusal(error: unknown, where: string): Refusal | undefined {
  const [kind, wrong, fix] = faults[codeOf(error) ?? ''] ?? [];
  return kind === undefined ? undefined : new Refusal(kind, `${wrong} ${where}.`, fix!);
}

/** @throws Refusal for a disk error that a user can fix. */
export function onDisk<Value>(work: Promise<Value>, where: string): Promise<Value> {
  return work.catch((error: unknown) => {
    throw diskRefusal(error, where) ?? error;
  });
}
