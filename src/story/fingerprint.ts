import { sha256 } from '../vintages/sha256.ts';

/** SHA-256 over the names and bytes of a vintage folder, in any order (D05). */
export function fingerprint(files: readonly { name: string; bytes: Uint8Array }[]): string {
  const sorted = [...files].sort((one, other) => (one.name < other.name ? -1 : 1));
  return sha256(sorted.map(({ name, bytes }) => `${name}\0${sha256(bytes)}\n`).join(''));
}
