import { expect, it } from 'vitest';
import { uploadGroups, servedHeaders } from '../../../src/desk/store/served-files.ts';
import type { ReleaseManifest } from '../../../src/site/output/release-manifest.ts';

it('uploads pages after the files that they link to', () => {
  const paths = [
    '404.html',
    'assets/a.js',
    'data/a.csv',
    'index.html',
    'index.html.br',
    'zz/index.html'
  ];
  const manifest = {
    files: paths.map((path) => ({ path, bytes: 1, sha256: '' })),
    carried: []
  } as unknown as ReleaseManifest;
  const laid = (plain: boolean) =>
    uploadGroups(manifest, plain, ['manifest.json']).map((group) => group.map(({ path }) => path));
  expect(laid(true)).toEqual([
    ['assets/a.js'],
    ['data/a.csv'],
    ['zz/index.html'],
    ['404.html', 'index.html', 'index.html.br'],
    ['manifest.json']
  ]);
  expect(laid(false)).toEqual([['assets/a.js']]);
});

it.each([
  ['id/index.html.br', 'text/html; charset=utf-8', 'br', 'id'],
  ['en/index.html', 'text/html; charset=utf-8', undefined, 'en'],
  ['films/raw.zip.gz', 'application/octet-stream', undefined, undefined]
])('sends type, encoding and language: %s', (path, type, encoding, language) => {
  expect(servedHeaders(path)).toMatchObject({ type, encoding, language });
});
