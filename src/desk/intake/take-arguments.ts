import { isRelease, type Release } from '#vintages/vintage.ts';
import { commandLine, refuse } from '../cli/desk-io.ts';
import { say } from '#locale/say.ts';

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
  fetched?: string | undefined;
  from?: string | undefined;
}

export function takeArguments(asked: TakeArguments) {
  const { file, fetched, from, source, released, origin, doubted, yes } = asked;
  const given = fetched ? { from, released } : { source, released, origin, doubted };
  const options = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, String(value)]
  );
  return [
    ...(fetched ? ['fetch', source ?? ''] : ['take', file]),
    ...options,
    ...(yes ? ['--yes'] : [])
  ];
}

/** The command to type next: the one that was typed, with another answer. */
export const takeLine = (asked: TakeArguments, answer: Partial<TakeArguments> = {}) =>
  `\`${commandLine(...takeArguments({ ...asked, ...answer }))}\``;

export const dayAsked = { released: 'YYYY-MM-DD' };

export const lookUpDay = (asked: TakeArguments) =>
  say`Look up the day of release on the publisher’s page, then run ${takeLine(asked, dayAsked)}, or with YYYY-MM if the day is not known.`;

/** @throws Refusal for a release that is not a day or month up to now, or a wrong origin. */
export function checkTakeArguments(asked: TakeArguments, now: Date) {
  const { released, origin } = asked;
  if (released !== undefined && !isRelease(released)) {
    refuse('usage', say`--released "${released}" is not a day or a month.`, lookUpDay(asked));
  }
  if (released !== undefined && released > now.toISOString().slice(0, released.length)) {
    refuse('future-release', say`--released "${released}" is in the future.`, lookUpDay(asked));
  }
  if (origin !== undefined && !(/^https?:\/\/[^\s/]+/.test(origin) && URL.canParse(origin)))
    refuse(
      'usage',
      say`--origin "${origin}" is not an address.`,
      say`Give a public address that begins with https:// or http://.`
    );
  return asked;
}
