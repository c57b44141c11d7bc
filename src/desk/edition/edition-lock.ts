import { dayOf } from '#sources/cells/calendar.ts';
import { textIfThere } from '#site/story/project-text.ts';
import { openStory, type OpenedStory } from '#site/story/open-story.ts';
import { isFalse } from '#site/story/story-change.ts';
import { lockFile, readLock, writeLock } from '#story/lock.ts';
import { refuseAny } from '#story/problem.ts';
import { figureLines } from '../cli/change-lines.ts';
import { command } from '../cli/command.ts';
import { readPins } from '../cli/pin-options.ts';
import { projectOf } from '../files/disk-project.ts';
import { readJournal } from '../files/undo-journal.ts';
import { nextOfDay } from './read-edition.ts';
import { say, counted } from '#locale/say.ts';

const settled = ['changed', 'pin'];

export interface LockReport extends Pick<OpenedStory, 'pins' | 'claims'> {
  edition: string;
  written: boolean;
  faults: number;
  broken: number;
}

/** The same story gives the same bytes. @returns 1 when a promise does not hold. */
export const lockEdition = command('edition lock', async ({ values }, desk) => {
  const files = await projectOf(desk).read();
  const story = openStory(files, readPins(values, files));
  const edited = story.problems.filter(({ kind }) => kind === 'frozen');
  refuseAny(edited);
  const isSame = textIfThere(files, lockFile) === writeLock(story.lock);
  const isSameEdition =
    story.locked !== undefined && writeLock(story.lock) === writeLock(story.locked);
  const today = dayOf(desk.now());
  // Partners may have pinned what they saw today.
  const { seen } = await readJournal(desk);
  const last = seen?.lock ? readLock(seen.lock).edition : '';
  const next = last.startsWith(today) ? nextOfDay(last) : today;
  const edition = isSameEdition ? story.lock.edition : next;
  const written = { ...story.lock, edition };
  const remaining = story.problems.filter(
    ({ kind, severity }) => severity === 'error' && !settled.includes(kind)
  );
  const unaccepted = remaining.filter(({ kind }) => kind === 'text-changed').length;
  const faults = remaining.length - unaccepted;
  const broken = remaining.filter(isFalse).length;
  const { pins, claims } = story;
  return {
    exit: broken > 0 ? 1 : 0,
    writes: isSame ? [] : [{ file: lockFile, text: writeLock(written) }],
    step: { kind: 'lock', of: [edition] },
    report: { edition, written: !isSame, pins, claims, faults, broken } satisfies LockReport,
    print({ out }) {
      if (isSame)
        out(say`Nothing was written: ${lockFile} is up to date, the edition of ${edition}.`);
      else {
        figureLines(story).forEach(out);
        out(
          say`Wrote ${lockFile}: edition of ${edition}, ${counted(Object.keys(story.lock.claims).length, 'claim')}.`
        );
      }
      if (faults > 0)
        out(
          say`Faults in the copy: ${faults}; promises that do not hold: ${broken}. \`npm run desk -- check\` names each; publish refuses them.`
        );
      if (unaccepted > 0)
        out(
          say`${counted(unaccepted, 'text')} changed and not accepted yet. \`npm run desk -- check\` shows each, and the command that accepts it.`
        );
      else if (faults === 0 && !isSame)
        out(say`Next: \`npm run desk -- heights\`, for cards whose words or figures changed.`);
    }
  };
});
