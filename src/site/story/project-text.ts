import { placeAt } from '#sources/checked-json.ts';
import { restore, SourceError } from '#sources/source-error.ts';
import { fileText } from '#sources/tables/file-text.ts';
import { saveAgain } from '#story/ledgers/ledger.ts';
import { refusal, refuseAny, problemsOf, type Problem } from '#story/problem.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { languages } from '#locale/languages.ts';
import { say } from '#locale/say.ts';

const decodedBefore = new WeakMap<Uint8Array, string>();
const clean = new WeakSet<Uint8Array>();

/**
 * Normalises line ends and letters of Windows and macOS.
 * @throws StoryRefused for text that is not UTF-8, or conflict marks of git.
 */
export function textOf(path: string, bytes: Uint8Array) {
  const before = decodedBefore.get(bytes);
  if (before !== undefined) return before;
  const text = decoded(path, bytes);
  // https://git-scm.com/docs/git-merge#_how_conflicts_are_presented
  const mark = /^(?:<{7}|>{7})(?: .*)?$/m.exec(text);
  if (mark)
    throw refusal({
      kind: 'merge',
      file: path,
      line: placeAt(text, mark.index).line,
      wrong: say`“${mark[0]}” marks two versions of the same lines, left by a git merge.`,
      fix: say`Keep the lines of one version, and delete the lines <<<<<<<, ======= and >>>>>>>.`
    });
  decodedBefore.set(bytes, text);
  return text;
}

function decoded(path: string, bytes: Uint8Array) {
  try {
    // A zero byte is UTF-8, but no letter: UTF-16 without its mark is full of them.
    if (!bytes.includes(0))
      return new TextDecoder('utf-8', { fatal: true })
        .decode(bytes)
        .replaceAll('\r\n', '\n')
        .normalize('NFC');
  } catch {
    // Reported below.
  }
  throw refusal({
    kind: 'encoding',
    file: path,
    ...encodingFault(path, bytes),
    fix: path.endsWith('.csv') ? saveAgain() : say`Save it again as UTF-8.`
  });
}

/** The reader of published tables finds the first position that is not UTF-8. */
function encodingFault(path: string, bytes: Uint8Array) {
  try {
    for (const _ of fileText({ name: path, bytes }));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { line, wrong } = error.fault;
    return { line, wrong };
  }
  return { line: 1, wrong: say`The file is not UTF-8 text.` };
}

/** @throws StoryRefused when it is not UTF-8, or holds invisible or foreign characters. */
export function textIfThere(files: ProjectFiles, path: string) {
  const bytes = files.get(path);
  if (bytes === undefined) return undefined;
  const text = textOf(path, bytes);
  if (clean.has(bytes)) return text;
  const unseen = unseenSigns(text, path);
  refuseAny(unseen);
  clean.add(bytes);
  return text;
}

export function readText(files: ProjectFiles, path: string) {
  const text = textIfThere(files, path);
  if (text !== undefined) return text;
  throw refusal({
    kind: 'missing-file',
    file: path,
    wrong: say`This file is missing.`,
    fix: restore(path)
  });
}

/** Invisible characters (but no-break spaces), look-alikes of other scripts, full-width forms. */
const unseen =
  /(?![ \u00a0\n\r\t])[\p{DI}\p{Cc}\p{Co}\p{Z}]|(?!\p{Script=Latin})\p{L}|(?!\d)\p{Nd}|[\uff00-\uffef]/u;
/** As itself, as a JSON escape or, in a chapter, as an HTML entity. */
const candidates = /[^ -~\n\r\t]|\\u([0-9a-f]{4})|&(?!nbsp;)#?[a-z0-9]+;/giu;

/** The letters of languages that are not written in Latin. Some scripts are several. */
const lettersOf = (tags: readonly string[]) =>
  new RegExp(
    `[${tags
      .map((tag) => new Intl.Locale(tag).maximize().script ?? 'Latn')
      .filter((script) => script !== 'Latn')
      .map((script) => (/Han|Jpan|Kore/.test(script) ? '\\p{L}' : `\\p{sc=${script}}`))
      .join('')}]`,
    'u'
  );

/** No rule recognises a word that is split by such a character. */
export function unseenSigns(text: string, file: string): Problem[] {
  const fault = problemsOf('unseen', file);
  const [, tag] = /^data\/(?:copy|languages)\/([-\w]+)[./]/.exec(file) ?? [];
  const letters = lettersOf(tag === undefined ? languages : [tag]);
  return [...text.matchAll(candidates)].flatMap(({ 0: found, 1: number, index }) => {
    const sign = number === undefined ? found : String.fromCodePoint(Number.parseInt(number, 16));
    const isEntity = found.startsWith('&');
    if (isEntity ? !/\.(?:md|po)$/.test(file) : !unseen.test(sign) || letters.test(sign)) return [];
    const code = `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
    const near = text
      .slice(Math.max(0, index - 12), index)
      .split('\n')
      .at(-1)!
      .trimStart();
    return fault(
      placeAt(text, index),
      say`${near === '' ? say`The line begins with` : say`After “${near}” is`} ${isEntity ? say`the code “${found}”` : say`the character ${code}, which readers do not see or take for another`}.`,
      say`Delete it and retype the word with Latin letters; only &nbsp; may be written as a code.`
    );
  });
}
