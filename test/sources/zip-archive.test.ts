import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/sources/source-error.ts';
import { kindAndPlace } from './fault-of.ts';
import { isArchive, openArchive } from '../../src/sources/tables/zip-archive.ts';

const text = (content: string) => new TextEncoder().encode(content);
const open = (bytes: Uint8Array, limits?: Parameters<typeof openArchive>[1]) =>
  openArchive({ name: 'wb.zip', bytes }, limits).map(({ name, unpack }) => [
    name,
    new TextDecoder().decode(unpack())
  ]);

function changed(
  bytes: Uint8Array,
  offset: number,
  write: (view: DataView, at: number) => void
): Uint8Array {
  const copy = bytes.slice();
  const at = Buffer.from(copy).indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  write(new DataView(copy.buffer), at + offset);
  return copy;
}

const small = zipSync({
  'API_1.csv': text('a,b\n1,2\n'.repeat(50)),
  'notes/Metadata.csv': text('x\n')
});

describe('openArchive', () => {
  it('reads every file, packed or stored', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'é', '-', ' ', '3'),
      minLength: 1,
      maxLength: 8
    });
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.uint8Array({ maxLength: 300 })),
        fc.constantFrom(0, 6, 9) as fc.Arbitrary<0 | 6 | 9>,
        (files, level) => {
          const opened = openArchive({ name: 'a.zip', bytes: zipSync(files, { level }) });
          expect(opened.map(({ name, unpack }) => [name, [...unpack()]])).toEqual(
            Object.entries(files).map(([name, bytes]) => [name, [...bytes]])
          );
        }
      )
    );
  });

  it('leaves folders out', () => {
    expect(open(zipSync({ 'notes/': new Uint8Array(), 'a.csv': text('x') }))).toEqual([
      ['a.csv', 'x']
    ]);
  });

  it.each(['../a.csv', 'x/../../a.csv', '/etc/passwd', 'C:/a.csv', 'x\\a.csv', './a.csv'])(
    'refuses the path %s',
    (path) => {
      const bytes = zipSync({ [path]: text('x') });
      expect(kindAndPlace(() => open(bytes))).toBe(`path-outside ${path.replace('\\', '\\\\')}`);
    }
  );

  const [half, nothing] = [small.subarray(0, -30), new Uint8Array()];
  it.each<[string, number, 16 | 32, number, string]>([
    ['an encrypted file', 8, 16, 1, 'encrypted'],
    ['a link to another file', 38, 32, 0xa1ff0000, 'archived-link'],
    ['an unknown compression method', 10, 16, 12, 'compression-method'],
    ['another checksum', 16, 32, 1, 'damaged-archive'],
    ['another size', 24, 32, 10, 'damaged-archive'],
    ['another offset', 42, 32, 5, 'damaged-archive']
  ])('refuses %s', (_, offset, bits, value, kind) => {
    const bytes = changed(small, offset, (view, at) => view[`setUint${bits}`](at, value, true));
    expect(kindAndPlace(() => open(bytes))).toBe(`${kind} API_1.csv`);
  });

  it.each([half, nothing])('refuses an archive without its directory', (bytes) =>
    expect(kindAndPlace(() => open(bytes))).toBe('damaged-archive')
  );

  it('refuses the same path twice', () => {
    const twice = zipSync({ 'a.csv': text('x'), 'b.csv': text('y') });
    const bytes = Uint8Array.from(
      Buffer.from(Buffer.from(twice).toString('latin1').replaceAll('b.csv', 'a.csv'), 'latin1')
    );
    expect(kindAndPlace(() => open(bytes))).toBe('repeated-path a.csv');
  });

  it('refuses a zip bomb, also with a false size', () => {
    const bomb = zipSync({ 'a.csv': new Uint8Array(65 * 2 ** 20) }, { level: 9 });
    expect(kindAndPlace(() => open(bomb))).toBe('archive-too-large a.csv');
    const lying = changed(bomb, 24, (view, at) => view.setUint32(at, 100, true));
    expect(kindAndPlace(() => open(lying))).toBe('damaged-archive a.csv');
  });

  it('refuses too many files or bytes', () => {
    const faultWith = (files: number, bytes: number) =>
      kindAndPlace(() => open(small, { files, bytes }));
    expect(faultWith(1, 1e6)).toBe('archive-too-large');
    expect(faultWith(2, 300)).toBe('archive-too-large API_1.csv');
    expect(faultWith(2, 402)).toBeUndefined();
  });

  it('only throws SourceError for any damage', () => {
    const damage = fc.array(
      fc.record({ at: fc.nat(small.length - 1), byte: fc.integer({ min: 0, max: 255 }) }),
      {
        minLength: 1,
        maxLength: 6
      }
    );
    fc.assert(
      fc.property(damage, fc.nat(small.length), (damages, end) => {
        const bytes = small.slice(0, end);
        for (const { at, byte } of damages) if (at < bytes.length) bytes[at] = byte;
        try {
          open(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
        }
      }),
      { numRuns: 500 }
    );
  });
});

it('an archive is known by its first bytes', () => {
  expect(isArchive(small)).toBe(true);
  expect(isArchive(text('PK,1\n'))).toBe(false);
  expect(isArchive(new Uint8Array())).toBe(false);
});
