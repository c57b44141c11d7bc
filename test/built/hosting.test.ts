import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { contentTypeOf, isPacked, unknownType } from '../../src/site/content-types.ts';
import { pathRules, patternSource } from '../../src/site/headers.ts';
import { headersFile } from '../../src/site/server-config/headers-file.ts';
import { built, builtFiles, dist } from './dist.ts';

const bytes = (path: string) => readFileSync(join(dist, path));
const files = builtFiles().filter((path) => path !== '_headers' && !/\.(br|gz)$/.test(path));

describe('what a host is told of the published folder', () => {
  it('lies in it for the hosts that look there', () => {
    expect(built('_headers')).toBe(headersFile());
  });

  it('names the class of every file, once', () => {
    const rules = pathRules().map(({ pattern }) => new RegExp(`^${patternSource(pattern)}$`));
    const classes = files.map((path) => ({ path, rules: rules.filter((rule) => rule.test(`/${path}`)).length }));
    expect(classes.filter((one) => one.rules !== 1)).toEqual([]);
  });

  it('knows the type of every file', () => {
    expect(files.filter((path) => contentTypeOf(path) === unknownType)).toEqual([]);
  });

  it('holds for ever only assets whose names carry a checksum', () => {
    const assets = files.filter((path) => path.startsWith('assets/'));
    expect(assets.length).toBeGreaterThan(1);
    expect(assets.filter((path) => !/-[\w-]{8}\.(js|css)$/.test(path))).toEqual([]);
  });
});

describe('the packed copies', () => {
  it('hold the very file, and are smaller', () => {
    const packed = files.filter((path) => existsSync(join(dist, `${path}.br`)) || existsSync(join(dist, `${path}.gz`)));
    expect(packed.length).toBeGreaterThan(100);
    for (const path of packed) {
      const [file, br, gz] = [bytes(path), bytes(`${path}.br`), bytes(`${path}.gz`)];
      expect([path, brotliDecompressSync(br).equals(file), gunzipSync(gz).equals(file)]).toEqual([path, true, true]);
      expect([path, Math.max(br.length, gz.length) < file.length]).toEqual([path, true]);
    }
  });

  it('lie beside every text of a kilobyte or more', () => {
    const texts = files.filter((path) => isPacked(path) && bytes(path).length >= 1000);
    expect(texts.filter((path) => !existsSync(join(dist, `${path}.br`)) || !existsSync(join(dist, `${path}.gz`)))).toEqual([]);
  });
});
