import { join, relative, resolve } from 'node:path';
import { counted } from '../../locale/counted.ts';
import { languages } from '../../locale/languages.ts';
import { editionChange } from '../../site/story/edition-change.ts';
import { followUp as writeFollowUp } from '../../site/story/follow-up.ts';
import { openStory } from '../../site/story/open-story.ts';
import { storyFiles } from '../../site/story/story-files.ts';
import { command, nothingWritten, flag, word } from '../cli/command.ts';
import { recordsByName } from '../edition/kept-by-name.ts';
import { readEdition } from '../edition/read-edition.ts';
import { Refusal } from '../cli/desk-io.ts';
import { writeFolder } from '../files/write-whole.ts';

/** What `follow-up --json` prints. */
export interface FollowUpReport {
  /** As given on the command line. */
  folder: string;
  files: string[];
  claims: number;
}

/**
 * `follow-up A B` drafts what changed between two editions into a new folder, whole or not at all.
 * @returns 0, or 2 when refused.
 */
export const followUp = command(
  'follow-up',
  { out: word, json: flag },
  nothingWritten,
  async ({ values, positionals, usage }, desk) => {
    const [before, after = 'now', ...more] = positionals;
    if (before === undefined || more.length > 0)
      throw new Refusal(`found ${positionals.length} editions, expected one or two: ${usage}`);
    if (values.out === undefined || values.out === '')
      throw new Refusal(`found no --out, expected a new folder for the drafts: ${usage}`);
    const later = await readEdition(after, desk);
    const change = await editionChange(desk.root, await readEdition(before, desk), later);
    const story = await openStory(desk.root);
    const pinned = change.pins
      .flatMap(({ before: was, after: is }) => [was ?? '', is])
      .filter((name) => name !== '');
    const records = await recordsByName(storyFiles(desk.root), pinned);
    const files = languages.map((language) => ({
      name: `follow-up.${language}.md`,
      text: writeFollowUp({
        change,
        later,
        words: story.words[language],
        chapters: story.read[language],
        titleOf: (name) => records.get(name)?.title ?? name
      })
    }));
    const folder = resolve(desk.from ?? desk.root, values.out);
    await writeFolder(folder, files, 'Name a new folder for --out.');
    const report: FollowUpReport = {
      folder: values.out,
      files: files.map(({ name }) => name),
      claims: change.claims.length
    };
    return {
      report,
      print({ out }) {
        for (const { name } of files)
          out(`Wrote ${relative(desk.from ?? desk.root, join(folder, name))}`);
        const changed = `${counted(report.claims, 'figure')} changed`;
        out(
          `${changed}. Rewrite the drafts for readers and remove the comments; publish them where your newsroom does.`
        );
      }
    };
  }
);
