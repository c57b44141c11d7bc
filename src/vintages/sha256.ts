import { createHash } from 'node:crypto';
import { z } from 'zod';

export const sha256 = (contents: Uint8Array | string) =>
  createHash('sha256').update(contents).digest('hex');

export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 hexadecimal digits');
