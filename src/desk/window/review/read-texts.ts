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
import { diffArrays } from 'diff';

/** Words of both wordings (`folded`: shown when opened), of the old one only (`was`), or the new. */
interface Run {
  of: 'both' | 'folded' | 'was' | 'is';
  words: string;
}

export type ReadText = ReturnType<typeof readText>;

type State = 'new' | 'gone' | 'changed' | 'unread' | 'accepted';

const wordsOf = (text: string): string[] => text.match(/\S+\s*/g) ?? [];

export const compareWordings = (before: string, after: string): Run[] =>
  diffArrays(wordsOf(before), wordsOf(after), {
    comparator: (one, other) => one.trim() === other.trim()
  }).map(({ added, removed, value }) => ({
    of: added ? 'is' : removed ? 'was' : 'both',
    words: value.join('')
  }));

/** In words. A shorter stretch is read as fast as its fold is opened. */
const longStretch = 40;

/** Folds long stretches that did not change, except for the sentences beside a change. */
export function foldUnchanged(runs: readonly Run[]): Run[] {
  return runs.flatMap((run, at) => {
    const { of, words } = run;
    if (of !== 'both' || wordsOf(words).length < longStretch) return [run];
    const ends = [...words.matchAll(/[.?!]\s+|\n+/g)].map((end) => end.index + end[0].length);
    const first = at === 0 ? 0 : (ends[0] ?? words.length);
    const last = at === runs.length - 1 ? words.length : (ends.at(-1) ?? 0);
    if (wordsOf(words.slice(first, last)).length < longStretch) return [run];
    return [
      { of, words: words.slice(0, first) },
      { of: 'folded' as const, words: words.slice(first, last) },
      { of, words: words.slice(last) }
    ].filter((part) => part.words !== '');
  });
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
  const isOther = JSON.stringify(before?.said) !== JSON.stringify(after?.said);
  const said = byLanguage((language) => {
    const [was, is] = [lines(before?.said[language]), lines(after?.said[language])];
    const part = parts.find((one) => one.languages.includes(language));
    const runs = (was ?? is) === undefined ? [] : compareWordings(was ?? '', is ?? '');
    return {
      isSame: was === is,
      runs: isOther ? foldUnchanged(runs) : runs,
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
