import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { gzipSync } from 'fflate';

const brotli = promisify(brotliCompress);

/** A packed copy of a file: what its name ends in, after the file's own, and its bytes. */
export interface PackedCopy {
  extension: '.br' | '.gz';
  bytes: Uint8Array;
}

/**
 * Returns a file's packed copies, as small as each form makes it; none that is no smaller than the file. The same bytes give the same
 * copies, on any machine: Node's own gzip differs between processors, and gzip's header would hold the time.
 */
export async function packedCopies(bytes: Uint8Array): Promise<PackedCopy[]> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const copies: PackedCopy[] = [
    { extension: '.br', bytes: await brotli(bytes, { params }) },
    { extension: '.gz', bytes: gzipSync(bytes, { level: 9, mtime: 0 }) }
  ];
  return copies.filter((copy) => copy.bytes.length < bytes.length);
}
