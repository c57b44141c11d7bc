import { isRelease } from '../../vintages/release.ts';
import type { Release } from '../../vintages/vintage.ts';
import { readArguments } from '../cli/read-arguments.ts';
import { Refusal } from '../cli/refusal.ts';

/** What `take` was asked. */
export interface TakeArguments {
  /** A file, a folder or a zip archive, as it was given. */
  file: string;
  /** The source, when the editor says it; else the file must tell. */
  source?: string;
  released?: Release;
  origin?: string;
  dryRun: boolean;
  /** Write also what is doubtful. */
  yes: boolean;
  json: boolean;
}

const usage =
  'npm run desk -- take <file, folder or .zip> [--source <id>] [--released YYYY-MM-DD|YYYY-MM] [--origin <address>] [--dry-run | --yes] [--json]';

/** Returns what the command line asks. @throws Refusal naming what cannot be read, and the usage. */
export function readTakeArguments(argv: string[], now: Date): TakeArguments {
  const { values, positionals } = readArguments(
    argv,
    {
      source: { type: 'string' },
      released: { type: 'string' },
      origin: { type: 'string' },
      'dry-run': { type: 'boolean' },
      yes: { type: 'boolean' },
      json: { type: 'boolean' }
    },
    usage
  );
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Refusal(`found ${positionals.length} files, expected one: ${usage}`);
  const { source, released, origin, yes = false, json = false } = values;
  const dryRun = values['dry-run'] ?? false;
  if (dryRun && yes)
    throw new Refusal('found --dry-run and --yes, expected one of them: the first writes nothing, the second writes also what is doubtful');
  if (released !== undefined && !isRelease(released)) {
    throw new Refusal(`found --released "${released}", expected a day as YYYY-MM-DD, or a month as YYYY-MM where the day is not known`);
  }
  if (released !== undefined && released > now.toISOString().slice(0, released.length)) {
    throw new Refusal(`found --released "${released}", expected a day that is not in the future`);
  }
  if (origin !== undefined && !isWebAddress(origin)) {
    throw new Refusal(`found --origin "${origin}", expected a public address that begins with https:// or http://`);
  }
  return {
    file,
    dryRun,
    yes,
    json,
    ...(source === undefined ? {} : { source }),
    ...(released === undefined ? {} : { released }),
    ...(origin === undefined ? {} : { origin })
  };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text);
}
