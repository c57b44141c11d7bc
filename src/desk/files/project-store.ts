import type { VintageFile } from '#vintages/data-package.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';

/** A file or a folder to write or remove. Paths are absolute, or from the root. */
export type Write =
  | { file: string; text: string }
  | { newFolder: string; files: readonly VintageFile[] }
  | { remove: string };

export interface ProjectStore {
  read(): Promise<ProjectFiles>;
  readFile(path: string): Promise<Uint8Array | undefined>;
  /**
   * Does each write whole or not at all.
   * @throws Refusal when a new folder exists, or the disk refuses.
   */
  apply(writes: readonly Write[]): Promise<void>;
}
