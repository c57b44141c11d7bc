import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress, writeAddress } from '../../src/scroll/address.ts';

describe('parseAddress', () => {
  it.each([
    ['', '', { stop: '', plain: false }],
    ['', '#world-2018', { stop: 'world-2018', plain: false }],
    ['?plain', '#world', { stop: 'world', plain: true }],
    ['?plain=', '', { stop: '', plain: true }],
    ['?from=newsletter&plain', '', { stop: '', plain: true }],
    ['?plainly', '', { stop: '', plain: false }],
    ['?explain', '', { stop: '', plain: false }],
    ['', '#world-2018?fbclid=x&utm_source=y', { stop: 'world-2018', plain: false }],
    ['?plain', '#world-2018&fbclid=x', { stop: 'world-2018', plain: true }],
    ['', '#%E0%A4%A', { stop: '', plain: false }]
  ])('%s%s', (query, hash, place) => {
    expect(parseAddress(query, hash)).toEqual(place);
  });

  it('parses every address that it formats', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (stop, plain) => {
        const address = formatAddress({ stop, plain });
        const [query = '', hash] = address.split('#');
        expect(parseAddress(query, hash === undefined ? '' : `#${hash}`)).toEqual({ stop, plain });
      })
    );
  });
});

describe('writeAddress', () => {
  const windowAt = (search: string, hash: string, replaceState: History['replaceState']) =>
    ({
      location: { pathname: '/id/', search, hash },
      history: { state: null, replaceState }
    }) as unknown as Window;

  it('replaces the address and keeps the plain flag', () => {
    const written: unknown[] = [];
    writeAddress(
      windowAt('?plain', '#world', (_, __, url) => written.push(url)),
      { stop: 'world-2018', plain: true }
    );
    expect(written).toEqual(['/id/?plain#world-2018']);
  });

  it('leaves a correct address alone', () => {
    writeAddress(
      windowAt('', '#world', () => {
        throw new Error('replaced needlessly');
      }),
      { stop: 'world', plain: false }
    );
  });

  it('ignores a refusal of the browser', () => {
    const refusing = windowAt('', '', () => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(() => writeAddress(refusing, { stop: 'world', plain: false })).not.toThrow();
  });
});
