import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import {
  minisignFault,
  publicHalf,
  publicKeyFile,
  readPublicKey,
  keyName,
  signMinisign,
  type PublicKey
} from '../../site/output/minisign.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';

/** How releases are signed and verified. */
export interface Seal {
  /** Signs bytes under a comment, where a key is at hand. */
  sign?: (bytes: Uint8Array, comment: string) => string;
  /**
   * Returns what is wrong with a signature; undefined when it is the newsroom's. Not there where
   * the newsroom has no public key.
   */
  fault?: (bytes: Uint8Array, signature: string) => string | undefined;
  /** Why nothing is signed, as a sentence. */
  unsigned?: string;
}

/** Whether a path lies in a folder. */
export const liesIn = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
};

/**
 * Returns the newsroom's public key; undefined where it has none.
 * @throws Refusal when the file is no key.
 */
async function openPublicKey(root: string): Promise<PublicKey | undefined> {
  const text = await readFile(join(root, publicKeyFile), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return readPublicKey(text);
  } catch (error) {
    throw new Refusal(
      `${publicKeyFile}: ${(error as Error).message}: restore it from the last commit`
    );
  }
}

async function openSecret(
  asked: string,
  { root, from }: Pick<Desk, 'root' | 'from'>
): Promise<KeyObject> {
  const path = resolve(from ?? root, asked);
  const made = 'make one with `npm run desk -- key new <file>`';
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined)
    throw new Refusal(
      `found no file at TERHUBUNG_KEY (${asked}), expected the secret key: correct the path, or ${made}`
    );
  if (liesIn(await realpath(root), real)) {
    throw new Refusal(
      `found the secret key inside the project (${asked}), expected it outside, where no commit can take it along: move it, and if it was ever committed, ${made}`
    );
  }
  const { mode } = await stat(real);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Refusal(
      `found a secret key that others on this machine can read (${asked}), expected one for its owner alone: run chmod 600 ${asked}`
    );
  }
  try {
    const key = createPrivateKey(await readFile(real));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below.
  }
  throw new Refusal(`found no secret key in ${asked}, expected one for Ed25519: ${made}`);
}

/**
 * Returns how releases are signed, by the key that `TERHUBUNG_KEY` names, and verified, by
 * `data/minisign.pub`.
 * @throws Refusal when they cannot be.
 */
export async function openSeal(
  desk: Pick<Desk, 'root' | 'from'>,
  env: Readonly<Record<string, string | undefined>>
): Promise<Seal> {
  const publicKey = await openPublicKey(desk.root);
  const asked = env['TERHUBUNG_KEY'];
  const fault =
    publicKey &&
    ((bytes: Uint8Array, signature: string) => minisignFault(bytes, signature, publicKey));
  if (asked === undefined || asked === '') {
    const unsigned = publicKey
      ? 'Unsigned: TERHUBUNG_KEY names no key, so whoever verifies with our public key will refuse this.'
      : 'Unsigned: nobody can tell this from a forgery. `npm run desk -- key new <file>` makes a key.';
    return { ...(fault ? { fault } : {}), unsigned };
  }
  const secret = await openSecret(asked, desk);
  const own = publicHalf(secret);
  if (!publicKey)
    throw new Refusal(
      `found no ${publicKeyFile}, expected the public half of ${asked} (${keyName(own)}): restore it from the last commit`
    );
  if (own.line !== publicKey.line) {
    throw new Refusal(
      `found ${asked} to be another key (${keyName(own)}) than ${publicKeyFile} (${keyName(publicKey)}), expected a pair: correct TERHUBUNG_KEY`
    );
  }
  return {
    fault: (bytes, signature) => minisignFault(bytes, signature, publicKey),
    sign: (bytes, comment) => signMinisign(bytes, secret, comment)
  };
}
