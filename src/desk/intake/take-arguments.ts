import { isRelease, type Release } from '../../vintages/vintage.ts';
import { flag, readArguments, word, usageOf } from '../cli/command.ts';
import { Refusal } from '../cli/desk-io.ts';

/** What `take` was asked. */
export interface TakeArguments {
  /** A file, a folder or a zip archive, as it was given. */
  file: string;
  /** The source, when the editor says it; else the file must tell. */
  source?: string | undefined;
  released?: Release | undefined;
  origin?: string | undefined;
  dryRun: boolean;
  /** Write also what is doubtful. */
  yes: boolean;
  /** The address that it was downloaded from just now, where no editor has the file. */
  fetched?: string;
}

/**
 * Returns what the command line asks.
 * @throws Refusal naming what cannot be read, and the usage.
 */
export function readTakeArguments(argv: string[], now: Date): TakeArguments {
  const usage = usageOf('take');
  const options = {
    source: word,
    released: word,
    origin: word,
    'dry-run': flag,
    yes: flag,
    json: flag
  };
  const { values, positionals } = readArguments(argv, options, usage);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new Refusal(`found ${positionals.length} files, expected one: ${usage}`);
  const { source, released, origin, yes = false, 'dry-run': dryRun = false } = values;
  if (dryRun && yes)
    throw new Refusal(
      'found --dry-run and --yes, expected one of them: the first writes nothing, the second writes also what is doubtful'
    );
  return checkTakeArguments({ file, source, released, origin, dryRun, yes }, now);
}

/**
 * Returns what is asked when its release is a day or month that has come, and its origin an address
 * of the web.
 * @throws Refusal when not.
 */
export function checkTakeArguments(asked: TakeArguments, now: Date): TakeArguments {
  const { released, origin } = asked;
  if (released !== undefined && !isRelease(released)) {
    throw new Refusal(
      `found --released "${released}", expected a day as YYYY-MM-DD, or a month as YYYY-MM where the day is not known`
    );
  }
  if (released !== undefined && released > now.toISOString().slice(0, released.length)) {
    throw new Refusal(`found --released "${released}", expected a day that is not in the future`);
  }
  if (origin !== undefined && !(/^https?:\/\/[^\s/]+/.test(origin) && URL.canParse(origin))) {
    throw new Refusal(
      `found --origin "${origin}", expected a public address that begins with https:// or http://`
    );
  }
  return asked;
}
