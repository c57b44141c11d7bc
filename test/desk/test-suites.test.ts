import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/desk/cli/desk-io.ts';
import { select, suiteOf } from '../../src/desk/testing/test-suites.ts';

const root = join(import.meta.dirname, '..', '..');
const matches = (name: string | undefined, text: string) => new RegExp(name ?? '(?!)').test(text);

describe('select', () => {
  it('takes part of a path, as typed from anywhere', async () => {
    const forgery = { files: ['test/hosts/forgery.test.ts'], name: undefined };
    const whole = join(root, 'test/hosts/forgery.test.ts');
    for (const typed of [
      'hosts/forgery',
      './test/hosts/forgery.test.ts',
      whole,
      'Hosts/Forgery',
      String.raw`.\test\hosts\forgery`
    ]) {
      expect(await select(root, [typed])).toEqual(forgery);
    }
    expect((await select(root, ['test/hosts', 'test/scroll'])).files).toEqual(
      expect.arrayContaining(['test/hosts/forgery.test.ts', 'test/scroll/address.test.ts'])
    );
  });

  it('looks for other words, one after the other, in the names of tests, in either case', async () => {
    const { files, name } = await select(root, ['TAKES', 'part', 'of', 'a path,']);
    expect(files).toEqual(['test/desk/test-suites.test.ts']);
    expect(matches(name, 'select takes part of a path, as typed from anywhere')).toBe(true);
    expect(matches(name, 'select looks elsewhere')).toBe(false);
  });

  it('takes a word by itself for part of a path where there is such a path, and for part of a name where there is none', async () => {
    expect(await select(root, ['framing'])).toEqual({
      files: ['test/hosts/framing.test.ts'],
      name: undefined
    });
    expect((await select(root, ['framing', 'hosts'])).files).toContain('test/hosts/hosts.test.ts');
    expect((await select(root, ['framing', 'hosts.test.ts'])).files).toEqual([
      'test/hosts/framing.test.ts',
      'test/hosts/hosts.test.ts'
    ]);
    expect((await select(root, ['elsewhere'])).name).toBeDefined();
  });

  it('takes a case by its folder or its name', async () => {
    for (const typed of [
      'test/cases/take/another-column',
      'test/cases/take/another-column/',
      'another-column'
    ]) {
      const { files, name } = await select(root, [typed]);
      expect(files).toEqual(['test/desk/take.test.ts']);
      expect(matches(name, 'take keeps another-column')).toBe(true);
      expect(matches(name, 'take keeps another-column-moved')).toBe(false);
    }
  });

  it('finds a case in every test of cases, whose names end as it does', async () => {
    const tests = await readFile(join(root, 'test/desk/take.test.ts'), 'utf8');
    const names = [...tests.matchAll(/it\.each\(.*\)\('(.*%s.*)',/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(4);
    expect(names.filter((name) => !name?.endsWith('%s'))).toEqual([]);
  });

  it('refuses a path that no test has', async () => {
    await expect(select(root, ['test/nothing'])).rejects.toThrow(Refusal);
    await expect(select(root, ['test/nothing'])).rejects.toThrow(/"test\/nothing".*expected/);
  });

  it('looks for words within the files whose path was typed', async () => {
    expect((await select(root, ['test/desk/test-suites', 'as typed'])).files).toEqual([
      'test/desk/test-suites.test.ts'
    ]);
  });

  it('takes what was typed for text, not for a pattern', async () => {
    const { name } = await select(root, ['(A09, A14)']);
    expect(matches(name, 'in reading order (A09, A14)')).toBe(true);
  });

  it('looks everywhere for a name that stands in no file as it is', async () => {
    const { files } = await select(root, [`en: ${['phrases', 'of'].join(' ')} another`]);
    expect(files.length).toBeGreaterThan(100);
  });
});

describe('suiteOf', () => {
  it.each([
    ['test/charts/lines/lines.test.ts', 'unit', false],
    ['test/desk/take.test.ts', 'replacing', false],
    ['test/built/pages.test.ts', 'built', true],
    ['test/hosts/hosts.test.ts', 'browser', true],
    ['test/engines/story.test.ts', 'engines', true]
  ])('%s is in %s, and needs the built site: %s', (path, name, needsSite) => {
    expect(suiteOf(path)).toMatchObject({ name, needsSite });
  });
});
