import { mapStops } from '#chapters/outline.ts';
import { byLanguage } from '#locale/languages.ts';
import { StoryRefused, unlessRefused } from '#story/problem.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { draftProblems, useLanguages, type UsedLanguages } from '../languages/added-languages.ts';
import { judgeStory } from './judge-story.ts';
import type { PinChoices } from './open-pins.ts';
import { parseStory, computeStory } from './parse-story.ts';
import { printCopy } from './print-copy.ts';

export type OpenedStory = ReturnType<typeof openStory>;

export function openStory(given: ProjectFiles, choices: PinChoices = {}) {
  const used = useLanguages(given, choices.drafts);
  return unlessRefused(
    () => openWith(used, choices),
    (problems) => {
      throw new StoryRefused(problems.map(used.place));
    }
  );
}

function openWith({ files, added, place, kept }: UsedLanguages, choices: PinChoices) {
  const parsed = parseStory(files, choices);
  const computed = computeStory(parsed);
  const printed = printCopy(files, computed.scenes, computed);
  const judged = judgeStory(parsed, computed, printed);
  return {
    files,
    added,
    place,
    data: { ...computed.edition.data, stops: mapStops(computed.scenes) },
    scenes: computed.scenes,
    chapters: byLanguage((language) => printed.chapters[language].map(({ chapter }) => chapter)),
    read: printed.chapters,
    words: parsed.copy.words,
    locked: parsed.locked,
    edition: computed.edition,
    parts: computed.parts,
    computed: computed.computed,
    history: computed.history,
    ...judged,
    problems: [...judged.problems.map(place), ...draftProblems(kept)]
  };
}
