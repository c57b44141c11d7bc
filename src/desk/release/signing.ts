import { createPrivateKey } from 'node:crypto';
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
} from '#site/output/minisign.ts';
import { editionLog } from '#site/output/edition-log.ts';
import { Refusal, refuse, type Desk } from '../cli/desk-io.ts';
import { restore } from '#sources/source-error.ts';
import { say } from '#locale/say.ts';

export interface Signing {
  /** Undefined without TERHUBUNG_KEY. */
  sign?: (bytes: Uint8Array, comment: string) => string;
  log?: (entries: readonly string[]) => ReturnType<typeof editionLog>;
  /** Returns what is wrong with a signature. Missing when the newsroom has no public key. */
  fault?: (bytes: Uint8Array, signature: string) => string | undefined;
  unsigned?: string;
}

export const isInside = (folder: string, path: string) => {
  const inside = relative(folder, path);
  return inside === '' || (!inside.startsWith('..') && !isAbsolute(inside));
};

async function openPublicKey(root: string): Promise<PublicKey | undefined> {
  const text = await readFile(join(root, publicKeyFile), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return readPublicKey(text);
  } catch (error) {
    refuse(
      'public-key',
      say`${publicKeyFile} is not a public key (${(error as Error).message}).`,
      restore(publicKeyFile)
    );
  }
}

async function openSecret(asked: string, { root, from }: Pick<Desk, 'root' | 'from'>) {
  const makeOne = say`make one with \`npm run desk -- key new <file>\`.`;
  const refused = (wrong: string, fix: string, kind = 'secret-key') =>
    new Refusal(kind, say`TERHUBUNG_KEY names ${asked}, ${wrong}.`, fix);
  const real = await realpath(resolve(from ?? root, asked)).catch(() => undefined);
  if (real === undefined)
    throw refused(say`which does not exist`, say`Correct the path, or ${makeOne}`);
  if (isInside(await realpath(root), real))
    throw refused(
      say`which is inside the project, where a commit could publish it`,
      say`Move it outside. If it was ever committed, ${makeOne}`,
      'key-in-project'
    );
  const { mode } = await stat(real);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw refused(
      say`which other users of this machine can read`,
      say`Run \`chmod 600 ${asked}\`.`
    );
  try {
    const key = createPrivateKey(await readFile(real));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Refused below.
  }
  throw refused(say`which is not a secret key for Ed25519`, say`Correct the path, or ${makeOne}`);
}

/** Signs with the key in `TERHUBUNG_KEY`, verifies with `data/minisign.pub`. */
export async function openSigning(
  desk: Pick<Desk, 'root' | 'from'>,
  env: Readonly<Record<string, string | undefined>>
): Promise<Signing> {
  const publicKey = await openPublicKey(desk.root);
  const asked = env['TERHUBUNG_KEY'];
  const fault =
    publicKey &&
    ((bytes: Uint8Array, signature: string) => minisignFault(bytes, signature, publicKey));
  if (asked === undefined || asked === '') {
    const unsigned = publicKey
      ? say`Unsigned: TERHUBUNG_KEY is not set. Partners who verify with our public key will reject this release.`
      : say`Unsigned: nobody can tell this from a forgery. To sign, run \`npm run desk -- key new ../terhubung.key\`, then publish again as it says.`;
    return { ...(fault ? { fault } : {}), unsigned };
  }
  const secret = await openSecret(asked, desk);
  const own = publicHalf(secret);
  if (!publicKey)
    refuse(
      'public-key',
      say`${publicKeyFile}, the public half of ${asked} (${keyName(own)}), is missing.`,
      restore(publicKeyFile)
    );
  if (own.line !== publicKey.line)
    refuse(
      'secret-key',
      say`${asked} (${keyName(own)}) does not belong to ${publicKeyFile} (${keyName(publicKey)}).`,
      say`Correct TERHUBUNG_KEY.`
    );
  return {
    fault: (bytes, signature) => minisignFault(bytes, signature, publicKey),
    sign: (bytes, comment) => signMinisign(bytes, secret, comment),
    log: (entries) => editionLog(entries, secret)
  };
}
