import { recognise, type Candidate } from '../../sources/recognise.ts';
import { SourceError } from '../../sources/source-error.ts';
import type { Source } from '../../sources/source.ts';
import type { InputFile, PublishedInput } from './published-input.ts';
import { Refusal } from '../cli/desk-io.ts';

/** One file and the source that it was recognised to be of. */
export interface Choice extends Candidate {
  input: InputFile;
  what: string;
}

/**
 * What was chosen among the files of an input: one, or the several, equally likely, between which
 * only an editor can choose.
 */
export type Chosen = ReturnType<typeof chooseTable>;

/**
 * Returns which file to take for which source: the only sure one, else the only likely.
 * @throws Refusal when none is; SourceError for no table.
 */
export function chooseTable(
  input: PublishedInput,
  sources: readonly Source[],
  asGiven: string,
  asked?: string
) {
  const looked = input.files.map((file) => ({
    file,
    ...recognise(
      file.file,
      asked === undefined ? sources : sources.filter(({ id }) => id === asked)
    )
  }));
  const all = looked.flatMap(({ file, what, candidates }) =>
    candidates.map((candidate): Choice => ({ ...candidate, input: file, what }))
  );
  const sure = all.filter(({ doubts }) => doubts.length === 0);
  const choices = sure.length > 0 ? sure : all;
  if (choices.length === 0) {
    const [only, ...more] = looked;
    // Of one file that no source could read, the list of sources would tell nobody what to do.
    if (only?.fault && more.length === 0) throw new SourceError(only.fault);
    const seen = looked
      .map(({ file, what }) =>
        looked.length === 1 && input.archive === undefined ? what : `${what} (${file.base})`
      )
      .slice(0, 10);
    throw new Refusal(
      `found ${seen.join(', ') || 'no file'} in ${asGiven}, expected ${asked === undefined ? 'a file of a declared source' : `a file of ${asked}`}: the sources are ${sources.map(({ id }) => id).join(', ')}${asked === undefined && looked.length === 1 ? '; if it is of one of these, name it with --source <id>, and what is missing or renamed in the file is said' : ''}; a new one is declared in data/sources/<id>.json`
    );
  }
  const ignored = looked
    .filter(({ file }) => !choices.some((choice) => choice.input === file))
    .map(({ file, what, candidates: [first] }) => ({
      name: file.base,
      reason: first ? `${what}, but ${first.doubts.join('; ')}` : what
    }));
  return { choices, ignored: [...input.ignored, ...ignored] };
}
