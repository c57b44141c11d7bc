import { say } from '../../locale/say.ts';
import { fiveNearest } from '../../story/claims/nearest.ts';
import type { AcceptedText, HeldText, TextsLock } from '../../story/texts-lock.ts';
import type { OpenedStory } from '../../site/story/open-story.ts';
import { Refusal } from '../cli/desk-io.ts';
import type { TextToReview } from './texts-to-review.ts';

/** What a reader decides of one text: to accept it or, with a reason, not yet. */
export interface Decision {
  id: string;
  /** The code of the wording that was read. */
  code: string;
  notYet?: string;
}

/** The person who decides, and the day. */
interface Reader {
  by: string;
  on: string;
}

export interface Decided {
  lock: TextsLock;
  accepted: string[];
  gone: string[];
  held: string[];
}

/** Signatures are of the story's own words. */
const besideTheStory =
  /^(?:corrections\/\d|helplines\/|newsroom\/|withdrawals\/|words\.desk\/|repairs\/|sources\/)/;

/** The day on which the story's own words last changed, once these texts are recorded. */
export const changedOn = (
  accepted: TextsLock | undefined,
  changed: readonly string[],
  on: string
): string => (!accepted || changed.some((id) => !besideTheStory.test(id)) ? on : accepted.changed);

/** @throws Refusal when the decision is of other words than the text has now, or they are false. */
function readText(decision: Decision, waiting: readonly TextToReview[]): TextToReview {
  const { id, code, notYet } = decision;
  const text = waiting.find((one) => one.id === id);
  if (text === undefined)
    throw new Refusal(
      'unknown-text',
      say`No text “${id}” waits to be accepted.`,
      waiting.length === 0
        ? say`Every text is accepted.`
        : say`The nearest are ${fiveNearest(
            id,
            waiting.map((one) => one.id)
          )}.`
    );
  if (text.code !== code)
    throw new Refusal(
      'other-wording',
      say`“${id}” has other words now than those that you read.`,
      say`Read it again in Review, or with \`npm run desk -- check\`.`
    );
  const [fault] = text.faults;
  if (fault && notYet === undefined)
    throw new Refusal('not-true', say`“${id}” cannot be accepted: ${fault.wrong}`, fault.fix);
  return text;
}

/**
 * Returns the accepted texts after somebody's decisions, each of the wording that they read.
 * @throws Refusal, for any of them, before anything is decided.
 */
export function decide(
  { said, accepted }: Pick<OpenedStory, 'said' | 'accepted'>,
  waiting: readonly TextToReview[],
  decisions: readonly Decision[],
  { by, on }: Reader
): Decided {
  const texts = new Map<string, AcceptedText>(Object.entries(accepted?.texts ?? {}));
  const held = new Map<string, HeldText>(Object.entries(accepted?.held ?? {}));
  const decided = { accepted: [] as string[], gone: [] as string[], held: [] as string[] };
  const changed: string[] = [];
  for (const decision of decisions) {
    const { id, code, notYet } = decision;
    const { isUnread } = readText(decision, waiting);
    if (notYet !== undefined) {
      held.set(id, { by, on, why: notYet, code });
      decided.held.push(id);
      continue;
    }
    held.delete(id);
    const now = said.get(id);
    if (now) texts.set(id, { by, on, said: now.said, promises: now.promises });
    else texts.delete(id);
    decided[now ? 'accepted' : 'gone'].push(id);
    if (!isUnread) changed.push(id);
  }
  const lock = {
    changed: changedOn(accepted, changed, on),
    texts: Object.fromEntries(texts),
    held: Object.fromEntries(held)
  };
  return { ...decided, lock };
}
