import type { PublishedFile } from '../source.ts';

/** Returns the bytes of a file piece by piece. A piece is good until the next is asked for: a file may use the same room again. */
export const chunksOf = ({ bytes }: PublishedFile): Iterable<Uint8Array> => (bytes instanceof Uint8Array ? [bytes] : bytes);

/** Returns the first bytes of a file, as many as tell what kind it is of; fewer when it has no more. */
export function startOf(file: PublishedFile, bytes = 8): Uint8Array {
  const start: number[] = [];
  for (const chunk of headOf(file, bytes)) start.push(...chunk);
  return Uint8Array.from(start);
}

/** Gives the pieces of a file up to so many bytes. */
export function* headOf(file: PublishedFile, bytes: number): Generator<Uint8Array> {
  let length = 0;
  for (const chunk of chunksOf(file)) {
    yield chunk.subarray(0, bytes - length);
    length += chunk.length;
    if (length >= bytes) return;
  }
}

/** Returns all bytes of a file at once: for the layouts that cannot be read line by line. */
export function wholeFile(file: PublishedFile): Uint8Array {
  if (file.bytes instanceof Uint8Array) return file.bytes;
  const chunks = Array.from(file.bytes, (chunk) => chunk.slice());
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
