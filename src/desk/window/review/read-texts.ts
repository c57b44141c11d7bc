import { byLanguage, type Language } from '#locale/languages.ts';
import {
  factCheckColumns,
  factCheckRows,
  releasesRead,
  sourcesOfText
} from '#site/story/fact-check.ts';
import { openStory, type OpenedStory } from '#site/story/open-story.ts';
import { writtenTexts } from '#site/story/written-text.ts';
import { promiseLines } from '../../cli/change-lines.ts';
import { recordsByName } from '../../edition/vintages.ts';
import {
  figuresNamed,
  recordedBefore,
  textsToReview,
  type TextToReview
} from '../../review/accept.ts';
import { leftIn, standingIn } from '../mend/mend-form.ts';
import type { Seen } from '../view.ts';
import type { AcceptedText } from '#story/texts-lock.ts';
import { csvFormat, rollups } from 'd3';

/** Words of both wordings, of the old one only (`was`), or of the new one only. */
interface Run {
  of: 'both' | 'was' | 'is';
  words: string;
}

export type ReadText = ReturnType<typeof readText>;

type State = 'new' | 'gone' | 'changed' | 'unread' | 'accepted';

const wordsOf = (text: string): string[] => text.match(/\S+\s*/g) ?? [];

/** The longest common words of two wordings, and those of each between them, in order. */
function compareWordings(before: string, after: string): Run[] {
  const [was, is] = [wordsOf(before), wordsOf(after)];
  const isSame = (one: number, other: number) => was[one]?.trim() === is[other]?.trim();
  const common = was.concat('').map(() => [...is, ''].map(() => 0));
  for (let one = was.length - 1; one >= 0; one--)
    for (let other = is.length - 1; other >= 0; other--)
      common[one]![other] = isSame(one, other)
        ? 1 + common[one + 1]![other + 1]!
        : Math.max(common[one + 1]![other]!, common[one]![other + 1]!);
  const runs: Run[] = [];
  const add = (of: Run['of'], words: string) => {
    const last = runs.at(-1);
    if (last?.of === of) last.words += words;
    else runs.push({ of, words });
  };
  let [one, other] = [0, 0];
  while (one < was.length || other < is.length) {
    if (one < was.length && other < is.length && isSame(one, other)) {
      add('both', is[other++]!);
      one++;
    } else if (
      other < is.length &&
      (one >= was.length || common[one]![other + 1]! > common[one + 1]![other]!)
    )
      add('is', is[other++]!);
    else add('was', was[one++]!);
  }
  return runs;
}

const lines = (text: string | undefined) => text?.replaceAll(' ¶ ', '\n');

const storyOf = ({ files }: Pick<Seen, 'files'>): OpenedStory =>
  standingIn({ files }).story ?? openStory(files);

const recordsOf = ({ once, files }: Seen, story: OpenedStory) =>
  once('records', () => recordsByName(files, releasesRead(story)));

export const waitingIn = (seen: Seen): TextToReview[] =>
  seen.once('waiting', () => textsToReview(storyOf(seen)));

export const beforeIn = (seen: Seen) =>
  seen.once('before', () => recordedBefore(waitingIn(seen), seen.desk));

export const headOf = (id: string) => id.split('/', 1)[0]!;

function readText(
  text: Pick<TextToReview, 'id' | 'before' | 'after'> & Partial<TextToReview>,
  state: State,
  seen: Seen
) {
  const story = storyOf(seen);
  const { id, before, after, grade, faults = [], held, code } = text;
  const parts = writtenTexts(story, id);
  const claims = Object.keys(after?.promises ?? {});
  const by = story.accepted?.texts[id];
  const said = byLanguage((language) => {
    const [was, is] = [lines(before?.said[language]), lines(after?.said[language])];
    const part = parts.find((one) => one.languages.includes(language));
    return {
      isSame: was === is,
      runs: was === undefined && is === undefined ? [] : compareWordings(was ?? '', is ?? ''),
      sources: part ? sourcesOfText(part, claims, language, story, recordsOf(seen, story)) : []
    };
  });
  return {
    ...{ id, grade, faults, held, said, state },
    promises: promiseLines(text),
    /** As `accept` takes it; undefined for a text that is accepted as it is. */
    named: code === undefined ? undefined : `${id}@${code}`,
    accepted: by?.by === null ? undefined : (by as Pick<AcceptedText, 'by' | 'on'> | undefined)
  };
}

/** The texts that changed, or a text by its id, or all under a head, in reading order. */
function readTexts(seen: Seen, head: string | null): ReadText[] {
  const { said } = storyOf(seen);
  const waiting = waitingIn(seen);
  const read = (text: TextToReview) => {
    const { before, after, isUnread } = text;
    return readText(text, isUnread ? 'unread' : !before ? 'new' : after ? 'changed' : 'gone', seen);
  };
  if (head === null) return waiting.filter(({ isUnread }) => !isUnread).map(read);
  const byId = new Map(waiting.map((text) => [text.id, text]));
  return [...new Set([...said.keys(), ...byId.keys()])]
    .filter((id) => id === head || headOf(id) === head)
    .map((id) => {
      const text = byId.get(id);
      return text
        ? read(text)
        : readText({ id, before: undefined, after: said.get(id) }, 'accepted', seen);
    });
}

/** The head of some texts, or the name of one; null for those that changed. */
export const partIn = (query: URLSearchParams) => query.get('text') ?? query.get('part');

/** Whoever decided last. One person sits at this desk. */
export const reader = { name: '' };

export type ShownReview = Awaited<ReturnType<typeof readReview>>;

export async function readReview(seen: Seen) {
  const { query } = seen;
  const part = partIn(query);
  const waiting = waitingIn(seen);
  const before = part === null ? await beforeIn(seen) : undefined;
  const again = (before?.texts ?? []).map((text) => ({
    // Only its words of now are to be seen.
    ...readText({ ...text, before: text.after }, 'changed', seen),
    accepted: before!.recordOf.get(text)
  }));
  const isAgain = new Set(again.map(({ id }) => id));
  const texts = readTexts(seen, part).filter(({ id }) => !isAgain.has(id));
  const isFigures = ({ grade }: ReadText) => part === null && grade === 'figures';
  return {
    ...{ part, by: reader.name, left: leftIn(seen), again, againNamed: before?.named },
    texts: texts.filter((text) => !isFigures(text)),
    figures: texts.filter(isFigures),
    figuresNamed: figuresNamed(waiting),
    unread: rollups(
      waiting.filter(({ isUnread }) => isUnread),
      ({ length }) => length,
      ({ id }) => headOf(id)
    )
  };
}

export function factCheckSheet(seen: Seen, language: Language): string {
  const story = storyOf(seen);
  const rows = factCheckRows(story, language, recordsOf(seen, story));
  // Excel on Windows needs the byte order mark to read UTF-8.
  return `\ufeff${csvFormat(rows, factCheckColumns)}\n`;
}
