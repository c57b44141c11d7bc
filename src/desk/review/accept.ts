import { group } from 'd3';
import { dayOf } from '../../sources/cells/calendar.ts';
import { say, counted, few, number } from '../../locale/say.ts';
import { openStory } from '../../site/story/open-story.ts';
import { unreadTexts } from '../../site/story/text-changes.ts';
import { fiveNearest } from '../../story/claims/nearest.ts';
import { textsFile, writeTexts, type TextsLock } from '../../story/texts-lock.ts';
import { sha256 } from '../../vintages/sha256.ts';
import { command, nothingWritten, type Answer } from '../cli/command.ts';
import { Refusal } from '../cli/desk-io.ts';
import { block, linesOfText } from '../cli/change-lines.ts';
import { projectOf } from '../files/disk-project.ts';
import { changedOn, decide, type Decided, type Decision } from './decide.ts';
import { textsToReview, type TextToReview } from './texts-to-review.ts';

/** The report of `accept --json`: texts by their ids. */
export interface AcceptReport extends Omit<Decided, 'lock'> {
  texts: number;
  /** Texts that no named person has read, and those that still differ. */
  unread: number;
  left: string[];
  /** Texts that were only shown, with the codes of their wordings. */
  shown: Pick<TextToReview, 'id' | 'code'>[];
}

type Story = ReturnType<typeof openStory>;

/** `world` is `world/lead` and every other text of it; `words` is `words.share/…` too. */
const isUnder = (asked: string, id: string) =>
  id === asked || ['/', '.', '#'].some((end) => id.startsWith(asked + end));

const isAmong = (asked: readonly string[], id: string) =>
  asked.length === 0 || asked.some((one) => isUnder(one, id));

function checkAsked(asked: readonly string[], known: readonly string[]): void {
  const unknown = asked.find((one) => !known.some((id) => isUnder(one, id)));
  if (unknown === undefined) return;
  throw new Refusal(
    'unknown-text',
    say`The story has no text “${unknown}”.`,
    say`The nearest are ${fiveNearest(unknown, known)}.`
  );
}

export const acceptUsage = '`npm run desk -- accept <text>@<code> … --by "<name>"`';

/** Names all texts of which only figures changed, with one code of all their wordings. */
const together = 'figures';
export const onlyFigures = (waiting: readonly TextToReview[]) =>
  waiting.filter(({ grade }) => grade === 'figures');
export const codeOfAll = (texts: readonly TextToReview[]): string =>
  sha256(texts.map(({ code }) => code).join()).slice(0, 6);

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
      say`Run ${`\`npm run desk -- accept ${word}\``}: it shows the words, and each name with the code of its wording.`
    );
  const figures = onlyFigures(waiting);
  return id === together && code === codeOfAll(figures)
    ? figures.map((one) => ({ id: one.id, code: one.code, ...reason }))
    : [{ id, code, ...reason }];
}

/** Records every changed text, or those asked for, as read by nobody. */
function draftOf(story: Story, asked: readonly string[], on: string): Decided {
  const { said, accepted, texts } = story;
  const before = accepted?.texts ?? {};
  // Once recorded, nothing would tell that these words were true under another promise.
  const silenced = textsToReview(story).flatMap(({ id, faults }) =>
    faults.some(({ kind }) => kind === 'silenced') ? [id] : []
  );
  const isChanged = accepted ? new Set(texts.map(({ id }) => id)) : new Set(said.keys());
  const fresh = [...said.keys()].filter(
    (id) => isAmong(asked, id) && isChanged.has(id) && !silenced.includes(id)
  );
  const gone = Object.keys(before).filter((id) => !said.has(id) && isAmong(asked, id));
  const after = new Map(Object.entries(before).filter(([id]) => !gone.includes(id)));
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
    report: { ...done, texts, unread, left, shown: [] } satisfies AcceptReport,
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

function linesToReview(text: TextToReview): string[] {
  const { id, code, faults, held } = text;
  return [
    ...linesOfText(text, `${id}@${code}`),
    ...faults.map(({ message }) => `  ${say`to mend: ${message}`}`),
    ...(held ? [`  ${say`not accepted on ${held.on} by ${held.by}: ${held.why}`}`] : [])
  ];
}

/** Shows what waits, each text with the code of its wording. */
function show(
  waiting: readonly TextToReview[],
  asked: readonly string[],
  lock?: TextsLock
): Answer {
  const shown = waiting.filter(({ id, isUnread }) =>
    asked.length === 0 ? !isUnread : isAmong(asked, id)
  );
  const figures = onlyFigures(waiting);
  const unread = waiting.filter(({ isUnread }) => isUnread);
  const report: AcceptReport = {
    ...{ accepted: [], gone: [], held: [], left: [] },
    texts: Object.keys(lock?.texts ?? {}).length,
    unread: unread.length,
    shown: shown.map(({ id, code }) => ({ id, code }))
  };
  return {
    exit: waiting.length > 0 ? 1 : 0,
    report,
    print({ out }) {
      block(say`${counted(shown.length, 'text')} to accept:`, shown.flatMap(linesToReview)).forEach(
        out
      );
      if (figures.length > 0 && figures.every((one) => shown.includes(one)))
        out(
          say`${counted(figures.length, 'text')} changed only in figures: together they are ${`${together}@${codeOfAll(figures)}`}.`
        );
      if (shown.length > 0)
        out(
          say`Accept what you read in every language: ${acceptUsage}. If a text must change first, add --not-yet "<reason>".`
        );
      const heads = [...group(unread, ({ id }) => id.split('/', 1)[0]!)];
      if (asked.length === 0 && heads.length > 0)
        out(
          say`Nobody has read ${counted(unread.length, 'text')} yet: ${heads.map(([head, { length }]) => `${head} (${length})`).join(', ')}. See them with ${'`npm run desk -- accept <name>`'}.`
        );
      if (waiting.length === 0) out(say`Every text is accepted.`);
    }
  };
}

/** `accept` shows the texts that wait, and records who read them in every language. */
export const accept = command(
  'accept',
  nothingWritten,
  async ({ values, words: asked, usage }, desk) => {
    const { by: name, draft, 'not-yet': notYet } = values;
    const by = name?.trim();
    const reason = notYet?.trim();
    const story = openStory(await projectOf(desk).read());
    const on = dayOf(desk.now());
    const isWrong =
      by === '' ||
      reason === '' ||
      (draft === true && (by ?? reason) !== undefined) ||
      (reason !== undefined && by === undefined) ||
      (by !== undefined && asked.length === 0);
    if (isWrong)
      throw new Refusal(
        'usage',
        draft === true
          ? say`A draft is a text that nobody has read, so --draft takes no --by.`
          : say`accept needs the texts that you read, and your name.`,
        say`Run ${`\`${usage}\``}.`
      );
    if (by === undefined) {
      const known = [...story.said.keys(), ...Object.keys(story.accepted?.texts ?? {})];
      checkAsked(asked, [...new Set(known)]);
      return draft === true
        ? answerOf(story, draftOf(story, asked, on), undefined)
        : show(textsToReview(story), asked, story.accepted);
    }
    const waiting = textsToReview(story);
    const decisions = asked.flatMap((word) =>
      readDecision(word, waiting, reason === undefined ? {} : { notYet: reason })
    );
    return answerOf(story, decide(story, waiting, decisions, { by, on }), by);
  }
);
