import { describe, expect, it } from 'vitest';
import { fileText, type Dialect } from '../../src/sources/tables/file-text.ts';
import { kindAndPlace } from './fault-of.ts';
import { fileOf } from './write-layout.ts';

const textOf = (bytes: Uint8Array | string, dialect?: Dialect) => fileText(fileOf(bytes), dialect);
const utf8 = (text: string) => new TextEncoder().encode(text);
const little = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const big = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16());

describe('fileText', () => {
  it('takes the byte order mark away', () => expect(textOf('\ufeffa,b\n')).toBe('a,b\n'));

  it.each<[string, Uint8Array, string]>([
    ['a byte that is not UTF-8', Uint8Array.of(0x61, 0x0a, 0x0a, 0x62, 0xe9, 0x62), 'bad-byte 3:1'],
    ['a character that was cut off', Uint8Array.of(0x61, 0x0a, 0xc3), 'bad-byte 2:1'],
    [
      'a bad byte after letters of two bytes',
      Uint8Array.of(0xc3, 0xa9, 0x0a, 0x80),
      'bad-byte 2:1'
    ],
    ['a zero byte', Uint8Array.of(0x61, 0x0a, 0x00), 'zero-byte 2:1'],
    ['half a letter of UTF-16', little('Côte,1\n').subarray(0, -1), 'bad-byte 1:1'],
    [
      'an XML error page',
      utf8('<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>'),
      'web-page 1:1'
    ]
  ])('refuses %s at its line', (_, bytes, fault) =>
    expect(kindAndPlace(() => textOf(bytes))).toBe(fault)
  );

  it.each<[string, Uint8Array]>([
    ['UTF-16, little end first', little('Côte,1\n')],
    ['UTF-16, big end first', big('Côte,1\n')],
    ['UTF-8 with its mark', utf8('\ufeffCôte,1\n')]
  ])('reads %s, whatever the source declares', (_, bytes) => {
    expect(textOf(bytes)).toBe('Côte,1\n');
    expect(textOf(bytes, { encoding: 'windows-1252' })).toBe('Côte,1\n');
  });
});
