import { dayOf } from '../../sources/cells/calendar.ts';
import { say, counted, few, number } from '../../locale/say.ts';
import { openStory } from '../../site/story/open-story.ts';
import { unreadTexts } from '../../site/story/text-changes.ts';
import { textsFile, writeTexts } from '../../story/texts-lock.ts';
import { sha256 } from '../../vintages/sha256.ts';
import { command, nothingWritten, wrongUsage, type Answer } from '../cli/command.ts';
import { Refusal } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { changedOn, decide, type Decided, type Decision } from './decide.ts';
import { textsToReview, type TextToReview } from './texts-to-review.ts';

/** The report of `accept --json`: texts by their ids. */
export interface AcceptReport extends Omit<Decided, 'lock'> {
  texts: number;
  /** Texts that no named person has read, and those that still differ. */
  unread: number;
  left: string[];
}

type Story = ReturnType<typeof openStory>;

export const acceptUsage = '`npm run desk -- accept <text>@<code> … --by "<name>"`';

const onlyFigures = (waiting: readonly TextToReview[]) =>
  waiting.filter(({ grade }) => grade === 'figures');

/** Names all texts of which only figures changed, with one code of all their wordings. */
export const figuresNamed = (waiting: readonly TextToReview[]): string => {
  const codes = onlyFigures(waiting).map(({ code }) => code);
  return `figures@${sha256(codes.join()).slice(0, 6)}`;
};

/** Reads `world/lead@3fa2c1`, and `figures@…` for each of those texts. @throws Refusal. */
function readDecision(
  word: string,
  waiting: readonly TextToReview[],
  reason: Pick<Decision, 'notYet'>
): Decision[] {
  const [, id, code] = /^(.+)@([0-9a-f]{6})$/.exec(word) ?? [];
  if (id === undefined || code === undefined)
    throw new Refusal(
      'not-shown',
      say`“${word}” does not say which wording you read.`,
      say`Review, in \`npm run desk\`, shows the words, and \`npm run desk -- check\` those that changed, with the code of their wording.`
    );
  return word === figuresNamed(waiting)
    ? onlyFigures(waiting).map((one) => ({ id: one.id, code: one.code, ...reason }))
    : [{ id, code, ...reason }];
}

/** Records every changed text as read by nobody. */
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
  return { accepted: fresh, gone, held: [], lock };
}

function answerOf(story: Story, decided: Decided, by: string | undefined): Answer {
  const { lock, ...done } = decided;
  const isSame = Object.values(done).every((ids) => ids.length === 0);
  const decidedOn = new Set([...done.accepted, ...done.gone]);
  const changed = story.accepted ? story.texts.map(({ id }) => id) : [...story.said.keys()];
  const left = changed.filter((id) => !decidedOn.has(id));
  const unread = unreadTexts(lock).length;
  const texts = Object.keys(lock.texts).length;
  return {
    writes: isSame ? [] : [{ file: textsFile, text: writeTexts(lock) }],
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
      list(done.gone, say`no longer in the story`);
      list(done.held, say`not accepted yet, says ${by ?? ''}`);
      out(
        isSame
          ? say`${textsFile} is up to date: ${counted(texts, 'text')}.`
          : say`Wrote ${textsFile}: ${counted(texts, 'text')}, ${number(unread)} not read yet.`
      );
      if (left.length > 0) out(say`Still to accept: ${few(left)}.`);
    }
  };
}

/** `accept` records who read texts in every language, or that nobody has yet. */
export const accept = command(
  'accept',
  nothingWritten,
  async ({ values, words: asked, usage }, desk) => {
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
        usage
      );
    if (draft === true || by === undefined) return answerOf(story, draftOf(story, on), undefined);
    const waiting = textsToReview(story);
    const decisions = asked.flatMap((word) =>
      readDecision(word, waiting, reason === undefined ? {} : { notYet: reason })
    );
    return answerOf(story, decide(story, waiting, decisions, { by, on }), by);
  }
);
