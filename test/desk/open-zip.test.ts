import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZip, openZip, zipLimits } from '../../src/desk/open-zip.ts';
import { Refusal } from '../../src/desk/refusal.ts';

const table = 'Country Name,Country Code\nIndonesia,IDN\n'.repeat(3);
const small = () => zipSync({ 'API_X.csv': strToU8(table), 'Metadata_X.csv': [strToU8('notes'), { level: 0 }] });
const names = (bytes: Uint8Array) => openZip(bytes, 'x.zip').map(({ name }) => name);
const readAll = (bytes: Uint8Array) => openZip(bytes, 'x.zip').map((entry) => entry.read());

/** Returns the archive with one field of every directory record changed; `at` counts from the record's start. */
function withField(bytes: Uint8Array, at: number, value: number, width: 2 | 4): Uint8Array {
  const changed = bytes.slice();
  const view = new DataView(changed.buffer);
  for (let offset = 0; offset + 4 <= changed.length; offset++) {
    if (view.getUint32(offset, true) !== 0x02014b50) continue;
    if (width === 2) view.setUint16(offset + at, value, true);
    else view.setUint32(offset + at, value, true);
  }
  return changed;
}

describe('openZip', () => {
  it('names the files and unpacks them, deflated or stored', () => {
    expect(openZip(small(), 'x.zip').map(({ name, size, read }) => [name, size, new TextDecoder().decode(read())])).toEqual([
      ['API_X.csv', table.length, table],
      ['Metadata_X.csv', 5, 'notes']
    ]);
  });

  it('leaves folders out and finds what is in them', () =>
    expect(names(zipSync({ data: { 'a.csv': strToU8('x') }, empty: {} }))).toEqual(['data/a.csv']));

  it('opens an archive with nothing in it', () => expect(names(zipSync({}))).toEqual([]));

  it('finds the end behind a comment', () => {
    const bytes = small();
    const commented = new Uint8Array(bytes.length + 3);
    commented.set(bytes);
    commented.set(strToU8('by?'), bytes.length);
    new DataView(commented.buffer).setUint16(bytes.length - 2, 3, true);
    expect(names(commented)).toHaveLength(2);
  });

  it('gives back what was packed', () => {
    const files = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}\.csv$/), fc.uint8Array({ maxLength: 300 }), { maxKeys: 5 });
    fc.assert(
      fc.property(files, fc.constantFrom(0, 6, 9) as fc.Arbitrary<0 | 6 | 9>, (packed, level) => {
        const read = Object.fromEntries(openZip(zipSync(packed, { level }), 'x.zip').map((entry) => [entry.name, [...entry.read()]]));
        expect(read).toEqual(Object.fromEntries(Object.entries(packed).map(([name, bytes]) => [name, [...bytes]])));
      })
    );
  });

  it.each(['../a.csv', 'a/../../b.csv', '/etc/a.csv', '..\\a.csv', '\\a.csv', 'C:\\a.csv', 'c:a.csv', 'a\0.csv'])(
    'refuses %j, whether it is read or not',
    (name) => {
      expect(() => names(zipSync({ 'API_X.csv': strToU8('x'), [name]: strToU8('x') }))).toThrow('found a path outside the archive');
    }
  );

  it('refuses what would fill the memory, by the size it says', () => {
    const zeros = new Uint8Array(1024 * 1024);
    expect(() => names(zipSync({ 'a.csv': zeros }))).toThrow(/packed 1,0\d\d times smaller/);
    expect(() => names(withField(small(), 24, 0x7fffffff, 4))).toThrow('times smaller');
    const noise = new Uint8Array(zipLimits.unpacked / 2 + 1);
    expect(() => names(zipSync({ 'a.csv': noise, 'b.csv': noise }, { level: 0 }))).toThrow('found more than 67,108,864 bytes unpacked');
  });

  it('never unpacks more than an archive says, nor less', () => {
    const bytes = zipSync({ 'a.csv': strToU8(table) });
    expect(() => readAll(withField(bytes, 24, table.length - 1, 4))).toThrow('which cannot be unpacked to the size it says');
    expect(() => readAll(withField(bytes, 24, table.length + 1, 4))).toThrow('of 120 bytes where 121 are announced');
  });

  it.each<[string, Uint8Array, string]>([
    ['encrypted', withField(small(), 8, 1, 2), 'found an encrypted file'],
    ['packed in an unusual way', withField(small(), 10, 12, 2), 'packed in another way than usual'],
    ['too large for its own numbers', withField(small(), 24, 0xffffffff, 4), 'archives above 4 GB'],
    ['of another checksum', withField(small(), 16, 1, 4), 'which does not match its checksum'],
    ['elsewhere', withField(small(), 42, 7, 4), 'which is not where the archive says'],
    ['cut off', small().subarray(0, -30), 'no end of the archive'],
    ['empty', new Uint8Array(), 'no end of the archive'],
    ['a web page', strToU8('<!doctype html>'.repeat(9)), 'no end of the archive']
  ])('refuses one that is %s', (_, bytes, found) => expect(() => readAll(bytes)).toThrow(found));

  it('refuses more files than anybody reads', () => {
    const many = Object.fromEntries(Array.from({ length: zipLimits.entries + 1 }, (_, index) => [`${index}.csv`, new Uint8Array()]));
    expect(() => names(zipSync(many))).toThrow('found 1001 files');
  });

  it('reads a damaged archive right, or refuses it', () => {
    const bytes = small();
    const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(damage, fc.nat(bytes.length), (changes, length) => {
        const damaged = bytes.slice(0, Math.max(length, bytes.length - 40));
        for (const [at, value] of changes) if (at < damaged.length) damaged[at] = value;
        try {
          for (const read of readAll(damaged)) expect(['', 'notes', table]).toContain(new TextDecoder().decode(read));
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 1000 }
    );
  });
});

describe('isZip', () => {
  it.each<[string, Uint8Array, boolean]>([
    ['an archive', small(), true],
    ['an empty archive', zipSync({}), true],
    ['a table', strToU8(table), false],
    ['two letters', strToU8('PK'), false],
    ['nothing', new Uint8Array(), false]
  ])('%s: %s', (_, bytes, is) => expect(isZip(bytes)).toBe(is));
});
