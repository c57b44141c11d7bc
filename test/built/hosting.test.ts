import { expect, it } from 'vitest';
import { headersFile, pathRules, patternSource } from '../../src/site/headers.ts';
import { contentTypeOf, unknownType } from '../../src/site/output/content-types.ts';
import { built, builtFiles } from './dist.ts';

const files = builtFiles().filter((path) => path !== '_headers' && !/\.(br|gz)$/.test(path));

it('the published folder has a `_headers` file for hosts that read it', () => {
  expect(built('_headers')).toBe(headersFile());
});

it('every file has headers of exactly one rule, and a known type', () => {
  const rules = pathRules().map(({ pattern }) => new RegExp(`^${patternSource(pattern)}$`));
  const matched = (path: string) => rules.filter((rule) => rule.test(`/${path}`)).length;
  expect(files.filter((path) => matched(path) !== 1)).toEqual([]);
  expect(files.filter((path) => contentTypeOf(path) === unknownType)).toEqual([]);
});

it('only assets with a checksum in their name are cached for ever', () => {
  const assets = files.filter((path) => path.startsWith('assets/'));
  expect(assets.length).toBeGreaterThan(1);
  expect(assets.filter((path) => !/-[\w-]{8}\.(js|css|json)$/.test(path))).toEqual([]);
});
