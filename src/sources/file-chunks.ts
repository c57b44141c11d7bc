import type { PublishedFile } from './imported.ts';

/** Returns the bytes of a file piece by piece. A piece is good until the next is asked for: a file may use the same room again. */
export function chunksOf({ bytes }: PublishedFile): Iterable<Uint8Array> {
  return bytes instanceof Uint8Array ? [bytes] : bytes;
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
