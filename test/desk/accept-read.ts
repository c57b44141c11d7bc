import { expect } from 'vitest';
import { accept, type AcceptReport } from '../../src/desk/review/accept.ts';
import type { SmallProject } from './memory-project.ts';

/** Accepts texts, or all whose names begin so, in the wording that `accept` shows. */
export async function acceptRead(
  project: SmallProject,
  asked: readonly string[],
  by = 'Made Up'
): Promise<void> {
  const { report } = await project.run<AcceptReport>(accept, ...asked);
  const named = report.shown.map(({ id, code }) => `${id}@${code}`);
  expect(await accept([...named, '--by', by], project.desk)).toBe(0);
}
