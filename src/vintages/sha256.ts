import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Returns the SHA-256 of bytes, or of a text in UTF-8, in hexadecimal. */
export const sha256 = (contents: Uint8Array | string): string =>
  createHash('sha256').update(contents).digest('hex');

/** A SHA-256, as the files of the project write it. */
export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 hexadecimal digits');
