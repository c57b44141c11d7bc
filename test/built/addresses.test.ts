import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { built, builtFiles } from './dist.ts';
import { publishedAddresses, unanswered } from './published-addresses.ts';

const files = new Set(builtFiles());
const { edition } = JSON.parse(readFileSync('data/edition.lock.json', 'utf8')) as {
  edition: string;
};

it('answers every address that was ever published, with its anchor', () => {
  const addresses = publishedAddresses(edition);
  expect(addresses.length).toBeGreaterThan(800);
  expect(unanswered(addresses, (path) => files.has(path), built)).toEqual([]);
});
