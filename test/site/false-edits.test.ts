import { group } from 'd3';
import { expect, it } from 'vitest';
import { openStory } from '../../src/site/story/open-story.ts';
import { changeSinceLock } from '../../src/site/story/story-change.ts';
import type { Problem } from '../../src/story/problem.ts';
import { changedLanguages } from '../../src/story/texts-lock.ts';
import { withFiles } from '../../src/vintages/project-files.ts';
import { committedProject } from '../committed-project.ts';
import { long } from '../slice.ts';
import { falseEdits, type FalseEdit } from './false-edits.ts';

const isError = ({ severity }: Problem) => severity === 'error';
const committed = openStory(committedProject);
const known = new Set(committed.problems.map(({ message }) => message));

/** The answers of check and its review to an edit. */
async function judge({ file, text, before, after }: FalseEdit) {
  const { story, change } = await changeSinceLock(withFiles(committedProject, { [file]: text }));
  const errors = story.problems.filter((one) => isError(one) && !known.has(one.message));
  const isShown = change.texts.some((one) =>
    changedLanguages(one).some((language) => {
      const [was, is] = [one.before?.said[language], one.after?.said[language]];
      return was !== undefined && is !== undefined && was !== is;
    })
  );
  const byRules = errors.some(({ kind }) => kind !== 'text-changed' && kind !== 'changed');
  return {
    edit: `${file}: “${before}” → “${after}”`,
    isStopped: errors.length > 0,
    isShown,
    byRules
  };
}

it('stops single edits that make the story false, and shows each in the review', async () => {
  const scenes = committed.scenes.map(({ id }) => id);
  const edits = falseEdits(committedProject, scenes, long ? 120 : 5);
  const judged: ({ kind: string } & Awaited<ReturnType<typeof judge>>)[] = [];
  for (const edit of edits) judged.push({ kind: edit.kind, ...(await judge(edit)) });
  const stopped = judged.filter(({ isStopped }) => isStopped);
  const lines = [...group(judged, ({ kind }) => kind)].map(([kind, all]) => {
    const number = (of: 'isStopped' | 'isShown' | 'byRules') => all.filter((one) => one[of]).length;
    return `${kind}: ${all.length} edits, ${number('isStopped')} stopped, ${number('isShown')} shown, ${number('byRules')} refused by a rule too`;
  });
  if (long) process.stdout.write(`${lines.join('\n')}\n`);
  expect(lines).toHaveLength(long ? 15 : 5);
  expect(judged.filter(({ isShown }) => !isShown)).toEqual([]);
  expect(judged.length - stopped.length).toBeLessThanOrEqual(long ? 2 : 0);
});
