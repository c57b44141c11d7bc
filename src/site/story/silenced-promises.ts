import type { StoryText } from '../../copy/story-texts.ts';
import { languages } from '../../locale/languages.ts';
import { keepsEarlier } from '../../story/claims/read-claims.ts';
import type { Lock } from '../../story/lock.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import { changedPromises, type TextChange } from '../../story/texts-lock.ts';
import type { ComputedStory } from './compute-story.ts';
import type { ParsedStory } from './parse-story.ts';
import { partFigures, printedBefore, printedBy } from './text-grade.ts';
import { say } from '../../locale/say.ts';

const passagesOf = (said: string) => said.split(' ¶ ');
const withoutMarks = (said: string) => said.replace(/ \[[^\]\s]+\]|^## /g, '');

/**
 * Reports words that stand as they did when their claim promised something that is no longer true:
 * the promise was changed in their place.
 */
export function silencedPromises(
  texts: readonly TextChange[],
  said: ReadonlyMap<string, StoryText>,
  lock: Lock,
  { claims, ledger, protection }: Pick<ParsedStory, 'claims' | 'ledger' | 'protection'>,
  { computed, edition }: Pick<ComputedStory, 'computed' | 'edition'>
): Problem[] {
  return texts.flatMap((change) =>
    changedPromises(change).flatMap(({ id, before }) => {
      const now = computed.get(id);
      const story = { claims, edition, protection, estimates: ledger.estimates };
      if (!now?.ok || keepsEarlier(before, now.claim, story) !== false) return [];
      return languages.flatMap((language) => {
        const place = said.get(change.id)?.places[language];
        const was = passagesOf(change.before?.said[language] ?? '').map(
          (passage) => partFigures(passage, printedBefore).words
        );
        const same = passagesOf(change.after?.said[language] ?? '').find(
          (passage) =>
            passage.includes(`[${id}]`) &&
            was.includes(partFigures(passage, printedBy(lock, language)).words)
        );
        if (!place || same === undefined) return [];
        return problemsOf('silenced', place.file, 'D06')(
          place.at(),
          say`“${withoutMarks(same)}” stands as it was accepted, when “$${id}” promised “${before}”. It is ${now.locked[language]} now, and another promise does not make the words true.`,
          say`Rewrite them in every language, so that they are true of it.`
        );
      });
    })
  );
}
