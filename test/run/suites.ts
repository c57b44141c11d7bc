import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { Refusal } from '../../src/desk/cli/desk-io.ts';

type When = 'always' | 'all';

/**
 * The suites, in the order they run. Each is a project of vitest, and `engines` one per browser.
 * The first takes every file that no other does. `needsSite`: reads or drives `dist/`; `when`: with
 * `npm test`, or with `npm run test:all` only.
 */
export const suites = [
  { name: 'unit', include: ['test/**/*.test.ts'], needsSite: false, when: 'always' },
  {
    // These mock modules, which files of one worker share.
    name: 'replacing',
    include: ['test/desk/take.test.ts', 'test/desk/windows.test.ts'],
    needsSite: false,
    when: 'always'
  },
  { name: 'built', include: ['test/built/**/*.test.ts'], needsSite: true, when: 'always' },
  { name: 'journeys', include: ['test/journeys/**/*.test.ts'], needsSite: true, when: 'always' },
  {
    name: 'browser',
    include: ['test/browser/**/*.test.ts', 'test/hosts/**/*.test.ts'],
    needsSite: true,
    when: 'all'
  },
  { name: 'engines', include: ['test/engines/**/*.test.ts'], needsSite: true, when: 'all' }
] as const satisfies {
  name: string;
  include: readonly string[];
  needsSite: boolean;
  when: When;
}[];

type Suite = (typeof suites)[number];
export type SuiteName = Suite['name'];

export const suite = (name: SuiteName) => suites.find((one) => one.name === name)!;

const inside = (path: string, glob: string) =>
  glob.includes('**') ? path.startsWith(glob.slice(0, glob.indexOf('**'))) : path === glob;

export const suiteOf = (path: string) =>
  suites.slice(1).find(({ include }) => include.some((glob) => inside(path, glob))) ??
  suite('unit');

export async function testFiles(root: string) {
  const paths = await readdir(join(root, 'test'), { recursive: true });
  return paths
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts'))
    .sort();
}

/** Each folder here is a case of this test, under its own name. */
const takeCases = { folder: 'test/cases/take', test: 'test/desk/take.test.ts' } as const;

const anyCase = (text: string) =>
  text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\p{L}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);

/**
 * Selects tests by parts of paths, by words of their names, or by a case of `test/cases/take`.
 * A word with a slash, or ending in `.ts`, is part of a path. One other word is too if a path has
 * it; otherwise it is searched for in names. Several words are searched for as one phrase first.
 * @returns the files, and a pattern for names where there is one.
 * @throws Refusal when a path matches no test file.
 */
export async function select(
  root: string,
  words: readonly string[]
): Promise<{ files: string[]; name: string | undefined }> {
  const paths = await testFiles(root);
  const pathsWith = (word: string) => {
    const part = (isAbsolute(word) ? relative(root, word) : word.replace(/^\.[/\\]/, ''))
      .replaceAll('\\', '/')
      .toLowerCase();
    return paths.filter((path) => path.toLowerCase().includes(part));
  };
  const filesWith = async (among: readonly string[], phrase: string) => {
    const texts = await Promise.all(among.map((path) => readFile(join(root, path), 'utf8')));
    return among.filter((_, index) => texts[index]!.toLowerCase().includes(phrase.toLowerCase()));
  };

  const cases = await readdir(join(root, takeCases.folder));
  const [word = ''] = words;
  const found =
    words.length === 1 &&
    cases.find(
      (name) => word === name || word.replace(/\/$/, '').endsWith(`${takeCases.folder}/${name}`)
    );
  if (found) return { files: [takeCases.test], name: `${found}$` };

  const typedPaths = words.filter((word) => /[/\\]|\.ts$/.test(word));
  const others = words.filter((word) => !typedPaths.includes(word));
  for (const word of typedPaths) {
    if (pathsWith(word).length === 0)
      throw new Refusal(
        'no-test',
        `npm test: no test file has "${word}" in its path.`,
        'Use a part of a path, such as test/charts/.'
      );
  }
  const files = (parts: readonly string[]) => [...new Set(parts.flatMap(pathsWith))].sort();
  const among = typedPaths.length > 0 ? files(typedPaths) : paths;
  if (others.length === 0) return { files: among, name: undefined };
  const phrase = others.join(' ');
  const mayBePath = others.every((word) => pathsWith(word).length > 0);
  const containing = others.length > 1 || !mayBePath ? await filesWith(among, phrase) : [];
  if (containing.length === 0 && mayBePath) return { files: files(words), name: undefined };
  // The names of `it.each` are put together, so that no file contains them whole.
  return { files: containing.length > 0 ? containing : among, name: anyCase(phrase) };
}
