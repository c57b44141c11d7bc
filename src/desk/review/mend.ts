import { csvFormatRow } from 'd3';
import { say } from '#locale/say.ts';
import { ledgerProblems } from '#site/story/site-ledgers.ts';
import { openStory, type OpenedStory } from '#site/story/open-story.ts';
import { textFinder } from '#site/story/text-changes.ts';
import { textIfThere } from '#site/story/project-text.ts';
import { writtenRow, writtenTexts } from '#site/story/written-text.ts';
import { claimsFile } from '#story/claims/read-claims.ts';
import { rowsOfAny } from '#story/ledgers/ledger.ts';
import { ofFormula } from '#story/texts-lock.ts';
import { refuseAny, unlessRefused, type Problem } from '#story/problem.ts';
import { withFiles, type ProjectFiles } from '#vintages/project-files.ts';
import { sha256 } from '#vintages/sha256.ts';
import { refuse } from '../cli/desk-io.ts';
import type { Write } from '../files/project-store.ts';

/** An edit of texts, whole files or claims, and the hashes of the files that it started from. */
export interface Mending {
  hashes: Readonly<Record<string, string>>;
  /** The words of each part of a text, by its id; whole files by their paths. */
  texts?: Readonly<Record<string, readonly string[]>>;
  whole?: Readonly<Record<string, string>>;
  claims?: Readonly<Record<string, readonly string[]>>;
}

export const hashOfFile = (files: ProjectFiles, file: string) =>
  sha256(files.get(file) ?? new Uint8Array()).slice(0, 16);

/** Files of words and tables that an editor may change: no release and no lock. */
export const isEditable = (files: ProjectFiles, file: string) =>
  files.has(file) &&
  /\.(?:md|json|csv)$/.test(file) &&
  !/^data\/(?:vintages|[\w-]+\.lock\.json)/.test(file);

const claimRows = (files: ProjectFiles) =>
  new Map(
    rowsOfAny(textIfThere(files, claimsFile) ?? '', claimsFile).map(({ cells }) => [
      cells['id']!,
      cells
    ])
  );

export const claimCells = (files: ProjectFiles, id: string) => claimRows(files).get(id);

const keyOf = ({ kind, file, wrong }: Problem) => `${kind} ${file} ${wrong}`;

/** True for faults in the words. A text that waits for a reader or a lock has none. */
const isOfWords = ({ severity, kind }: Problem) =>
  severity === 'error' && !['text-changed', 'changed', 'pin'].includes(kind);

export interface Standing {
  faults: Problem[];
  story?: OpenedStory;
}

export function standingOf(files: ProjectFiles): Standing {
  return unlessRefused<Standing>(
    () => {
      const story = openStory(files);
      const all = [...story.problems, ...ledgerProblems(story.files, story.scenes)];
      return { faults: all.filter(isOfWords), story };
    },
    (problems) => ({ faults: [...problems] })
  );
}

function written(
  files: ProjectFiles,
  { texts = {}, whole = {}, claims = {} }: Mending,
  story: OpenedStory | undefined
) {
  let after = withFiles(files, whole);
  const parts = Object.entries(texts).flatMap(([id, words]) =>
    (story ? writtenTexts(story, id) : []).map(({ first }, at) => ({ id, first, at, words }))
  );
  // From the end of each file, so that earlier positions stay valid.
  for (const { id, at, words } of parts.sort((one, other) => other.first - one.first)) {
    const now = new Map([...story!.files, ...after]);
    const part = writtenTexts({ ...story!, files: now }, id)[at]!;
    after = withFiles(after, { [part.file]: part.with(words[at] ?? part.written) });
  }
  for (const [id, cells] of Object.entries(claims)) {
    const row = writtenRow(after, claimsFile, id);
    const now = Object.values(claimCells(files, id) ?? {});
    if (!row || now.join('\0') === cells.join('\0')) continue;
    after = withFiles(after, { [claimsFile]: row.with(csvFormatRow([...cells])) });
  }
  return after;
}

/**
 * Returns the files to write, each whole.
 * @throws Refusal when one was changed since it was read; StoryRefused, with file, line and column,
 * when one cannot be read afterwards or breaks a rule that it did not break before.
 */
export function mend(files: ProjectFiles, mending: Mending, standing = standingOf): Write[] {
  const named = Object.keys(mending.hashes);
  const other = named.find(
    (file) => !isEditable(files, file) || hashOfFile(files, file) !== mending.hashes[file]
  );
  if (other !== undefined)
    refuse(
      'changed-since',
      say`${other} was changed in the meantime, by hand or by another program.`,
      say`Compare your words with those of the file below, then keep them again.`
    );
  const was = standing(files);
  const after = written(files, mending, was.story);
  const is = standing(after);
  const known = new Set(was.story && is.story ? was.faults.map(keyOf) : []);
  const faults = is.faults.filter(
    (fault) => named.includes(fault.file) && !known.has(keyOf(fault))
  );
  refuseAny(faults);
  return named.flatMap((file): Write[] => {
    const [then, now] = [files, after].map((all) => new TextDecoder().decode(all.get(file)));
    // The lines of a file that a spreadsheet saved on Windows keep their ends.
    const isWindows = then!.includes('\r\n');
    const text = isWindows ? now!.replace(/\r?\n/g, '\r\n') : now!;
    return text === then ? [] : [{ file, text }];
  });
}

/** Lists texts of both editions whose words or claims differ, with the earlier ones. */
export function earlierTexts({ story: now, faults }: Standing, { story: then }: Standing) {
  if (!now || !then) return [];
  const broken = new Set(faults.map(textFinder(now.said)));
  const [is, was] = [now, then].map(({ files }) => claimRows(files));
  const rows = [...was!].flatMap(([id, cells]): [string, string[]][] =>
    JSON.stringify(is!.get(id)) === JSON.stringify(cells) ? [] : [[id, Object.values(cells)]]
  );
  return [...then.said].flatMap(([id, { said, promises }]) => {
    const is = now.said.get(id)?.said;
    const claims = rows.filter(([claim]) => !(promises[claim] ?? ofFormula).startsWith(ofFormula));
    if (claims.length === 0 && JSON.stringify(is) === JSON.stringify(said)) return [];
    const [parts, holds] = [writtenTexts(then, id), !broken.has(id)];
    return parts.length === writtenTexts(now, id).length ? [{ id, parts, claims, holds }] : [];
  });
}
