import { join, relative, resolve } from 'node:path';
import { counted } from '../../locale/counted.ts';
import { languages } from '../../locale/languages.ts';
import { changeOfEditions } from '../../site/story/story-change.ts';
import { draftFollowUp } from '../../site/story/follow-up.ts';
import { openStory } from '../../site/story/open-story.ts';
import { command, flag, newFolder, nothingWritten, word } from '../cli/command.ts';
import { recordsByName } from '../edition/kept-by-name.ts';
import { namesOfTwo, readEdition } from '../edition/read-edition.ts';
import { projectOf } from '../files/disk-project.ts';

/** The report of `follow-up --json`. */
export interface FollowUpReport {
  folder: string;
  files: string[];
  claims: number;
  /** Ids of the texts that changed. */
  texts: string[];
}

/** `follow-up A B` drafts what changed between two editions into a new folder. */
export const followUp = command(
  'follow-up',
  { out: word, json: flag },
  nothingWritten,
  async (given, desk) => {
    const [before, after] = namesOfTwo(given);
    const out = newFolder(given.values.out, given.usage);
    const files = await projectOf(desk).read();
    const later = await readEdition(after, files, desk);
    const earlier = await readEdition(before, files, desk);
    const story = openStory(files);
    const change = changeOfEditions(story, earlier, later);
    const records = recordsByName(
      files,
      change.pins.flatMap(({ before = [], after }) => [before, after].flat())
    );
    const drafts = languages.map((language) => ({
      name: `follow-up.${language}.md`,
      text: draftFollowUp({
        change,
        earlier,
        later,
        words: story.words[language],
        chapters: story.read[language],
        titleOf: (name) => records.get(name)?.title ?? name
      })
    }));
    const folder = resolve(desk.from ?? desk.root, out);
    const report: FollowUpReport = {
      folder: out,
      files: drafts.map(({ name }) => name),
      claims: change.claims.length,
      texts: change.texts.map(({ id }) => id)
    };
    return {
      writes: [{ newFolder: folder, files: drafts }],
      report,
      print(io) {
        for (const { name } of drafts)
          io.out(`Wrote ${relative(desk.from ?? desk.root, join(folder, name))}`);
        const changed = `${counted(report.claims, 'figure')} changed`;
        io.out(
          `${changed}. Rewrite the drafts for readers and remove the comments; publish them where your newsroom does.`
        );
      }
    };
  }
);
