import { expect, it } from 'vitest';
import { uploadGroups, servedHeaders } from '../../../src/desk/store/store-content.ts';

it('uploads pages after the files that they link to, and the manifest last', () => {
  const paths = [
    '404.html',
    'manifest.json',
    'assets/a.js',
    'data/a.csv',
    'index.html',
    'index.html.br',
    'zz/index.html'
  ];
  expect(uploadGroups(paths)).toEqual([
    ['assets/a.js'],
    ['data/a.csv'],
    ['zz/index.html'],
    ['404.html', 'index.html', 'index.html.br'],
    ['manifest.json']
  ]);
});

it.each([
  ['id/index.html.br', 'text/html; charset=utf-8', 'br', 'id'],
  ['en/index.html', 'text/html; charset=utf-8', undefined, 'en'],
  ['films/raw.zip.gz', 'application/octet-stream', undefined, undefined]
])('sends type, encoding and language: %s', (path, type, encoding, language) => {
  expect(servedHeaders(path)).toMatchObject({ type, encoding, language });
});
