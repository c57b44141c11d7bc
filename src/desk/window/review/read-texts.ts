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
import { standingIn } from '../mend/mend-form.ts';
import type { Seen } from '../view.ts';
import type { AcceptedText } from '#story/texts-lock.ts';
import { csvFormat, rollups } from 'd3';

/** A wording in three parts: only the middle differs from the other wording. */
export type Parted = readonly [same: string, other: string, same: string];

export type ReadText = ReturnType<typeof readText>;

type State = 'new' | 'gone' | 'changed' | 'unread' | 'accepted';

const wordsOf = (text: string) => text.match(/\S+\s*/g) ?? [];

function partWordings(before: string, after: string): readonly [Parted, Parted] {
  const [was, is] = [wordsOf(before), wordsOf(after)];
  const most = Math.min(was.length, is.length);
  let start = 0;
  while (start < most && was[start] === is[start]) start++;
  let end = 0;
  while (end < most - start && was.at(-1 - end)?.trim() === is.at(-1 - end)?.trim()) end++;
  const part = (words: readonly string[]): Parted => [
    words.slice(0, start).join(''),
    words.slice(start, words.length - end).join(''),
    words.slice(words.length - end).join('')
  ];
  return [part(was), part(is)];
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
    const both = was !== undefined && is !== undefined && partWordings(was, is);
    const part = parts.find((one) => one.languages.includes(language));
    const [old, now]: readonly (Parted | undefined)[] = both || [
      was === undefined ? undefined : ['', was, ''],
      is === undefined ? undefined : [is, '', '']
    ];
    return {
      before: old,
      after: now,
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

export type ShownReview = Awaited<ReturnType<typeof readReview>>;

export async function readReview(seen: Seen) {
  const { query } = seen;
  const part = partIn(query);
  const waiting = waitingIn(seen);
  const before = part === null ? await beforeIn(seen) : undefined;
  const again = (before?.texts ?? []).map((text) => ({
    // Only its words of now are to be seen.
    ...readText({ ...text, before: undefined }, 'changed', seen),
    accepted: before!.recordOf.get(text)
  }));
  const isAgain = new Set(again.map(({ id }) => id));
  const texts = readTexts(seen, part).filter(({ id }) => !isAgain.has(id));
  const isFigures = ({ grade }: ReadText) => part === null && grade === 'figures';
  return {
    ...{ part, by: query.get('by') ?? '', again, againNamed: before?.named },
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
