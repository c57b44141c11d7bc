import { cardHeightsFile, readHeightTable } from '../../cards/embed/read-height-table.ts';
import { readWithdrawals, withdrawalsFile } from '../../cards/withdrawal.ts';
import { correctionsFile, readCorrections } from '../../pages/side/correction.ts';
import { helplinesFile, readHelplines } from '../../pages/helpline.ts';
import { newsroomFile, readNewsroom } from '../../pages/newsroom.ts';
import { partHeightsFile, readPartHeights } from '../../pages/story/part-heights.ts';
import { StoryRefused, type Problem } from '../../story/problem.ts';
import { readSignoffs, signoffsFile } from '../../story/ledgers/signoffs.ts';
import { readText, type StoryFiles } from './story-files.ts';

/** What the site is made of beside the story and its vintages: each file, and how it is read. */
const ledgers = {
  helplines: [helplinesFile, readHelplines],
  corrections: [correctionsFile, readCorrections],
  withdrawals: [withdrawalsFile, readWithdrawals],
  newsroom: [newsroomFile, readNewsroom],
  signoffs: [signoffsFile, readSignoffs],
  cardHeights: [cardHeightsFile, readHeightTable],
  partHeights: [partHeightsFile, readPartHeights]
} as const;

type Ledgers = { [Name in keyof typeof ledgers]: ReturnType<(typeof ledgers)[Name][1]> };

/** Returns all of them. @throws StoryRefused when one is not there, or is not what it should be. */
export async function readLedgers(files: StoryFiles): Promise<Ledgers> {
  const read = Object.entries(ledgers).map(async ([name, [file, of]]) => [name, of(await readText(files, file))] as const);
  return Object.fromEntries(await Promise.all(read)) as Ledgers;
}

/** Returns what is wrong with each of them that cannot be read: no page is built without it. */
export async function ledgerProblems(files: StoryFiles): Promise<Problem[]> {
  const found = Object.values(ledgers).map(async ([file, of]): Promise<readonly Problem[]> => {
    try {
      of(await readText(files, file));
      return [];
    } catch (error) {
      if (error instanceof StoryRefused) return error.problems;
      throw error;
    }
  });
  return (await Promise.all(found)).flat();
}
