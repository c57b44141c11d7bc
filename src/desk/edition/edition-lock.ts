import { dayOf } from '../../sources/cells/calendar.ts';
import { printKeywordChange } from '../../copy/keywords/keyword-changes.ts';
import { counted } from '../../locale/counted.ts';
import { languages } from '../../locale/languages.ts';
import { openStory, type OpenedStory } from '../../site/story/open-story.ts';
import { lockFile, printChange, printPromise, writeLock, type Lock } from '../../story/lock.ts';
import { StoryRefused } from '../../story/problem.ts';
import { command, nothingWritten, optionsOnly } from '../cli/command.ts';
import { pinOptions, readPins } from '../cli/pin-options.ts';
import { projectOf } from '../files/disk-project.ts';

const settled = ['changed', 'keywords', 'pin'];

/** The report of `edition lock --json`. */
export interface LockReport extends Pick<OpenedStory, 'pins' | 'claims' | 'promises' | 'keywords'> {
  edition: string;
  written: boolean;
  /** Remaining faults, and how many of them are broken promises. */
  faults: number;
  broken: number;
}

/** The same story gives the same bytes. @returns 1 when a promise does not hold. */
export const lockEdition = command(
  'edition',
  pinOptions,
  nothingWritten,
  async ({ values, positionals }, desk) => {
    optionsOnly('edition lock', positionals);
    const story = openStory(await projectOf(desk).read(), readPins(values));
    const edited = story.problems.filter(({ kind }) => kind === 'frozen');
    if (edited.length > 0) throw new StoryRefused(edited);
    const isSame = story.locked !== undefined && writeLock(story.lock) === writeLock(story.locked);
    // Readers see neither promises nor keywords.
    const seen = (lock: Lock) => writeLock({ ...lock, promises: {}, keywords: {} });
    const isSameEdition = story.locked !== undefined && seen(story.lock) === seen(story.locked);
    const today = dayOf(desk.now());
    const edition = isSameEdition ? story.lock.edition : today;
    const reworded = isReworded(story.lock, story.locked) ? today : story.lock.worded;
    const written = { ...story.lock, edition, worded: isSameEdition ? reworded : undefined };
    const remaining = story.problems.filter(
      ({ kind, severity }) => severity === 'error' && !settled.includes(kind)
    );
    const faults = remaining.length;
    const broken = remaining.filter(({ kind }) => kind === 'promise').length;
    const { pins, claims, promises, keywords } = story;
    const report: LockReport = {
      ...{ edition, written: !isSame, pins, claims, promises, keywords, faults, broken }
    };
    const remains = `${counted(faults, 'fault')} in the copy ${faults === 1 ? 'remains' : 'remain'}`;
    const ofWhich = broken > 0 ? `, ${broken} of them promises that do not hold` : '';
    return {
      exit: broken > 0 ? 1 : 0,
      writes: isSame ? [] : [{ file: lockFile, text: writeLock(written) }],
      report,
      print({ out }) {
        if (isSame) out(`${lockFile} is up to date: edition of ${edition}.`);
        else printWritten(story, edition, out);
        if (faults > 0)
          out(`${remains}${ofWhich}. \`npm run desk -- check\` names each; publish refuses them.`);
        else if (!isSame)
          out(
            'Next: `npm run desk -- heights`, for cards whose words or figures changed, then `npm run desk -- agree`.'
          );
      }
    };
  }
);

const besideTheStory = /^(?:\w+\/(?:corrections|helplines|words\.desk)|repairs|sources)\//;

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

function printWritten(story: OpenedStory, edition: string, out: (line: string) => void): void {
  for (const { indicator, before, after } of story.pins)
    out(`${indicator}: ${before ?? 'nothing'} → ${after}`);
  for (const change of story.claims)
    out(
      `${change.id}: ${languages.map((language) => `${language} ${printChange(change, language)}`).join(', ')}`
    );
  for (const { id, before, after } of story.promises)
    out(`${id} promised ${printPromise(before)} and now promises “${after}”.`);
  for (const change of story.keywords)
    out(
      `${change.part} ${printKeywordChange(change)}${change.sentence === undefined ? '' : `: “${change.sentence}”`}.`
    );
  out(`Wrote ${lockFile}: edition of ${edition}, ${Object.keys(story.lock.claims).length} claims.`);
}
