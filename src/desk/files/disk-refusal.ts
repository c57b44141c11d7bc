import { Refusal } from '../cli/desk-io.ts';

/** What an error of the disk means for the one who asked, by its code. */
const meanings: Readonly<Record<string, readonly [found: string, remedy: string]>> = {
  EACCES: ['no permission', 'change the permissions, or run this as somebody who has them'],
  // On Windows also what a file is that cannot be replaced while a program has it open.
  EPERM: [
    'no permission',
    'change the permissions, run this as somebody who has them, or close the program that has it open'
  ],
  EBUSY: ['a file that another program has open', 'close it there and run this again'],
  EROFS: ['a disk that cannot be written to', 'use another place'],
  ENOSPC: ['no space left on the disk', 'make room and run this again'],
  EDQUOT: ['no space left for this user', 'make room and run this again'],
  EFBIG: ['a file larger than may be written', 'raise the limit and run this again'],
  EIO: ['a disk that does not answer', 'check the disk, or copy the file to another one'],
  ENAMETOOLONG: ['a name that is too long', 'use a shorter one'],
  ELOOP: ['a link that leads back to itself', 'remove it'],
  EMFILE: ['too many open files', 'close other programs and run this again']
};

/** Returns the code of an error of the system, such as `ENOENT`; undefined for any other. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/**
 * Returns the refusal that an error of the disk amounts to, if a user can mend it: `where` as `at
 * data/vintages`, `expected` as `a folder …`.
 */
export function diskRefusal(error: unknown, where: string, expected: string): Refusal | undefined {
  const [found, remedy] = meanings[codeOf(error) ?? ''] ?? [];
  return found === undefined
    ? undefined
    : new Refusal(`found ${found} ${where}, expected ${expected}: ${remedy}`);
}

/**
 * Returns what work on the disk comes to.
 * @throws Refusal as `diskRefusal` has it where that fails; else the error itself.
 */
export function onDisk<Value>(
  work: Promise<Value>,
  where: string,
  expected: string
): Promise<Value> {
  return work.catch((error: unknown) => {
    throw diskRefusal(error, where, expected) ?? error;
  });
}
