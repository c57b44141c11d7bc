import { join, relative, resolve } from 'node:path';
import { languages } from '#locale/languages.ts';
import { say, spoken } from '#locale/say.ts';
import { changeOfEditions } from '#site/story/story-change.ts';
import { draftFollowUp } from '#site/story/follow-up.ts';
import { openStory } from '#site/story/open-story.ts';
import type { TextChange } from '#story/texts-lock.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { figureLines, textLines } from '../cli/change-lines.ts';
import { command } from '../cli/command.ts';
import type { Desk } from '../cli/desk-io.ts';
import { recordsByName } from '../edition/vintages.ts';
import { readEdition } from '../edition/read-edition.ts';
import { projectOf } from '../files/disk-project.ts';

/** `world/world-2018 “About half were online”` */
function nameByHeading({ id, before, after }: TextChange) {
  const { said } = after ?? before!;
  const heading = /^## (.*?)(?: \[[^\]\s]+\])*(?= ¶|$)/.exec(said[spoken()] ?? '')?.[1];
  return heading === undefined ? id : `${id} “${heading.replace(/ \[[^\]\s]+\]/g, '')}”`;
}

export async function followUpOf(before: string, after: string, files: ProjectFiles, desk: Desk) {
  const later = await readEdition(after, files, desk);
  const earlier = await readEdition(before, files, desk);
  const story = openStory(files);
  const change = changeOfEditions(story, earlier, later);
  const records = recordsByName(
    files,
    change.pins.flatMap(({ before = [], after }) => [before, after].flat())
  );
  const titleOf = (name: string) => records.get(name)?.title ?? name;
  const drafts = languages.map((language) => {
    const { words, read } = story;
    const parts = { words: words[language], chapters: read[language], titleOf };
    const text = draftFollowUp({ change, earlier, later, ...parts });
    return { language, name: `follow-up.${language}.md`, text };
  });
  const changed = [...figureLines(change), ...textLines(change, nameByHeading)];
  const lines = [
    say`edition of ${earlier.edition} → edition of ${later.edition}`,
    ...(changed.length > 0 ? changed : [say`Nothing: both show and print the same.`])
  ];
  return { report: { before: earlier.edition, after: later.edition, ...change }, drafts, lines };
}

export const followUp = command(
  'follow-up',

  async ({ words: [before = '', after = 'now'], values: { out } }, desk) => {
    const files = await projectOf(desk).read();
    const { report, drafts, lines } = await followUpOf(before, after, files, desk);
    const folder = out === undefined ? undefined : resolve(desk.from ?? desk.root, out);
    return {
      writes: folder === undefined ? [] : [{ newFolder: folder, files: drafts }],
      report,
      print(io) {
        lines.forEach(io.out);
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
