import { openStory } from '../../site/story/open-story.ts';
import { changeOfEditions } from '../../site/story/story-change.ts';
import { figureLines, textLines } from '../cli/change-lines.ts';
import { command, nothingWritten, flag } from '../cli/command.ts';
import { projectOf } from '../files/disk-project.ts';
import { namesOfTwo, readEdition } from './read-edition.ts';

const name = 'edition diff <edition> [<edition>] [--json]';

/**
 * `edition diff A B` lists what B, or the edition now, shows otherwise than A, in the words of today.
 * @returns 1 when a figure of the text changes.
 */
export const diffEditions = command(name, { json: flag }, nothingWritten, async (given, desk) => {
  const [before, after] = namesOfTwo(given);
  const files = await projectOf(desk).read();
  const was = await readEdition(before, files, desk);
  const is = await readEdition(after, files, desk);
  const change = changeOfEditions(openStory(files), was, is);
  const lines = [...figureLines(change), ...textLines(change)];
  return {
    exit: change.claims.length > 0 ? 1 : 0,
    report: { before: { edition: was.edition }, after: { edition: is.edition }, ...change },
    print({ out }) {
      out(`edition of ${was.edition} → edition of ${is.edition}`);
      (lines.length > 0 ? lines : ['Nothing: both show and print the same.']).forEach(out);
    }
  };
});
