import { cardHeightsFile, readHeightTable } from '#cards/embed/read-height-table.ts';
import { readWithdrawals, withdrawalsFile } from '#cards/withdrawal.ts';
import type { Scene } from '#chapters/chapter.ts';
import { figuresOn } from '#chapters/scene-kinds.ts';
import {
  readCorrectionsInOrder,
  correctionsFile,
  readCorrections
} from '#pages/side/correction.ts';
import { helplinesFile, readHelplines } from '#pages/helpline.ts';
import { newsroomFile, readNewsroom } from '#pages/newsroom.ts';
import { partHeightsFile, readPartHeights } from '#pages/story/part-heights.ts';
import { problemsOf, refuseAny, unlessRefused, type Problem } from '#story/problem.ts';
import { placeOfPath } from '#sources/checked-json.ts';
import { accessibilityFile, readAccessibility } from '#story/ledgers/accessibility.ts';
import { readSignoffs, signoffsFile } from '#story/ledgers/signoffs.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { readText } from './project-text.ts';
import { say } from '#locale/say.ts';

const ledgers = {
  helplines: [helplinesFile, readHelplines],
  corrections: [correctionsFile, readCorrections],
  withdrawals: [withdrawalsFile, readWithdrawals],
  newsroom: [newsroomFile, readNewsroom],
  accessibility: [accessibilityFile, readAccessibility],
  signoffs: [signoffsFile, readSignoffs],
  cardHeights: [cardHeightsFile, readHeightTable],
  partHeights: [partHeightsFile, readPartHeights]
} as const;

type Ledgers = { [Name in keyof typeof ledgers]: ReturnType<(typeof ledgers)[Name][1]> };

/** A correction of an unknown place would have a dead link, and no figure would show it. */
function misplaced(text: string, scenes: readonly Scene[]) {
  const inStory = scenes.flatMap((scene) => [
    scene.id,
    ...scene.steps.flatMap(({ id, was }) => [id, ...was.filter((name) => name !== scene.id)])
  ]);
  const beside = [...figuresOn('data'), ...figuresOn('methods')];
  const places = [...new Set([...inStory, ...beside])];
  const fault = problemsOf('place', correctionsFile, 'V34');
  return readCorrectionsInOrder(text).flatMap(({ id, place }, index) => {
    if (places.includes(place)) return [];
    return fault(
      placeOfPath(text, [index, 'place']),
      say`The place of “${id}” is “${place}”, which is no scene, step or figure.`,
      say`Name the one that was wrong, or its scene if the step is gone: ${places.join(', ')}.`
    );
  });
}

export function readLedgers(files: ProjectFiles, scenes: readonly Scene[]) {
  const all = Object.fromEntries(
    Object.entries(ledgers).map(([name, [file, of]]) => [name, of(readText(files, file))])
  ) as Ledgers;
  const problems = misplaced(readText(files, correctionsFile), scenes);
  refuseAny(problems);
  return all;
}

export const ledgerProblems = (files: ProjectFiles, scenes: readonly Scene[]) =>
  Object.values(ledgers).flatMap(([file, of]) =>
    unlessRefused<readonly Problem[]>(
      () => {
        const text = readText(files, file);
        of(text);
        return file === correctionsFile ? misplaced(text, scenes) : [];
      },
      (problems) => problems
    )
  );
