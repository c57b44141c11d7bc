import { recognise, type Candidate } from '#sources/recognise.ts';
import { SourceError } from '#sources/source-error.ts';
import type { Source } from '#sources/source.ts';
import { takeLine, type TakeArguments } from './take-arguments.ts';
import type { InputFile, PublishedInput } from './published-input.ts';
import { refuse } from '../cli/desk-io.ts';
import { say } from '#locale/say.ts';

export interface Choice extends Candidate {
  input: InputFile;
  what: string;
}

/** One choice, or several, equally likely, between which an editor must choose. */
export type Chosen = ReturnType<typeof chooseTable>;

/**
 * Chooses the file and its source: the sure ones, else the likely ones.
 * @throws Refusal when none is; SourceError for a single file that no source can read.
 */
export function chooseTable(
  input: PublishedInput,
  sources: readonly Source[],
  given: TakeArguments
) {
  const { file: asGiven, source: asked } = given;
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
    if (only?.fault && more.length === 0) throw new SourceError(only.fault);
    const isOne = only && more.length === 0 && input.archive === undefined;
    const seen = looked
      .slice(0, 10)
      .map(({ file, what }) => (isOne ? what : say`${file.base} is ${what}`));
    const ids = sources.map(({ id }) => id).join(', ');
    refuse(
      'unknown-table',
      say`${asGiven} ${isOne ? say`is no` : say`holds no`} file of ${asked ?? say`a declared source`}: ${seen.join('; ') || say`it is empty`}.`,
      asked === undefined && isOne
        ? say`If it belongs to ${ids}, run ${takeLine(given, { source: '<source>' })}. For a source of its own, copy the nearest file in data/sources to <id>.json and change it.`
        : say`The sources are ${ids}. Declare another in data/sources/<id>.json.`
    );
  }
  const ignored = looked
    .filter(({ file }) => !choices.some((choice) => choice.input === file))
    .map(({ file, what, candidates: [first] }) => ({
      name: file.base,
      reason: first ? say`${what}, but ${first.doubts.join('; ')}` : what
    }));
  return { choices, ignored: [...input.ignored, ...ignored] };
}
