import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { publish, checkSiteAddress } from '../../../src/desk/release/publish.ts';
import { lockedProject } from '../locked-project.ts';
import { inFolder, removeFolders, type SmallProject } from '../memory-project.ts';
import { writeSmallSite } from './small-site.ts';

let project: SmallProject;
let folder = '';
const variable = 'TERHUBUNG_ADDRESS';
const before = process.env[variable];
beforeAll(async () => {
  project = inFolder(await lockedProject());
  folder = `${project.root} public's`;
});
afterEach(() => {
  if (before === undefined) delete process.env[variable];
  else process.env[variable] = before;
});
afterAll(async () => {
  removeFolders();
  await rm(folder, { recursive: true, force: true });
});
const released = () => readdir(join(folder, 'releases')).catch(() => []);
const put = (word: string, address = '') => {
  process.env[variable] = address;
  project.forget();
  return publish([folder], project.desk, (_root, into) => writeSmallSite(into, word));
};

it('publish warns of a missing address', async () => {
  expect(await put('one')).toBe(0);
  expect(project.complained()).toContain('No address: ');
  expect(await put('two', 'https://example.org/terhubung/')).toBe(0);
  expect(project.complained()).not.toContain('No address');
});

it.each([
  'example.org/',
  'https://example.org/terhubung',
  'https://example.org/?a/',
  'ftp://example.org/',
  'https:///',
  'https://a b/'
])('publish refuses the address %s', async (address) => {
  const there = await released();
  expect(await put('three', address)).toBe(2);
  expect(project.complained()).toContain(
    `${variable} is “${address}”, which is not a full address`
  );
  expect(await released()).toEqual(there);
});

it('accepts a port and international letters', () => {
  for (const address of ['http://127.0.0.1:8080/', 'https://cerita.例え.jp/terhubung/'])
    expect(checkSiteAddress({ [variable]: address }, 'public')).toBeUndefined();
});

it('quotes a folder for the shell', async () => {
  await put('four');
  await put('five');
  expect(project.printed()).toContain(`npm run desk -- rollback '${folder.replace("'", `'\\''`)}'`);
});
