import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languages } from '../locale/languages.ts';
import { openStory } from '../site/open-story.ts';
import { lockFile, writeLock } from '../story/lock.ts';
import { StoryRefused } from '../story/problem.ts';
import type { Desk } from './desk-io.ts';
import { readPinArguments } from './pin-options.ts';
import { Refusal } from './refusal.ts';

/** Writes a text whole or not at all: beside the file first, then over it. */
async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/**
 * `edition lock` records the pinned vintages and every claim as each language prints it, once an editor has read the
 * check. The same story gives the same bytes; the edition takes the day of the run only when something changed.
 * @returns 0 when the lock is up to date, 2 when an input cannot be read, a vintage was edited, or nothing was written.
 */
export async function edition(argv: string[], desk: Desk): Promise<number> {
  try {
    const { options, rest } = readPinArguments(argv);
    if (rest.length !== 1 || rest[0] !== 'lock') throw new Refusal(`found "${rest.join(' ')}" after edition, expected lock`);
    const story = await openStory(desk.root, options);
    const edited = story.problems.filter(({ kind }) => kind === 'frozen');
    if (edited.length > 0) throw new StoryRefused(edited);
    if (story.locked && writeLock(story.lock) === writeLock(story.locked)) {
      desk.out(`${lockFile} is up to date: edition of ${story.locked.edition}.`);
      return 0;
    }
    const today = desk.now().toISOString().slice(0, 10);
    await writeWhole(join(desk.root, lockFile), writeLock({ ...story.lock, edition: today }));
    for (const { indicator, before, after } of story.pins) desk.out(`${indicator}: ${before ?? 'nothing'} → ${after}`);
    for (const { id, before, after } of story.claims) {
      desk.out(
        `${id}: ${languages.map((language) => `${language} ${before?.[language] ?? '–'} → ${after?.[language] ?? '–'}`).join(', ')}`
      );
    }
    desk.out(`Wrote ${lockFile}: edition of ${today}, ${Object.keys(story.lock.claims).length} claims.`);
    const open = story.problems.filter(({ kind, severity }) => severity === 'error' && kind !== 'changed' && kind !== 'pin').length;
    if (open > 0) desk.out(`${open} faults in the copy remain: run \`npm run desk -- check\`.`);
    return 0;
  } catch (error) {
    if (!(error instanceof StoryRefused) && !(error instanceof Refusal)) throw error;
    desk.err(`${error.message}\nNothing was written.`);
    return 2;
  }
}
