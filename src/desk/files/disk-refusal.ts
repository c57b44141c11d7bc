import type { Fault } from '#sources/source-error.ts';
import { Refusal } from '../cli/desk-io.ts';
import { say } from '#locale/say.ts';

const permissions = () =>
  say`Ask whoever administers this computer to let you read and write there.`;
const makeSpace = () => say`Make room and run this again.`;

const faults = (): Readonly<Record<string, Fault>> => ({
  EACCES: ['no-permission', say`Permission denied`, permissions()],
  // Windows also reports a file that cannot be replaced while a program has it open.
  EPERM: [
    'no-permission',
    say`Permission denied`,
    say`${permissions()} If another program has the file open, close it.`
  ],
  EBUSY: [
    'file-in-use',
    say`Another program has a file open`,
    say`Close it there and run this again.`
  ],
  EROFS: ['no-permission', say`The disk is read-only`, say`Use another place.`],
  ENOSPC: ['disk-full', say`No space is left on the disk`, makeSpace()],
  EDQUOT: ['disk-full', say`This user’s disk quota is used up`, makeSpace()],
  EIO: ['disk', say`The disk does not answer`, say`Check it, or copy the file to another disk.`],
  ENAMETOOLONG: ['disk', say`A name is too long`, say`Use a shorter one.`],
  ELOOP: ['link-loop', say`A link leads back to itself`, say`Remove it, or name the file itself.`]
});

export function codeOf(error: unknown) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** Explains a disk error that a user can fix. `where` as in `at data/vintages`. */
export function diskRefusal(error: unknown, where: string) {
  const [kind, wrong, fix] = faults()[codeOf(error) ?? ''] ?? [];
  return kind === undefined ? undefined : new Refusal(kind, `${wrong} ${where}.`, fix!);
}

export function onDisk<Value>(work: Promise<Value>, where: string) {
  return work.catch((error: unknown) => {
    throw diskRefusal(error, where) ?? error;
  });
}
