import { join, relative, resolve } from 'node:path';
import { languages } from '../../locale/languages.ts';
import { spoken } from '../../locale/say.ts';
import { changeOfEditions } from '../../site/story/story-change.ts';
import { draftFollowUp } from '../../site/story/follow-up.ts';
import { openStory } from '../../site/story/open-story.ts';
import type { TextChange } from '../../story/texts-lock.ts';
import { figureLines, textLines } from '../cli/change-lines.ts';
import { command, nothingWritten } from '../cli/command.ts';
import { recordsByName } from '../edition/kept-by-name.ts';
import { readEdition } from '../edition/read-edition.ts';
import { projectOf } from '../files/disk-project.ts';
import { say } from '../../locale/say.ts';

/** `world/world-2018 “About half were online”` */
function nameByHeading({ id, before, after }: TextChange): string {
  const { said } = after ?? before!;
  const heading = /^## (.*?)(?: \[[^\]\s]+\])*(?= ¶|$)/.exec(said[spoken()] ?? '')?.[1];
  return heading === undefined ? id : `${id} “${heading.replace(/ \[[^\]\s]+\]/g, '')}”`;
}

/** `follow-up A B` lists what changed between two editions, and drafts it into a new folder. */
export const followUp = command(
  'follow-up',
  nothingWritten,
  async ({ words: [before = '', after = 'now'], values }, desk) => {
    const { out } = values;
    const files = await projectOf(desk).read();
    const later = await readEdition(after, files, desk);
    const earlier = await readEdition(before, files, desk, later);
    const story = openStory(files);
    const change = changeOfEditions(story, earlier, later);
    const records = recordsByName(
      files,
      change.pins.flatMap(({ before = [], after }) => [before, after].flat())
    );
    const draft = {
      change,
      earlier,
      later,
      titleOf: (name: string) => records.get(name)?.title ?? name
    };
    const drafts = languages.map((language) => ({
      name: `follow-up.${language}.md`,
      text: draftFollowUp({
        ...draft,
        words: story.words[language],
        chapters: story.read[language]
      })
    }));
    const folder = out === undefined ? undefined : resolve(desk.from ?? desk.root, out);
    const lines = [...figureLines(change), ...textLines(change, nameByHeading)];
    return {
      writes: folder === undefined ? [] : [{ newFolder: folder, files: drafts }],
      report: { before: earlier.edition, after: later.edition, ...change },
      print(io) {
        io.out(say`edition of ${earlier.edition} → edition of ${later.edition}`);
        (lines.length > 0 ? lines : [say`Nothing: both show and print the same.`]).forEach(io.out);
        if (folder === undefined) return;
        for (const { name } of drafts)
          io.out(say`Wrote ${relative(desk.from ?? desk.root, join(folder, name))}`);
        io.out(
          say`Rewrite the drafts for readers and remove the comments; publish them where your newsroom does.`
        );
      }
    };
  }
);
