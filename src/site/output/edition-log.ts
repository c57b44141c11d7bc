import { createHash, sign, type KeyObject } from 'node:crypto';
import { range } from 'd3';
import { publicHalf, type PublicKey } from './minisign.ts';

const logFolder = 'log/';
const checkpointPath = `${logFolder}checkpoint`;

/** Names the log and its key. It never changes: a new name would be a new log. */
const origin = 'terhubung';

const tileWidth = 256;

type Read = (path: string) => Promise<Uint8Array | undefined>;

export const isLog = ({ path }: { path: string }) => path.startsWith(logFolder);

const hash = (...parts: readonly Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest();
const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);

/** The largest power of two below `size`, of at least 2. */
const leftSize = (size: number) => 2 ** (Math.ceil(Math.log2(size)) - 1);

/** RFC 6962, section 2.1, for at least one leaf. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const left = leftSize(leaves.length);
  return hash(nodeMark, treeHash(leaves.slice(0, left)), treeHash(leaves.slice(left)));
}

/** RFC 6962, section 2.1.1. */
function inclusionProof(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const left = leftSize(leaves.length);
  const [first, second] = [leaves.slice(0, left), leaves.slice(left)];
  return index < left
    ? [...inclusionProof(index, first), treeHash(second)]
    : [...inclusionProof(index - left, second), treeHash(first)];
}

type KeyLine = Pick<PublicKey, 'line'>;
const rawKey = ({ line }: KeyLine) => Buffer.from(line, 'base64').subarray(10);
/** An Ed25519 key in a signed note. */
const noteKey = (key: KeyLine) => Buffer.concat([Buffer.of(1), rawKey(key)]);
const noteKeyId = (key: KeyLine) => hash(Buffer.from(`${origin}\n`), noteKey(key)).subarray(0, 4);

/** The public key in the format of https://c2sp.org/signed-note. */
export const logKey = (key: KeyLine) =>
  [origin, noteKeyId(key).toString('hex'), noteKey(key).toString('base64')].join('+');

/** Checks an earlier edition, of which `manifest.json` was kept as `<edition>.json`. */
export const logCommands = (line: string, edition: string) =>
  `spicy-litetlog -verify ${logKey({ line })} ${edition}.txt\nsha256sum -c ${edition}.txt`;

export const logEntry = (release: string, manifestSha256: string) =>
  `${manifestSha256}  ${release}.json\n`;

const releaseOf = (entry: string) => /  (.+)\.json\n$/.exec(entry)?.[1] ?? '';

const bundleOf = (entries: readonly Buffer[]) =>
  Buffer.concat(entries.flatMap((entry) => [Buffer.of(entry.length >> 8, entry.length), entry]));

/** The paths of the tiles that hold `size` items, with the items of each. */
const tiles = (kind: string, size: number) =>
  range(0, size, tileWidth).map((from) => {
    const name = `${logFolder}tile/${kind}/${String(from / tileWidth).padStart(3, '0')}`;
    const to = Math.min(from + tileWidth, size);
    return { path: to - from === tileWidth ? name : `${name}.p/${to - from}`, from, to };
  });

/**
 * Returns the files of a log (https://c2sp.org/tlog-tiles, https://c2sp.org/tlog-checkpoint), with
 * each entry and its proof as files of their own, as Debian's `spicy-litetlog` reads them.
 */
export function editionLog(
  entries: readonly string[],
  secret: KeyObject
): { path: string; bytes: Uint8Array }[] {
  if (entries.length === 0) return [];
  const bytes = entries.map((entry) => Buffer.from(entry));
  const leaves = bytes.map((entry) => hash(leafMark, entry));
  const text = `${origin}\n${leaves.length}\n${treeHash(leaves).toString('base64')}\n`;
  const signature = sign(null, Buffer.from(text), secret);
  const signed = Buffer.concat([noteKeyId(publicHalf(secret)), signature]).toString('base64');
  const checkpoint = `${text}\n\u2014 ${origin} ${signed}\n`;
  const hashTiles = (level: number, hashes: readonly Buffer[]): typeof files => {
    const made = tiles(String(level), hashes.length).map(({ path, from, to }) => ({
      path,
      bytes: Buffer.concat(hashes.slice(from, to))
    }));
    const full = range(0, hashes.length - tileWidth + 1, tileWidth);
    const above = full.map((from) => treeHash(hashes.slice(from, from + tileWidth)));
    return above.length === 0 ? made : [...made, ...hashTiles(level + 1, above)];
  };
  const files = [
    ...entries.flatMap((entry, index) => {
      const path = `${logFolder}${releaseOf(entry)}.txt`;
      const hashes = inclusionProof(index, leaves).map((hash) => `${hash.toString('base64')}\n`);
      const proof = `index ${index}\n${hashes.join('')}\n${checkpoint}`;
      return [
        { path, bytes: bytes[index]! },
        { path: `${path}.spicy`, bytes: Buffer.from(proof) }
      ];
    }),
    ...tiles('entries', bytes.length).map(({ path, from, to }) => ({
      path,
      bytes: bundleOf(bytes.slice(from, to))
    })),
    { path: checkpointPath, bytes: Buffer.from(checkpoint) }
  ];
  return [...files, ...hashTiles(0, leaves)];
}

export async function readLog(read: Read) {
  const size = Number(new TextDecoder().decode(await read(checkpointPath)).split('\n')[1]);
  const bundles = await Promise.all(tiles('entries', size || 0).map(({ path }) => read(path)));
  const entries = bundles.flatMap((bundle = new Uint8Array()) => {
    const found: string[] = [];
    for (let at = 0; at + 2 < bundle.length;) {
      const end = at + 2 + bundle[at]! * 256 + bundle[at + 1]!;
      found.push(new TextDecoder().decode(bundle.subarray(at + 2, end)));
      at = end;
    }
    return found;
  });
  return entries.length === size ? entries : [];
}
