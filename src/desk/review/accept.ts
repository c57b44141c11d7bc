import { dayOf } from '../../sources/cells/calendar.ts';
import { counted, few, number } from '../../locale/counted.ts';
import { openStory } from '../../site/story/open-story.ts';
import { unreadTexts } from '../../site/story/text-problems.ts';
import { fiveNearest } from '../../story/claims/nearest.ts';
import {
  textsFile,
  writeTexts,
  type AcceptedText,
  type TextsLock
} from '../../story/texts-lock.ts';
import { command, nothingWritten } from '../cli/command.ts';
import { Refusal } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';

/** The report of `accept --json`: texts by their ids. */
export interface AcceptReport {
  accepted: string[];
  gone: string[];
  texts: number;
  /** Texts that no named person has read, and those that still differ. */
  unread: number;
  left: string[];
}

/** `world` is `world/lead` and every other text of it; `words` is `words.share/…` too. */
const isUnder = (asked: string, id: string) =>
  id === asked || ['/', '.', '#'].some((end) => id.startsWith(asked + end));

/** Signatures are of the story's own words. */
const besideTheStory =
  /^(?:corrections\/\d|helplines\/|newsroom\/|withdrawals\/|words\.desk\/|repairs\/|sources\/)/;

const howTo =
  'Name the texts and yourself, for example `npm run desk -- accept world/lead --by "<name>"`. ' +
  'To record the words of a draft that nobody has read, run `npm run desk -- accept --draft`.';

function checkAsked(asked: readonly string[], known: readonly string[]): void {
  const unknown = asked.find((one) => !known.some((id) => isUnder(one, id)));
  if (unknown === undefined) return;
  throw new Refusal(
    'unknown-text',
    `The story has no text “${unknown}”.`,
    `The nearest are ${fiveNearest(unknown, known)}.`
  );
}

/** `accept` records the texts as they stand, and who read them in every language. */
export const accept = command('accept', nothingWritten, async ({ values, words: asked }, desk) => {
  const by = values.by?.trim() ?? '';
  const isDraft = values.draft === true;
  const story = openStory(await projectOf(desk).read());
  const { said, accepted } = story;
  if (isDraft === (by !== '') || (!isDraft && asked.length === 0))
    throw new Refusal(
      'usage',
      isDraft
        ? 'A draft is a text that nobody has read, so --draft takes no --by.'
        : 'accept needs the texts that you read and your name, or --draft.',
      howTo
    );
  const before = accepted?.texts ?? {};
  checkAsked(asked, [...new Set([...said.keys(), ...Object.keys(before)])]);
  const isAsked = (id: string) => asked.length === 0 || asked.some((one) => isUnder(one, id));
  const changed = new Set(story.accepted ? story.texts.map(({ id }) => id) : said.keys());
  const isFresh = (id: string) =>
    isAsked(id) && (changed.has(id) || (!isDraft && before[id]?.by === null));
  const on = dayOf(desk.now());
  const after = new Map<string, AcceptedText>();
  const fresh: string[] = [];
  for (const [id, { said: texts, promises }] of said) {
    if (isFresh(id)) {
      fresh.push(id);
      after.set(id, { by: isDraft ? null : by, on, said: texts, promises });
    } else if (before[id]) after.set(id, before[id]);
  }
  const gone = Object.keys(before).filter((id) => !said.has(id) && isAsked(id));
  for (const id of Object.keys(before))
    if (!said.has(id) && !isAsked(id)) after.set(id, before[id]!);
  const ofStory = [...fresh.filter((id) => changed.has(id)), ...gone].some(
    (id) => !besideTheStory.test(id)
  );
  const lock: TextsLock = {
    changed: ofStory || !accepted ? on : accepted.changed,
    texts: Object.fromEntries(after)
  };
  const isSame = fresh.length === 0 && gone.length === 0;
  const left = [...changed].filter((id) => !fresh.includes(id) && !gone.includes(id));
  const unread = unreadTexts(lock).length;
  return {
    writes: isSame ? [] : [{ file: textsFile, text: writeTexts(lock) }],
    step: { kind: 'acceptance', of: [...fresh, ...gone], ...(isDraft ? {} : { by }) },
    report: { accepted: fresh, gone, texts: after.size, unread, left } satisfies AcceptReport,
    print({ out }) {
      const list = (ids: readonly string[], what: string) =>
        ids.length > 20
          ? out(`${counted(ids.length, 'text')} ${what}.`)
          : ids.forEach((id) => out(`${id}: ${what}`));
      list(fresh, isDraft ? 'recorded as a draft' : `accepted by ${by}`);
      list(gone, 'no longer in the story');
      out(
        isSame
          ? `${textsFile} is up to date: ${counted(after.size, 'text')}.`
          : `Wrote ${textsFile}: ${counted(after.size, 'text')}, ${number(unread)} not read yet.`
      );
      if (left.length > 0) out(`Still to accept: ${few(left)}.`);
    }
  };
});
