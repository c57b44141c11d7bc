import { expect } from 'vitest';
import { readProject } from '../src/site/story/read-project.ts';
import { withFiles, type ProjectFiles } from '../src/vintages/project-files.ts';

/** The committed files under `data/`, read once for all test files of a worker. */
export const committedProject: ProjectFiles = await readProject('.');

export function editedProject(file: string, edits: Readonly<Record<string, string>>): ProjectFiles {
  let text = new TextDecoder().decode(committedProject.get(file));
  for (const [before, after] of Object.entries(edits)) {
    expect(text).toContain(before);
    text = text.replace(before, after);
  }
  return withFiles(committedProject, { [file]: text });
}
