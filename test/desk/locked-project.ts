import { expect } from 'vitest';
import { accept } from '../../src/desk/review/accept.ts';
import { edition } from './edition-verbs.ts';
import { copiesOf, type SmallProject } from './memory-project.ts';
import { firstPins, smallProject } from './small-project.ts';

export async function lockFirst(project: SmallProject) {
  expect(await edition(['lock', ...firstPins], project.desk)).toBe(0);
  expect(await accept(['--draft'], project.desk)).toBe(0);
  return project;
}

export const lockedProject = copiesOf(async () => lockFirst(await smallProject()));
