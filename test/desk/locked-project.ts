import { expect } from 'vitest';
import { accept } from '../../src/desk/review/accept.ts';
import { edition } from './edition-verbs.ts';
import { copiesOf, type SmallProject } from './memory-project.ts';
import { firstPins, smallProject } from './small-project.ts';

/** Locks the small edition in a project, and records its texts. */
export async function lockFirst(project: SmallProject): Promise<SmallProject> {
  expect(await edition(['lock', ...firstPins], project.desk)).toBe(0);
  expect(await accept(['--draft'], project.desk)).toBe(0);
  return project;
}

/** Returns a small project whose edition is locked. */
export const lockedProject = copiesOf(async () => lockFirst(await smallProject()));
