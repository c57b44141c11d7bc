import { dayOf } from '#sources/cells/calendar.ts';
import { say, counted, few, number } from '#locale/say.ts';
import { openStory, type OpenedStory } from '#site/story/open-story.ts';
import { fiveNearest } from '#story/claims/nearest.ts';
import {
  unreadTexts,
  gradeTexts,
  textFinder,
  type GradedText,
  placeChanges
} from '#site/story/text-changes.ts';
import {
  textsFile,
  writeTexts,
  type AcceptedText,
  type HeldText,
  type TextsLock,
  codeOf,
  isSame,
  type SaidText,
  type TextChange
} from '#story/texts-lock.ts';
import { sha256 } from '#vintages/sha256.ts';
import { command, wrongUsage, type Answer } from '../cli/command.ts';
import { commandLine, refuse, type Desk } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { historyOf } from '../files/git-history.ts';
import type { Problem } from '#story/problem.ts';

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

interface Decision {
  id: string;
  code: string;
  notYet?: string;
  as?: AcceptedText | undefined;
}

interface Reader {
  by: string;
  on: string;
}

interface Decided {
  lock: TextsLock;
  accepted: string[];
  again: string[];
  gone: string[];
  held: string[];
}

/** Signatures are of the story's own words. */
const besideTheStory =
  /^(?:corrections\/\d|helplines\/|newsroom\/|withdrawals\/|words\.desk\/|repairs\/|sources\/)/;

/** The day on which the story's own words last changed, once these texts are recorded. */
const changedOn = (accepted: TextsLock | undefined, changed: readonly string[], on: string) =>
  !accepted || changed.some((id) => !besideTheStory.test(id)) ? on : accepted.changed;

