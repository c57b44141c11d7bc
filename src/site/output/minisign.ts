import {
  createHash,
  createPublicKey,
  sign as signBytes,
  verify,
  type KeyObject
} from 'node:crypto';
import { say } from '#locale/say.ts';

/** In minisign's format. Absent when the newsroom does not sign. */
export const publicKeyFile = 'data/minisign.pub';

export const signatureName = 'manifest.json.minisig';

/** https://jedisct1.github.io/minisign/ */
export interface PublicKey {
  id: Buffer;
  key: KeyObject;
  /** As `minisign -P` takes it. */
  line: string;
}

const comment = { public: 'untrusted comment: ', trusted: 'trusted comment: ' } as const;
const signedWith = 'signature from terhubung';
/** DER prefix of an Ed25519 public key (RFC 8410). */
const keyHeader = Buffer.from('302a300506032b6570032100', 'hex');

function decode(line: string, length: number) {
  const bytes = Buffer.from(line, 'base64');
  if (bytes.length !== length || bytes.toString('base64') !== line)
    throw new Error(`"${line.slice(0, 24)}…" is not ${length} bytes in base64`);
  return bytes;
}

function publicKeyOf(id: Buffer, raw: Buffer) {
  const key = createPublicKey({
    key: Buffer.concat([keyHeader, raw]),
    format: 'der',
    type: 'spki'
  });
  return { id, key, line: Buffer.concat([Buffer.from('Ed'), id, raw]).toString('base64') };
}

/** The key's id is derived from its own checksum, so that it need not be stored. */
export function publicHalf(secret: KeyObject): PublicKey {
  const raw = createPublicKey(secret)
    .export({ format: 'der', type: 'spki' })
    .subarray(keyHeader.length);
  return publicKeyOf(createHash('sha256').update(raw).digest().subarray(0, 8), raw);
}

export const verifyCommand = (line: string) => `minisign -Vm manifest.json -P ${line}`;

/** minisign prints an id in reverse byte order. */
export const keyName = ({ id }: Pick<PublicKey, 'id'>) =>
  Buffer.from(id).reverse().toString('hex').toUpperCase();

export const writePublicKey = (key: PublicKey) =>
  `${comment.public}minisign public key ${keyName(key)}\n${key.line}\n`;

export function readPublicKey(text: string): PublicKey {
  const [first = '', line = '', ...more] = text.trimEnd().split('\n');
  if (!first.startsWith(comment.public) || more.length > 0)
    throw new Error(say`not the two lines of a minisign public key`);
  const bytes = decode(line, 42);
  if (bytes.toString('latin1', 0, 2) !== 'Ed') throw new Error(say`not an Ed25519 key of minisign`);
  return publicKeyOf(bytes.subarray(2, 10), bytes.subarray(10));
}

const hashed = (message: Uint8Array) => createHash('blake2b512').update(message).digest();

const write = (id: Buffer, signature: Buffer, trusted: string, all: Buffer) =>
  [
    `${comment.public}${signedWith}`,
    Buffer.concat([Buffer.from('ED'), id, signature]).toString('base64'),
    `${comment.trusted}${trusted}`,
    all.toString('base64'),
    ''
  ].join('\n');

/** `trusted` is a one-line comment that is signed too. */
export function signMinisign(message: Uint8Array, secret: KeyObject, trusted: string) {
  const signature = signBytes(null, hashed(message), secret);
  const all = signBytes(null, Buffer.concat([signature, Buffer.from(trusted)]), secret);
  return write(publicHalf(secret).id, signature, trusted, all);
}

/** Undefined if correct. Stricter than minisign: the first line must match too. */
export function minisignFault(message: Uint8Array, text: string, key: PublicKey) {
  const [, line = '', last = '', all = ''] = text.split('\n');
  try {
    const bytes = decode(line, 74);
    const signature = bytes.subarray(10);
    const trusted = last.slice(comment.trusted.length);
    const whole = decode(all, 64);
    const id = bytes.subarray(2, 10);
    if (!id.equals(key.id))
      return say`signed with another key (${keyName({ id })}) than ${keyName(key)}`;
    if (text !== write(id, signature, trusted, whole))
      return say`not a signature as publish writes it`;
    if (!verify(null, hashed(message), key.key, signature))
      return say`not the bytes that were signed`;
    return verify(null, Buffer.concat([signature, Buffer.from(trusted)]), key.key, whole)
      ? undefined
      : say`not the comment that was signed`;
  } catch (error) {
    return (error as Error).message;
  }
}
