import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { placeAt } from '../../sources/checked-json.ts';
import { SourceError, type SourceFault } from '../../sources/source-error.ts';
import { fileText } from '../../sources/tables/file-text.ts';
import { saveAgain } from '../../story/ledgers/ledger.ts';
import { lockFile } from '../../story/lock.ts';
import { refusal, StoryRefused, problemsOf, type Problem } from '../../story/problem.ts';
import { isJunkFile } from '../output/walk-folder.ts';

/**
 * What opening a story reads from outside. Paths are from the project's root, with forward slashes.
 */
export interface StoryFiles {
  /** Returns a file's bytes; undefined when there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * Returns the names in a folder, sorted, but for what a system or an editor drops there; none
   * when there is no folder.
   */
  list(folder: string): Promise<string[]>;
}

/**
 * Returns what is read, or something else where an error says by its code that no such file or
 * folder is there.
 */
export async function orElse<Value, Absent>(
  reading: Promise<Value>,
  absent: Absent,
  codes = ['ENOENT', 'ENOTDIR']
): Promise<Value | Absent> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && codes.includes(String(error.code)))
      return absent;
    throw error;
  }
}

/** Returns the files of a project folder, for `openStory`. */
export function storyFiles(root: string): StoryFiles {
  return {
    read: (path) => orElse(readFile(join(root, path)), undefined),
    list: async (folder) =>
      (await orElse(readdir(join(root, folder)), [])).filter((name) => !isJunkFile(name)).sort()
  };
}

/**
 * Returns what bytes say, as every rule reads it: \n at the end of a line, where an editor of
 * Windows writes \r\n, and one sign for a letter with its mark, where macOS may write two.
 * @throws StoryRefused naming the line on which they are not UTF-8: what cannot be read would be
 * published as “�”; or on which git has left two versions for somebody to choose from.
 */
export function textOf(path: string, bytes: Uint8Array): string {
  const text = decoded(path, bytes);
  // https://git-scm.com/docs/git-merge#_how_conflicts_are_presented
  const mark = /^(?:<{7}|>{7})(?: .*)?$/m.exec(text);
  if (!mark) return text;
  const { line } = placeAt(text, mark.index);
  throw refusal({
    kind: 'merge',
    file: path,
    line,
    wrong: `“${mark[0]}” is a conflict marker of git.`,
    fix: 'Keep one version, and delete the lines with <<<<<<<, ======= and >>>>>>>.'
  });
}

function decoded(path: string, bytes: Uint8Array): string {
  try {
    // A zero byte is UTF-8, but no letter: UTF-16 without its mark is full of them.
    if (!bytes.includes(0))
      return new TextDecoder('utf-8', { fatal: true })
        .decode(bytes)
        .replaceAll('\r\n', '\n')
        .normalize('NFC');
  } catch {
    // Where it is not is said below.
  }
  const { line, wrong } = encodingFault(path, bytes);
  const fix = path.endsWith('.csv')
    ? saveAgain
    : 'Save it again as UTF-8, or restore it from the last commit.';
  throw refusal({ kind: 'encoding', file: path, line, wrong, fix });
}

/** Returns the first position that is not UTF-8, as the reader of published tables finds it. */
function encodingFault(path: string, bytes: Uint8Array): Pick<SourceFault, 'line' | 'wrong'> {
  try {
    for (const _ of fileText({ name: path, bytes }));
  } catch (error) {
    if (error instanceof SourceError) return error.fault;
    throw error;
  }
  return { line: 1, wrong: 'The file is not UTF-8 text.' };
}

/**
 * Returns a file's text; undefined when there is no such file.
 * @throws StoryRefused where it is not UTF-8, or holds signs that nobody sees.
 */
export async function textIfThere(
  files: Pick<StoryFiles, 'read'>,
  path: string
): Promise<string | undefined> {
  const bytes = await files.read(path);
  if (bytes === undefined) return undefined;
  const text = textOf(path, bytes);
  const unseen = unseenSigns(text, path);
  if (unseen.length > 0) throw new StoryRefused(unseen);
  return text;
}

/**
 * Returns a file's text.
 * @param expected what it is.
 * @throws StoryRefused when there is no such file, or it is not UTF-8.
 */
export async function readText(
  files: Pick<StoryFiles, 'read'>,
  path: string,
  expected = 'the file that the story is read from'
): Promise<string> {
  const text = await textIfThere(files, path);
  if (text !== undefined) return text;
  const remedy = 'restore it from the last commit';
  throw refusal({ kind: 'missing-file', file: path, found: 'no such file', expected, remedy });
}

/**
 * Returns the same files with another text for the lock, so that a story can be opened, or set
 * against, another edition.
 */
export function withLock(files: StoryFiles, text: string): StoryFiles {
  const bytes = new TextEncoder().encode(text);
  return {
    read: (path) => (path === lockFile ? Promise.resolve(bytes) : files.read(path)),
    list: (folder) => files.list(folder)
  };
}

/**
 * Signs that nobody sees, letters and digits of other scripts, which look like ours, and those of
 * full width; a no-break space may stand.
 */
const unseen =
  /(?![ \u00a0\n\r\t])[\p{DI}\p{Cc}\p{Co}\p{Z}]|(?!\p{Script=Latin})\p{L}|(?!\d)\p{Nd}|[\uff00-\uffef]/u;
/**
 * Any of them, as itself, as JSON writes a sign by its number, or, in a chapter, as a page does,
 * which only a no-break space may be.
 */
const inText = new RegExp(`${unseen.source}|\\\\u([0-9a-f]{4})|&(?!nbsp;)#?[a-z0-9]+;`, 'giu');

/**
 * Returns a problem for each sign of a file that readers see under `data/` that is not what it
 * seems: a word parted or begun by one is no word that any rule knows, and reads as if it were.
 */
export function unseenSigns(text: string, file: string): Problem[] {
  const fault = problemsOf('unseen', file);
  return [...text.matchAll(inText)].flatMap(({ 0: found, 1: number, index }) => {
    const sign = number === undefined ? found : String.fromCodePoint(Number.parseInt(number, 16));
    const isCode = found.startsWith('&');
    if (isCode ? !file.endsWith('.md') : !unseen.test(sign)) return [];
    const code = `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
    const near = text
      .slice(Math.max(0, index - 12), index)
      .split('\n')
      .at(-1)!
      .trimStart();
    const said = isCode ? `“${found}”` : `the sign ${code}`;
    const expected =
      'letters of the Latin alphabet, signs that are seen, and &nbsp; alone as a code';
    return fault(
      placeAt(text, index),
      `${said} after “${near}”`,
      expected,
      'delete it and type the word anew'
    );
  });
}