/** @throws Refusal when the decision is of other words than the text has now, or they are false. */
function readText(decision: Decision, waiting: readonly TextToReview[]): TextToReview {
  const { id, code, notYet } = decision;
  const text = waiting.find((one) => one.id === id);
  if (text === undefined)
    refuse(
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
    refuse(
      'other-wording',
      say`“${id}” has other words now than those that you read.`,
      say`\`npm run desk -- check\` shows them with their code. Read them, then accept them with that code.`
    );
  const [fault] = text.faults;
  if (fault && notYet === undefined)
    refuse('not-true', say`“${id}” cannot be accepted: ${fault.wrong}`, fault.fix);
  return text;
}

/**
 * Returns the accepted texts after somebody's decisions, each of the wording that they read.
 * @throws Refusal, for any of them, before anything is decided.
 */
function decide(
  { said, accepted }: Pick<OpenedStory, 'said' | 'accepted'>,
  waiting: readonly TextToReview[],
  decisions: readonly Decision[],
  { by, on }: Reader
): Decided {
  const texts = new Map<string, AcceptedText>(Object.entries(accepted?.texts ?? {}));
  const held = new Map<string, HeldText>(Object.entries(accepted?.held ?? {}));
  const none = (): string[] => [];
  const decided = { accepted: none(), again: none(), gone: none(), held: none() };
  const changed: string[] = [];
  for (const decision of decisions) {
    const { id, code, notYet, as } = decision;
    const { isUnread } = readText(decision, waiting);
    if (notYet !== undefined) {
      held.set(id, { by, on, why: notYet, code });
      decided.held.push(id);
      continue;
    }
    held.delete(id);
    const now = said.get(id);
    if (now) texts.set(id, as ?? { by, on, said: now.said, promises: now.promises });
    else texts.delete(id);
    decided[as ? 'again' : now ? 'accepted' : 'gone'].push(id);
    if (!isUnread) changed.push(id);
  }
  const lock = {
    changed: changedOn(accepted, changed, on),
    texts: Object.fromEntries(texts),
    held: Object.fromEntries(held)
  };
  return { ...decided, lock };
}

export interface AcceptReport extends Omit<Decided, 'lock'> {
  texts: number;
  /** Texts that no named person has read, and those that still differ. */
  unread: number;
  left: string[];
}

type Story = ReturnType<typeof openStory>;

export const acceptLine = (named: string) =>
  `\`npm run desk -- accept ${named} --by "${say`<your name>`}"\``;

const onlyFigures = (waiting: readonly TextToReview[]) =>
  waiting.filter(({ grade }) => grade === 'figures');

/** Names a group of texts with one code of all their wordings. */
const groupNamed = (group: string, texts: readonly TextToReview[]) =>
  `${group}@${sha256(texts.map(({ code }) => code).join()).slice(0, 6)}`;

export const figuresNamed = (waiting: readonly TextToReview[]) =>
  groupNamed('figures', onlyFigures(waiting));

type Written = Partial<Pick<AcceptedText, 'by' | 'on' | 'promises'> & SaidText['said']>;

const mostCommits = 20;

/**
 * Finds texts that a commit has recorded before, in the words, figures and promises of now, with
 * that record. One of a named reader is better than a draft.
 */
export async function recordedBefore(waiting: readonly TextToReview[], desk: Desk) {
  const found = new Map<TextToReview, AcceptedText>();
  const sought = waiting.filter(
    ({ grade, isUnread, before, after }) => before && after && grade === 'words' && !isUnread
  );
  const history = historyOf(desk);
  const revisions = sought.length > 0 ? await history.revisionsOf(textsFile) : [];
  for (const revision of revisions.slice(0, mostCommits)) {
    const left = sought.filter((text) => typeof found.get(text)?.by !== 'string');
    const written = left.length > 0 ? await history.text(revision, textsFile) : undefined;
    if (written === undefined) continue;
    const { texts = {} } = JSON.parse(written) as { texts?: Record<string, Written> };
    for (const text of left) {
      const { id, after } = text;
      const { by, on, promises = {}, ...said } = texts[id] ?? {};
      if (on === undefined || by === undefined || (by === null && found.has(text))) continue;
      if (isSame({ said, promises }, after!)) found.set(text, { by, on, ...after! });
    }
  }
  const texts = sought.filter((text) => found.has(text));
  return { texts, recordOf: found, named: groupNamed('before', texts) };
}

/** Reads `world/lead@3fa2c1`, and the names of groups: `figures@…`, `before@…`. */
function readDecision(
  word: string,
  waiting: readonly TextToReview[],
  before: Awaited<ReturnType<typeof recordedBefore>> | undefined,
  reason: Pick<Decision, 'notYet'>
): Decision[] {
  const [, id, code] = /^(.+)@([0-9a-f]{6})$/.exec(word) ?? [];
  if (id === undefined || code === undefined)
    refuse(
      'not-shown',
      say`“${word}” does not say which wording you read.`,
      say`\`npm run desk -- check\` shows the words that changed with their code, and Review, in \`npm run desk\`, all others. Then run ${acceptLine(`${word.replace(/@.*/, '')}@<code>`)}.`
    );
  const group =
    word === before?.named ? before.texts : word === figuresNamed(waiting) && onlyFigures(waiting);
  return group
    ? group.map((one) => ({
        ...{ id: one.id, code: one.code, ...reason },
        as: word === before?.named ? before.recordOf.get(one) : undefined
      }))
    : [{ id, code, ...reason }];
}

function draftOf(story: Story, on: string): Decided {
  const { said, accepted, texts } = story;
  const before = accepted?.texts ?? {};
  // Once recorded, nothing would tell that these words were true under another promise.
  const silenced = textsToReview(story).flatMap(({ id, faults }) =>
    faults.some(({ kind }) => kind === 'silenced') ? [id] : []
  );
  const changed = accepted ? texts.map(({ id }) => id) : [...said.keys()];
  const fresh = changed.filter((id) => said.has(id) && !silenced.includes(id));
  const gone = Object.keys(before).filter((id) => !said.has(id));
  const after = new Map(Object.entries(before).filter(([id]) => said.has(id)));
  for (const id of fresh) {
    const { said: words, promises } = said.get(id)!;
    after.set(id, { by: null, on, said: words, promises });
  }
  const lock = {
    changed: changedOn(accepted, [...fresh, ...gone], on),
    texts: Object.fromEntries(after),
    held: accepted?.held ?? {}
  };
  return { accepted: fresh, again: [], gone, held: [], lock };
}

function answerOf(story: Story, decided: Decided, by: string | undefined): Answer {
  const { lock, ...done } = decided;
  const isNone = Object.values(done).every((ids) => ids.length === 0);
  const decidedOn = new Set([...done.accepted, ...done.again, ...done.gone]);
  const changed = story.accepted ? story.texts.map(({ id }) => id) : [...story.said.keys()];
  const left = changed.filter((id) => !decidedOn.has(id));
  const unread = unreadTexts(lock).length;
  const texts = Object.keys(lock.texts).length;
  return {
    writes: isNone ? [] : [{ file: textsFile, text: writeTexts(lock) }],
    step: {
      kind: 'acceptance',
      of: Object.values(done).flat(),
      ...(by === undefined ? {} : { by })
    },
    report: { ...done, texts, unread, left } satisfies AcceptReport,
    print({ out }) {
      const list = (ids: readonly string[], what: string) =>
        ids.length > 20
          ? out(`${counted(ids.length, 'text')} ${what}.`)
          : ids.forEach((id) => out(`${id}: ${what}`));
      list(done.accepted, by === undefined ? say`recorded as a draft` : say`accepted by ${by}`);
      list(done.again, say`recorded as it was before`);
      list(done.gone, say`no longer in the story`);
      list(done.held, say`not accepted yet, says ${by ?? ''}`);
      out(
        isNone
          ? say`${textsFile} is up to date: ${counted(texts, 'text')}.`
          : say`Wrote ${textsFile}: ${counted(texts, 'text')}, ${number(unread)} not read yet.`
      );
      if (left.length > 0) out(say`Still to accept: ${few(left)}.`);
    }
  };
}

export const accept = command('accept', async ({ values, words: asked }, desk) => {
  const { by: name, draft, 'not-yet': notYet } = values;
  const by = name?.trim();
  const reason = notYet?.trim();
  const story = openStory(await projectOf(desk).read());
  const on = dayOf(desk.now());
  const isNamed = by !== undefined && by !== '' && asked.length > 0;
  if (draft === true ? (by ?? reason ?? asked[0]) !== undefined : !isNamed || reason === '')
    throw wrongUsage(
      draft === true
        ? say`A draft is every changed text, read by nobody: --draft stands alone.`
        : say`accept needs the texts that you read, and your name.`,
      draft === true ? commandLine('accept', '--draft') : acceptLine('<text>@<code>')
    );
  if (draft === true || by === undefined) return answerOf(story, draftOf(story, on), undefined);
  const waiting = textsToReview(story);
  const isBefore = asked.some((word) => word.startsWith('before@'));
  const before = isBefore ? await recordedBefore(waiting, desk) : undefined;
  const decisions = asked.flatMap((word) =>
    readDecision(word, waiting, before, reason === undefined ? {} : { notYet: reason })
  );
  return answerOf(story, decide(story, waiting, decisions, { by, on }), by);
});
