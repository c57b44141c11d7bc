import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/sources/source-error.ts';
import { isArchive, openArchive } from '../../src/sources/tables/zip-archive.ts';

const text = (content: string) => new TextEncoder().encode(content);
const open = (bytes: Uint8Array, limits?: Parameters<typeof openArchive>[1]) =>
  openArchive({ name: 'wb.zip', bytes }, limits).map(({ name, unpack }) => [
    name,
    new TextDecoder().decode(unpack())
  ]);

/**
 * Returns an archive with a number of its directory changed: `offset` bytes into the entry of its
 * first file.
 */
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
  it('gives back every file, packed or stored, under its own path', () => {
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
      expect(() => open(zipSync({ [path]: text('x') }))).toThrow(
        'found a path that leads outside the archive'
      );
    }
  );

  it.each<[string, Uint8Array]>([
    ['an encrypted file', changed(small, 8, (view, at) => view.setUint16(at, 1, true))],
    [
      'a link to another file',
      changed(small, 38, (view, at) => view.setUint32(at, 0xa1ff0000, true))
    ],
    ['a file packed by method 12', changed(small, 10, (view, at) => view.setUint16(at, 12, true))],
    [
      'other bytes than the archive says',
      changed(small, 16, (view, at) => view.setUint32(at, 1, true))
    ],
    [
      'other bytes than the archive says',
      changed(small, 24, (view, at) => view.setUint32(at, 10, true))
    ],
    [
      'no file where the directory says',
      changed(small, 42, (view, at) => view.setUint32(at, 5, true))
    ],
    ['no directory at the end of the archive', small.subarray(0, -30)],
    ['no directory at the end of the archive', new Uint8Array()]
  ])('refuses %s', (found, bytes) => {
    expect(() => open(bytes)).toThrow(SourceError);
    expect(() => open(bytes)).toThrow(`found ${found}`);
  });

  it('refuses the same path twice', () => {
    const twice = zipSync({ 'a.csv': text('x'), 'b.csv': text('y') });
    const bytes = Uint8Array.from(
      Buffer.from(Buffer.from(twice).toString('latin1').replaceAll('b.csv', 'a.csv'), 'latin1')
    );
    expect(() => open(bytes)).toThrow('wb.zip:a.csv: found the same path again');
  });

  it('refuses what unpacks to far more than it says, before it has', () => {
    const bomb = zipSync({ 'a.csv': new Uint8Array(4 * 2 ** 20) }, { level: 9 });
    expect(() => open(bomb)).toThrow(
      /found 4194304 bytes packed into \d+; expected at most 200 for each packed byte/
    );
    const lying = changed(bomb, 24, (view, at) => view.setUint32(at, 100, true));
    expect(() => open(lying)).toThrow('found other bytes than the archive says');
  });

  it('refuses more files, or more in all, than one indicator takes', () => {
    expect(() => open(small, { files: 1, bytes: 1e6, ratio: 200 })).toThrow(
      'found 2 files; expected at most 1'
    );
    expect(() => open(small, { files: 10, bytes: 300, ratio: 200 })).toThrow(
      'found more than 300 bytes, unpacked'
    );
  });

  it('never fails otherwise, however it is damaged', () => {
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
