import { say, counted, number } from '#locale/say.ts';
import { outcomes, proveClaims, type Outcome, type Trial } from '#site/story/prove-claims.ts';
import { command } from '../cli/command.ts';
import { projectOf } from '../files/disk-project.ts';

export interface ProofReport {
  trials: Trial[];
  /** Share, in percent, of what readers would see that is refused or read by itself. */
  caught: number;
  /** Claims whose promise holds however false their rows are. */
  unbroken: string[];
}

/** Fewer would let false figures through unread. */
const leastCaught = 90;

const isCaught = ({ outcome }: Trial) => ['promise', 'read'].includes(outcome);

/** Makes the rows of each claim false. @returns 1 when a promise never breaks, or too few do. */
export const proofOfClaims = command('claims prove', async (_given, desk) => {
  const trials = proveClaims(await projectOf(desk).read());
  const seen = trials.filter(({ outcome }) => outcome !== 'unseen');
  const caught = Math.floor((100 * seen.filter(isCaught).length) / seen.length);
  const claims = [...new Set(trials.map(({ claim }) => claim))];
  const unbroken = claims.filter(
    (id) => !trials.some(({ claim, breaks }) => claim === id && breaks)
  );
  const titles: Record<Outcome, string> = {
    promise: say`refused: a promise does not hold, or a figure has no value`,
    read: say`to be read by itself: it turned an order, moved far, or is of a ledger`,
    shown: say`among the texts of which only figures change`,
    unseen: say`prints nothing else`
  };
  const countOf = (outcome: Outcome) =>
    number(trials.filter((trial) => trial.outcome === outcome).length);
  return {
    exit: unbroken.length > 0 || caught < leastCaught ? 1 : 0,
    report: { trials, caught, unbroken } satisfies ProofReport,
    print({ out }) {
      out(
        say`${counted(claims.length, 'claim')}, each with false rows: a tenth more, of the year before, of another place, missing, just over the rounding: ${trials.length} in all.`
      );
      for (const outcome of outcomes) out(`  ${countOf(outcome).padStart(5)}  ${titles[outcome]}`);
      out(
        say`Caught: ${caught}% of those that print something else. At least ${leastCaught}% must be refused or read by itself.`
      );
      if (unbroken.length > 0)
        out(
          say`Nothing breaks the promises of ${unbroken.join(', ')}. Write what the words say more exactly, in data/story/claims.csv.`
        );
    }
  };
});
