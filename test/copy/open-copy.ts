import type { Scene } from '../../src/chapters/chapter.ts';
import { judgeCopy } from '../../src/site/story/judge-story.ts';
import { parseCopy } from '../../src/site/story/parse-story.ts';
import { printCopy, type PrintedFigures } from '../../src/site/story/print-copy.ts';
import type { Claim } from '../../src/story/claim.ts';
import type { ProjectFiles } from '../../src/vintages/project-files.ts';

export function openCopy(
  files: ProjectFiles,
  outline: readonly Scene[],
  claims: ReadonlyMap<string, Claim>,
  figures: PrintedFigures
) {
  const copy = parseCopy(files);
  const { chapters, missing } = printCopy(files, outline, figures);
  const story = { ...figures, outline, claims, declared: [] };
  return { chapters, problems: [...missing, ...judgeCopy(copy, chapters, story)] };
}
