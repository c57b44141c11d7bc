import { mapStops } from '../../chapters/outline.ts';
import { byLanguage } from '../../locale/languages.ts';
import type { ProjectFiles } from '../../vintages/project-files.ts';
import { judgeStory } from './judge-story.ts';
import type { PinChoices } from './open-pins.ts';
import { parseStory, computeStory } from './parse-story.ts';
import { printCopy } from './print-copy.ts';

export type OpenedStory = ReturnType<typeof openStory>;

/** Opens the story as locked, or with other pins. */
export function openStory(files: ProjectFiles, choices: PinChoices = {}) {
  const parsed = parseStory(files, choices);
  const computed = computeStory(parsed);
  const printed = printCopy(files, computed.scenes, computed);
  const judged = judgeStory(parsed, computed, printed);
  return {
    files,
    data: { ...computed.edition.data, stops: mapStops(computed.scenes) },
    /** In reading order, with the years that the data have. */
    scenes: computed.scenes,
    chapters: byLanguage((language) => printed.chapters[language].map(({ chapter }) => chapter)),
    read: printed.chapters,
    words: parsed.copy.words,
    /** The lock as it was read; undefined when there is none yet. */
    locked: parsed.locked,
    edition: computed.edition,
    parts: computed.parts,
    computed: computed.computed,
    history: computed.history,
    ...judged
  };
}
