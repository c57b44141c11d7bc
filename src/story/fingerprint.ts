import { sha256 } from '../vintages/sha256.ts';

/**
 * Returns one SHA-256 over all files of a vintage folder: the same in whatever order, another when
 * any byte or name changes (standards D05).
 */
export function fingerprint(files: readonly { name: string; bytes: Uint8Array }[]): string {
  const sorted = [...files].sort((one, other) => (one.name < other.name ? -1 : 1));
  return sha256(sorted.map(({ name, bytes }) => `${name}\0${sha256(bytes)}\n`).join(''));
}
