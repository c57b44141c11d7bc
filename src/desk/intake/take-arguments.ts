import { isRelease, type Release } from '../../vintages/vintage.ts';
import { Refusal } from '../cli/desk-io.ts';
import { say } from '../../locale/say.ts';

export interface TakeArguments {
  file: string;
  source?: string | undefined;
  released?: Release | undefined;
  origin?: string | undefined;
  /** For a look on the page: nothing is written. */
  dryRun?: boolean;
  yes: boolean;
  /** The number of doubtful values. Replaces `yes` when most values are doubtful. */
  doubted?: number | undefined;
  /** The address, when `fetch` has just downloaded it: the editor does not have the file. */
  fetched?: string;
}

/** @throws Refusal for a release that is not a day or month up to now, or a wrong origin. */
export function checkTakeArguments(asked: TakeArguments, now: Date): TakeArguments {
  const { released, origin } = asked;
  if (released !== undefined && !isRelease(released)) {
    throw new Refusal(
      'usage',
      say`--released "${released}" is not a day or a month.`,
      say`Give YYYY-MM-DD, or YYYY-MM if the day is not known.`
    );
  }
  if (released !== undefined && released > now.toISOString().slice(0, released.length)) {
    throw new Refusal(
      'future-release',
      say`--released "${released}" is in the future.`,
      say`Give the day of release.`
    );
  }
  if (origin !== undefined && !(/^https?:\/\/[^\s/]+/.test(origin) && URL.canParse(origin))) {
    throw new Refusal(
      'usage',
      say`--origin "${origin}" is not an address.`,
      say`Give a public address that begins with https:// or http://.`
    );
  }
  return asked;
}
