import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../src/desk/chromium.ts';
import { Refusal } from '../../src/desk/refusal.ts';

let folder: string;
const program = async (...path: string[]) => {
  const file = join(folder, ...path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, '#!/bin/sh\n');
  await chmod(file, 0o755);
  return file;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terhubung-chromium-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('findChromium', () => {
  it('takes the one that is named over any on the path', async () => {
    const named = await program('own', 'my-chromium');
    await program('one', 'chromium');
    expect(await findChromium({ CHROMIUM_PATH: named, PATH: join(folder, 'one') })).toBe(named);
  });

  it('refuses a name that cannot be run, and says so', async () => {
    await expect(findChromium({ CHROMIUM_PATH: join(folder, 'nothing'), PATH: '' })).rejects.toThrow(Refusal);
    await expect(findChromium({ CHROMIUM_PATH: join(folder, 'nothing') })).rejects.toThrow(/CHROMIUM_PATH.*nothing/);
  });

  it.each(['chromium', 'chromium-browser', 'google-chrome', 'chromium-headless-shell'])('finds %s on the path', async (name) => {
    const file = await program(`with-${name}`, name);
    expect(await findChromium({ PATH: ['/nowhere', join(folder, `with-${name}`)].join(delimiter) })).toBe(file);
  });

  it('prefers Chromium to the shell without a window, wherever they stand', async () => {
    await program('first', 'chromium-headless-shell');
    const chromium = await program('second', 'chromium');
    expect(await findChromium({ PATH: [join(folder, 'first'), join(folder, 'second')].join(delimiter) })).toBe(chromium);
  });
});
