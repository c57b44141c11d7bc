import { say } from '../../locale/say.ts';
import { command, nothingWritten } from '../cli/command.ts';
import { nameOf, stepsToUndo, undoing } from '../files/undo-journal.ts';

/** `undo` takes back the last step, whole or not at all, until readers have seen it. */
export const undo = command('undo', nothingWritten, async ({ values }, desk) => {
  if (values.list) {
    const { steps } = await stepsToUndo(desk);
    return {
      report: { steps: steps.map(({ files, ...step }) => ({ ...step, files: files.length })) },
      print({ out }) {
        for (const step of steps) out(`${step.at.slice(0, 16)}Z  ${nameOf(step)}`);
        out(
          steps.length === 0
            ? say`There is nothing to undo.`
            : say`\`npm run desk -- undo\` undoes the first of the list.`
        );
      }
    };
  }
  const { step, next, writes, paths } = await undoing(desk);
  const { kind, of, at } = step;
  return {
    writes,
    report: { undone: { kind, of, at }, paths },
    print({ out }) {
      out(say`Undid ${nameOf(step)}: ${paths.join(', ')}.`);
      if (next) out(say`Before that: ${nameOf(next)}. To undo it too, run this again.`);
      out(say`\`npm run desk -- check\` lists what the story says now.`);
    }
  };
});
