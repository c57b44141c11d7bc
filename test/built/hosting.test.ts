import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentTypeOf, isCompressible, unknownType } from '../../src/site/output/content-types.ts';
import { headersFile, pathRules, patternSource } from '../../src/site/headers.ts';
import { built, builtFiles } from './dist.ts';
import { packedDist } from './packed-dist.ts';

const files = builtFiles().filter((path) => path !== '_headers' && !/\.(br|gz)$/.test(path));

describe('what a host is told of the published folder', () => {
  it('lies in it for the hosts that look there', () => {
    expect(built('_headers')).toBe(headersFile());
  });

  it('names the class of every file, once', () => {
    const rules = pathRules().map(({ pattern }) => new RegExp(`^${patternSource(pattern)}$`));
    const classes = files.map((path) => ({
      path,
      rules: rules.filter((rule) => rule.test(`/${path}`)).length
    }));
    expect(classes.filter((one) => one.rules !== 1)).toEqual([]);
  });

  it('knows the type of every file', () => {
    expect(files.filter((path) => contentTypeOf(path) === unknownType)).toEqual([]);
  });

  it('holds for ever only assets whose names carry a checksum', () => {
    const assets = files.filter((path) => path.startsWith('assets/'));
    expect(assets.length).toBeGreaterThan(1);
    expect(assets.filter((path) => !/-[\w-]{8}\.(js|css|json)$/.test(path))).toEqual([]);
  });
});

describe('the packed copies', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await packedDist();
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const bytes = (path: string) => readFileSync(join(folder, path));
  const isThere = (path: string) => existsSync(join(folder, path));

  it('hold the very file, and are smaller', () => {
    const packed = files.filter((path) => isThere(`${path}.br`) || isThere(`${path}.gz`));
    expect(packed.length).toBeGreaterThan(100);
    for (const path of packed) {
      const [file, br, gz] = [bytes(path), bytes(`${path}.br`), bytes(`${path}.gz`)];
      expect([path, brotliDecompressSync(br).equals(file), gunzipSync(gz).equals(file)]).toEqual([
        path,
        true,
        true
      ]);
      expect([path, Math.max(br.length, gz.length) < file.length]).toEqual([path, true]);
    }
  });

  it('lie beside every text of a kilobyte or more', () => {
    const texts = files.filter(
      (path) => isCompressible(path) && isThere(path) && bytes(path).length >= 1000
    );
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((path) => !isThere(`${path}.br`) || !isThere(`${path}.gz`))).toEqual([]);
  });
});
