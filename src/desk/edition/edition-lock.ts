import { join } from 'node:path';
import { languages } from '../../locale/languages.ts';
import { openStory, type OpenedStory } from '../../site/story/open-story.ts';
import { lockFile, printChange, writeLock } from '../../story/lock.ts';
import { StoryRefused } from '../../story/problem.ts';
import { command, nothingWritten } from '../cli/command.ts';
import { pinOptions, readPins } from '../cli/pin-options.ts';
import { readArguments } from '../cli/read-arguments.ts';
import { Refusal } from '../cli/refusal.ts';
import { usageOf } from '../cli/usages.ts';
import { writeWhole } from '../files/write-whole.ts';

/** What `edition lock --json` prints. */
export interface LockReport extends Pick<OpenedStory, 'pins' | 'claims'> {
  /** The day of the edition as it stands now. */
  edition: string;
  written: boolean;
  /** Faults in the copy that remain. */
  faults: number;
}

/**
 * `edition lock` records the pinned vintages and every claim as each language prints it, once an editor has read the
 * check. The same story gives the same bytes; the edition takes the day of the run only when something changed.
 * @returns 0 when the lock is up to date.
 * @throws StoryRefused when an input cannot be read or a vintage was edited; Refusal when the arguments cannot. Nothing is written then.
 */
export const lockEdition = command(async (argv, desk) => {
  const { values, positionals } = readArguments(argv, pinOptions, usageOf('edition'));
  if (positionals.length > 0) throw new Refusal(`found "${positionals.join(' ')}" after edition lock, expected options only`);
  const options = readPins(values);
  if (options.asOf !== undefined) {
    throw new Refusal(
      `found --as-of ${options.asOf}, expected none: \`edition as-of ${options.asOf}\` builds that edition beside this one`
    );
  }
  const story = await openStory(desk.root, options);
  const edited = story.problems.filter(({ kind }) => kind === 'frozen');
  if (edited.length > 0) throw new StoryRefused(edited);
  const isSame = story.locked !== undefined && writeLock(story.lock) === writeLock(story.locked);
  const edition = isSame ? story.lock.edition : desk.now().toISOString().slice(0, 10);
  const faults = story.problems.filter(({ kind, severity }) => severity === 'error' && kind !== 'changed' && kind !== 'pin').length;
  if (!isSame) await writeWhole(join(desk.root, lockFile), writeLock({ ...story.lock, edition }));
  const report: LockReport = { edition, written: !isSame, pins: story.pins, claims: story.claims, faults };
  return {
    report,
    print({ out }) {
      if (isSame) return out(`${lockFile} is up to date: edition of ${edition}.`);
      for (const { indicator, before, after } of story.pins) out(`${indicator}: ${before ?? 'nothing'} → ${after}`);
      for (const change of story.claims) {
        out(`${change.id}: ${languages.map((language) => `${language} ${printChange(change, language)}`).join(', ')}`);
      }
      out(`Wrote ${lockFile}: edition of ${edition}, ${Object.keys(story.lock.claims).length} claims.`);
      if (faults > 0) out(`${faults} faults in the copy remain: run \`npm run desk -- check\`.`);
    }
  };
}, nothingWritten);
