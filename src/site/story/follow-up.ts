import { group } from 'd3';
import type { Language } from '#locale/languages.ts';
import { articles, storyTitle } from '#chapters/chapter.ts';
import type { ReadChapter } from '#copy/read-chapter.ts';
import type { Piece, Sentence } from '#copy/passage.ts';
import { speak, type Words, type LabelIn } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import { printBeside, printYear, type Lock, type LockedClaim } from '#story/lock.ts';
import { sayAs } from './print-copy.ts';
import type { StoryChange } from './story-change.ts';

export interface FollowUpParts {
  change: StoryChange;
  earlier: Lock;
  later: Lock;
  words: Words;
  chapters: readonly ReadChapter[];
  titleOf: (vintage: string) => string;
}

/** Two hyphens would end a comment early. */
const comment = (text: string) => `<!-- ${text.replaceAll('--', '- -')} -->`;

const plain = (text: string) => text.replace(/[\\`*_[\]<>#|~]|\{%|%\}/g, (mark) => `\\${mark}`);

/** Prints every claim: pages that a draft goes to know none. */
function printedIn(
  { pieces }: Pick<Sentence, 'pieces'>,
  say: ReturnType<typeof sayAs>,
  language: Language
) {
  const print = (piece: Piece) => (piece.kind === 'words' ? undefined : say(piece, language));
  return pieces.map((piece) => plain(print(piece) ?? piece.text)).join('');
}

export function draftFollowUp(parts: FollowUpParts) {
  const { change, earlier, later, words, chapters, titleOf } = parts;
  const { language } = words;
  const dayOf = (vintage: string) => formatDate(vintage.split('/')[1] ?? '', language);
  const say = (key: LabelIn<'followup'>, slots: Record<string, string> = {}) =>
    speak(words, `followup.${key}`, slots);
  const changed = new Map(change.claims.map((claim) => [claim.id, claim]));
  const figure = (claim: LockedClaim | undefined, other: LockedClaim | undefined) =>
    printBeside(claim, other, language) ?? say('none');
  const note = (id: string) => {
    const { before, after } = changed.get(id) ?? {};
    return `$${id}: ${say('claim', { before: figure(before, after), after: figure(after, before) })}`;
  };
  const notes = (ids: readonly string[]) =>
    [...new Set(ids)].filter((id) => changed.has(id)).map((id) => comment(note(id)));

  const sources = change.pins.map(
    ({ before = '', after }) =>
      `- ${say('source', { title: titleOf(after), before: dayOf(before), after: dayOf(after) })}`
  );
  const read = chapters.filter(
    ({ chapter }) => !articles.some((article) => article.id === chapter.id)
  );
  const scenesSaid = read.map(({ chapter }) => chapter);
  const texts = new Set(change.texts.map(({ id }) => id));
  const passages = read.flatMap(({ chapter: { id, title, sentences }, passages }) => {
    const said = sentences.filter(
      ({ part, claims, years }) =>
        texts.has(`${id}/${part}`) &&
        [...claims, ...years].some((claim) => changed.get(claim)?.after)
    );
    if (said.length === 0) return [];
    const print = (one: Pick<Sentence, 'pieces'>) => printedIn(one, sayAs(later), language);
    const blocks = [...group(said, ({ part }) => part)].flatMap(([part, some]) => {
      const heading = passages.find((one) => one.part === part && one.kind === 'heading');
      const { line } = heading?.locate(0) ?? {};
      const noted = (one: Sentence) => notes([...one.claims, ...one.years]);
      const of = some.filter((one) => one.line === line).flatMap(noted);
      return [
        ...(heading ? [[`#### ${print(heading)}`, ...of].join('\n')] : []),
        ...some
          .filter((one) => one.line !== line)
          .map((sentence) => [print(sentence), ...noted(sentence)].join('\n'))
      ];
    });
    return [`### ${plain(title)}`, ...blocks];
  });
  const isYear = (claim: LockedClaim | undefined) =>
    claim && printYear(claim, language) === claim[language];
  const statedIn = ({ claims, years }: Sentence) => [
    ...claims,
    ...years.filter((id) => isYear(later.claims[id]))
  ];
  const stated = new Set(scenesSaid.flatMap(({ sentences }) => sentences.flatMap(statedIn)));
  const unstated = change.claims.filter(({ id, after }) => after && !stated.has(id));
  const [was, is] = [earlier.edition, later.edition];
  const blocks = [
    `---\ntitle: ${say('title', { date: formatDate(was, language) })}\n---`,
    comment(say('draft')),
    say('lead', {
      story: plain(storyTitle(scenesSaid, words)),
      before: formatDate(was, language),
      after: formatDate(is, language)
    }),
    ...(sources.length > 0 ? [`## ${say('sources')}`, sources.join('\n')] : []),
    ...(passages.length > 0 ? [`## ${say('sentences')}`, ...passages] : []),
    // Its id is the only name that it has here.
    ...(unstated.length > 0
      ? [`## ${say('figures')}`, unstated.map(({ id }) => `- ${plain(note(id))}`).join('\n')]
      : []),
    ...(change.claims.length === 0 ? [say('nothing')] : [])
  ];
  return `${blocks.join('\n\n')}\n`;
}
