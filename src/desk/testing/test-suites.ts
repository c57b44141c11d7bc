import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { Refusal } from '../cli/desk-io.ts';

/**
 * The suites, in the order they run: their files, and whether they read or drive those of `dist/`.
 * The first takes every file that no other does.
 */
export const suites = [
  { name: 'unit', include: ['test/**/*.test.ts'], needsSite: false },
  // Replaces a module for itself: a file that shared its modules with others would find theirs
  // already open.
  {
    name: 'replacing',
    include: [
      'test/desk/take.test.ts',
      'test/desk/windows.test.ts',
      'test/site/lite-picture.test.ts'
    ],
    needsSite: false
  },
  { name: 'built', include: ['test/built/**/*.test.ts'], needsSite: true },
  { name: 'journeys', include: ['test/journeys/**/*.test.ts'], needsSite: true },
  {
    name: 'browser',
    include: ['test/browser/**/*.test.ts', 'test/hosts/**/*.test.ts'],
    needsSite: true
  },
  { name: 'engines', include: ['test/engines/**/*.test.ts'], needsSite: true }
] as const;

export type Suite = (typeof suites)[number];

/** Returns the suite of a name. */
export const suite = (name: Suite['name']): Suite => suites.find((one) => one.name === name)!;

const inside = (path: string, glob: string) =>
  glob.includes('**') ? path.startsWith(glob.slice(0, glob.indexOf('**'))) : path === glob;

/** Returns the suite that a test file, by its path from the project's folder, belongs to. */
export const suiteOf = (path: string): Suite =>
  suites.slice(1).find(({ include }) => include.some((glob) => inside(path, glob))) ??
  suite('unit');

/** Each folder is a case of one test, which has its name. */
const takeCases = { folder: 'test/cases/take', test: 'test/desk/take.test.ts' } as const;

/** A pattern for a text that matches whichever case its letters have. */
const anyCase = (text: string) =>
  text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\p{L}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);

/**
 * Returns what a command line selects: files by path, tests by words of their name, or the test of
 * a case; where no file says them, words may be parts of paths.
 * @returns files and pattern, if any.
 * @throws Refusal for a path that no test has.
 */
export async function select(
  root: string,
  words: readonly string[]
): Promise<{ files: string[]; name: string | undefined }> {
  const paths = (await readdir(join(root, 'test'), { recursive: true }))
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts'))
    .sort();
  const having = (word: string) => {
    const part = (isAbsolute(word) ? relative(root, word) : word.replace(/^\.[/\\]/, ''))
      .replaceAll('\\', '/')
      .toLowerCase();
    return paths.filter((path) => path.toLowerCase().includes(part));
  };
  const saying = async (among: readonly string[], phrase: string) => {
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
    if (having(word).length === 0)
      throw new Refusal(
        `npm test: found "${word}", expected part of the path of a file test/**/*.test.ts`
      );
  }
  const files = (parts: readonly string[]) => [...new Set(parts.flatMap(having))].sort();
  const among = typedPaths.length > 0 ? files(typedPaths) : paths;
  if (others.length === 0) return { files: among, name: undefined };
  const phrase = others.join(' ');
  const mayBePath = others.every((word) => having(word).length > 0);
  const said = others.length > 1 || !mayBePath ? await saying(among, phrase) : [];
  if (said.length === 0 && mayBePath) return { files: files(words), name: undefined };
  // A name that is put together from several parts stands in no file as it is.
  return { files: said.length > 0 ? said : among, name: anyCase(phrase) };
}
