import { cardHeightsFile, readHeightTable } from '../../cards/embed/read-height-table.ts';
import { readWithdrawals, withdrawalsFile } from '../../cards/withdrawal.ts';
import type { Scene } from '../../chapters/chapter.ts';
import {
  readCorrectionsInOrder,
  correctionsFile,
  readCorrections
} from '../../pages/side/correction.ts';
import { helplinesFile, readHelplines } from '../../pages/helpline.ts';
import { newsroomFile, readNewsroom } from '../../pages/newsroom.ts';
import { partHeightsFile, readPartHeights } from '../../pages/story/part-heights.ts';
import { problemsOf, StoryRefused, unlessRefused, type Problem } from '../../story/problem.ts';
import { placeOfPath } from '../../sources/checked-json.ts';
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

/**
 * Names each correction of a place that the story page does not have: its link would lead nowhere,
 * and no figure would say that it was corrected.
 */
function misplaced(text: string, scenes: readonly Scene[]): Problem[] {
  const places = scenes.flatMap((scene) => [
    scene.id,
    ...(scene.form === 'sticky'
      ? scene.steps.flatMap(({ id, was }) => [id, ...was.filter((name) => name !== scene.id)])
      : [])
  ]);
  const fault = problemsOf('place', correctionsFile, 'V34');
  const expected = `a scene or a step of the story: ${places.join(', ')}`;
  const remedy =
    'name the one that said it; where it is told no longer, the scene that it stood in';
  return readCorrectionsInOrder(text).flatMap(({ id, place }, index) => {
    if (places.includes(place)) return [];
    return fault(
      placeOfPath(text, [index, 'place']),
      `“${place}” as the place of “${id}”`,
      expected,
      remedy
    );
  });
}

/**
 * Returns all of them.
 * @param scenes of the story.
 * @throws StoryRefused when one is not there, or is not what it should be.
 */
export async function readLedgers(files: StoryFiles, scenes: readonly Scene[]): Promise<Ledgers> {
  const read = Object.entries(ledgers).map(
    async ([name, [file, of]]) => [name, of(await readText(files, file))] as const
  );
  const all = Object.fromEntries(await Promise.all(read)) as Ledgers;
  const problems = misplaced(await readText(files, correctionsFile), scenes);
  if (problems.length > 0) throw new StoryRefused(problems);
  return all;
}

/**
 * Returns what is wrong with each of them that cannot be read: no page is built without it.
 * @param scenes of the story.
 */
export async function ledgerProblems(
  files: StoryFiles,
  scenes: readonly Scene[]
): Promise<Problem[]> {
  const found = Object.values(ledgers).map(([file, of]) => {
    const faults = async (): Promise<readonly Problem[]> => {
      const text = await readText(files, file);
      of(text);
      return file === correctionsFile ? misplaced(text, scenes) : [];
    };
    return unlessRefused(faults, (problems) => problems);
  });
  return (await Promise.all(found)).flat();
}
