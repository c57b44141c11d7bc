import type { OpenedStory } from '../../site/story/open-story.ts';
import {
  gradeTexts,
  textFinder,
  type GradedText,
  placeChanges
} from '../../site/story/text-changes.ts';
import type { Problem } from '../../story/problem.ts';
import { codeOf, type HeldText, type TextChange } from '../../story/texts-lock.ts';

/** A text that waits for a reader, with the code of the wording that they read. */
export interface TextToReview extends GradedText {
  code: string;
  /** Its words are mended before anybody accepts them. */
  faults: Problem[];
  /** It stands as it was recorded, but nobody has read it. */
  isUnread: boolean;
  /** Somebody read it and did not accept it. */
  held?: HeldText;
}

/** A text is not accepted while one of these is in it. */
const isFault = ({ severity, kind }: Problem) => severity === 'error' && kind !== 'text-changed';

/** Returns every text that differs from the accepted one, then those that nobody has read. */
export function textsToReview(
  story: Pick<OpenedStory, 'said' | 'problems' | 'accepted' | 'texts' | 'lock' | 'computed'>
): TextToReview[] {
  const { said, accepted, problems, lock, computed } = story;
  const known = accepted?.texts ?? {};
  const isChanged = new Set(story.texts.map(({ id }) => id));
  const unread = [...said].flatMap(([id, after]): TextChange[] =>
    isChanged.has(id) || typeof known[id]?.by === 'string' ? [] : [{ id, before: undefined, after }]
  );
  const textOf = textFinder(said);
  const claimOf = (id: string) => computed.get(id)?.claim;
  const changes = [...story.texts, ...placeChanges(unread, said)];
  const faults = problems.filter(isFault).map((fault) => ({ fault, id: textOf(fault) }));
  return gradeTexts(changes, { lock, problems, claimOf, textOf }).map((change) => {
    const held = accepted?.held[change.id];
    return {
      ...change,
      code: codeOf(change),
      faults: faults.filter(({ id }) => id === change.id).map(({ fault }) => fault),
      isUnread: !isChanged.has(change.id),
      ...(held && { held })
    };
  });
}
