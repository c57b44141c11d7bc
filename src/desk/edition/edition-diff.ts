import { editionChange } from '../../site/story/edition-change.ts';
import { command, nothingWritten } from '../cli/command.ts';
import { editionNote } from './edition-note.ts';
import { flag } from '../cli/read-arguments.ts';
import { readEdition } from './read-edition.ts';
import { Refusal } from '../cli/refusal.ts';

const name = 'edition diff <edition> [<edition>] [--json]';

/**
 * `edition diff A B` says in plain sentences what B, or the edition now, shows and prints otherwise than A. Writes nothing.
 * @returns 0 when no figure in the text changes and no promise about one, 1 when one does.
 */
export const diffEditions = command(name, { json: flag }, nothingWritten, async ({ positionals, usage }, desk) => {
  const [before, after = 'now', ...more] = positionals;
  if (before === undefined || more.length > 0) throw new Refusal(`found ${positionals.length} editions, expected one or two: ${usage}`);
  const change = await editionChange(desk.root, await readEdition(before, desk), await readEdition(after, desk));
  return {
    exit: change.claims.length + change.promises.length > 0 ? 1 : 0,
    report: change,
    print: ({ out }) => editionNote(change).forEach(out)
  };
});
