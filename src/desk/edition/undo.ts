import { say } from '#locale/say.ts';
import { command } from '../cli/command.ts';
import { nameOf, undoing } from '../files/undo-journal.ts';

export const undo = command('undo', async (_given, desk) => {
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
