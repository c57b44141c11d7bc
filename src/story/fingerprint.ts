import { createHash } from 'node:crypto';

/**
 * Returns one SHA-256, in hexadecimal, over all files of a vintage folder: the same whatever order they are listed in,
 * another when any byte or name changes (standards D05).
 */
export function fingerprint(files: readonly { name: string; bytes: Uint8Array }[]): string {
  const whole = createHash('sha256');
  for (const { name, bytes } of [...files].sort((one, other) => (one.name < other.name ? -1 : 1))) {
    whole.update(`${name}\0${createHash('sha256').update(bytes).digest('hex')}\n`);
  }
  return whole.digest('hex');
}
