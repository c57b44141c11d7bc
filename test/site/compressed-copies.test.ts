import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { compressedCopies } from '../../src/site/output/compressed-copies.ts';

const text = Buffer.from('Sudah terhubung. Kapan terlindungi? '.repeat(50));

it('makes a brotli and a gzip copy', async () => {
  const [br, gz, ...more] = await compressedCopies(text);
  expect([br?.extension, gz?.extension, more]).toEqual(['.br', '.gz', []]);
  expect(brotliDecompressSync(br!.bytes).equals(text)).toBe(true);
  expect(gunzipSync(gz!.bytes).equals(text)).toBe(true);
  expect(gz!.bytes.length).toBeLessThan(text.length / 10);
});

it('leaves time and system out of gzip’s header', async () => {
  const gz = (await compressedCopies(text)).find(({ extension }) => extension === '.gz')!;
  // https://www.rfc-editor.org/rfc/rfc1952#section-2.3: the time in bytes 4 to 7, the system in
  // byte 9.
  expect([...gz.bytes.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
  expect(gz.bytes[9]).toBe(3);
});

it('makes no copy that is not smaller', async () => {
  expect(await compressedCopies(Buffer.from('ab'))).toEqual([]);
});
