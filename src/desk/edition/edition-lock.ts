import { join } from 'node:path';
import { dayOf } from '../../sources/cells/calendar.ts';
import { languages } from '../../locale/languages.ts';
import { openStory, type OpenedStory } from '../../site/story/open-story.ts';
import { lockFile, printChange, printPromise, writeLock, type Lock } from '../../story/lock.ts';
import { StoryRefused } from '../../story/problem.ts';
import { command, nothingWritten } from '../cli/command.ts';
import { printKeywordChange } from '../../copy/keywords/keyword-changes.ts';
import { counted } from '../../locale/counted.ts';
import { pinOptions, readPins } from '../cli/pin-options.ts';
import { Refusal } from '../cli/desk-io.ts';
import { writeWhole } from '../files/write-whole.ts';

/** What the lock itself settles. */
const settled = ['changed', 'keywords', 'pin'];

/** What `edition lock --json` prints. */
export interface LockReport extends Pick<OpenedStory, 'pins' | 'claims' | 'promises' | 'keywords'> {
  /** The day of the edition as it stands now. */
  edition: string;
  written: boolean;
  /** Faults in the copy that remain, and those of them that are promises which do not hold. */
  faults: number;
  broken: number;
}

/**
 * `edition lock` records pins and claims that an editor has checked; the same story gives the same
 * bytes.
 * @returns 1 when a promise does not hold.
 */
export const lockEdition = command(
  'edition',
  pinOptions,
  nothingWritten,
  async ({ values, positionals }, desk) => {
    if (positionals.length > 0)
      throw new Refusal(
        `found "${positionals.join(' ')}" after edition lock, expected options only`
      );
    const options = readPins(values);
    const story = await openStory(desk.root, options);
    const edited = story.problems.filter(({ kind }) => kind === 'frozen');
    if (edited.length > 0) throw new StoryRefused(edited);
    const isSame = story.locked !== undefined && writeLock(story.lock) === writeLock(story.locked);
    // Readers see neither: a lock in which nothing else differs is of the same edition.
    const seen = (lock: Lock) => writeLock({ ...lock, promises: {}, keywords: {} });
    const isSameEdition = story.locked !== undefined && seen(story.lock) === seen(story.locked);
    const today = dayOf(desk.now());
    const edition = isSameEdition ? story.lock.edition : today;
    const reworded = isReworded(story.lock, story.locked) ? today : story.lock.worded;
    const written = { ...story.lock, edition, worded: isSameEdition ? reworded : undefined };
    const remaining = story.problems.filter(
      ({ kind, severity }) => severity === 'error' && !settled.includes(kind)
    );
    const [faults, broken] = [
      remaining.length,
      remaining.filter(({ kind }) => kind === 'promise').length
    ];
    if (!isSame) await writeWhole(join(desk.root, lockFile), writeLock(written));
    const { pins, claims, promises, keywords } = story;
    const report: LockReport = {
      edition,
      written: !isSame,
      pins,
      claims,
      promises,
      keywords,
      faults,
      broken
    };
    const remains = `${counted(faults, 'fault')} in the copy ${faults === 1 ? 'remains' : 'remain'}`;
    const ofWhich = broken > 0 ? `, ${broken} of them promises that do not hold` : '';
    return {
      exit: broken > 0 ? 1 : 0,
      report,
      print({ out }) {
        if (isSame) out(`${lockFile} is up to date: edition of ${edition}.`);
        else printWritten(story, edition, out);
        if (faults > 0)
          out(
            `${remains}${ofWhich}: no publication takes them. Run \`npm run desk -- check\`, which names each.`
          );
        else if (!isSame)
          out(
            'Next: `npm run desk -- heights`, for cards whose words or figures changed, then `npm run desk -- agree`.'
          );
      }
    };
  }
);

/**
 * Help lines and corrections are read of themselves, the desk's own labels by editors; declarations
 * and repairs are seen through figures alone.
 */
const besideTheStory = /^(?:\w+\/(?:corrections|helplines|words\.desk)|repairs|sources)\//;

/** Whether what a review reads says something else than the lock before. */
function isReworded(lock: Lock, locked: Lock | undefined): boolean {
  const read = ({ keywords = {} }: Partial<Lock>) =>
    writeLock({
      ...lock,
      keywords: Object.fromEntries(
        Object.entries(keywords).filter(([part]) => !besideTheStory.test(part))
      )
    });
  return read(lock) !== read(locked ?? {});
}

/** Says what was written down, and what of it a person has judged with it. */
function printWritten(story: OpenedStory, edition: string, out: (line: string) => void): void {
  for (const { indicator, before, after } of story.pins)
    out(`${indicator}: ${before ?? 'nothing'} → ${after}`);
  for (const change of story.claims) {
    out(
      `${change.id}: ${languages.map((language) => `${language} ${printChange(change, language)}`).join(', ')}`
    );
  }
  for (const { id, before, after } of story.promises)
    out(`${id} promised ${printPromise(before)} and now promises “${after}”.`);
  for (const change of story.keywords) {
    out(
      `${change.part} ${printKeywordChange(change)}${change.sentence === undefined ? '' : `: “${change.sentence}”`}.`
    );
  }
  out(`Wrote ${lockFile}: edition of ${edition}, ${Object.keys(story.lock.claims).length} claims.`);
}
