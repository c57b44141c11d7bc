import type { Measure } from '../../../story/claim.ts';
import type { Problem } from '../../../story/problem.ts';
import { isWithin, sentencesOf, type Passage, type Piece, type Sentence } from '../../passage.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { Wording } from '../copy-rules.ts';
import { anyOf, spansOf, wholeWords } from '../phrase.ts';

/** Returns the figures that stand in a sentence, from left to right. */
export const figuresIn = ({ pieces }: Passage, sentence: Sentence): Piece[] =>
  pieces.filter(({ kind, start }) => kind === 'claim' && isWithin(sentence, start));

/** Returns the words before and behind one of the figures of a part of a passage, up to the figures on either side. */
export function besideOf(
  { text }: Passage,
  figures: readonly Piece[],
  index: number,
  within: { start: number; end: number }
): [before: string, after: string] {
  const [last, own, next] = [figures[index - 1], figures[index]!, figures[index + 1]];
  return [
    text.slice(last ? last.start + last.text.length : within.start, own.start),
    text.slice(own.start + own.text.length, next?.start ?? within.end)
  ];
}

/** One figure of a text, with its sentence, the figure before it there, and the words on either side of it. */
interface FigureAt {
  passage: Passage;
  sentence: Sentence;
  piece: Piece;
  last: Piece | undefined;
  beside: readonly [before: string, after: string];
}

/** Returns the problems that a rule finds at each figure of a text. */
export function atFigures({ passages, language }: ReadChapter, rule: (at: FigureAt) => Problem | readonly Problem[]): Problem[] {
  return passages.flatMap((passage) =>
    sentencesOf(passage, language).flatMap((sentence) => {
      const figures = figuresIn(passage, sentence);
      const within = { start: sentence.start, end: sentence.start + sentence.text.length };
      return figures.flatMap((piece, index) =>
        rule({ passage, sentence, piece, last: figures[index - 1], beside: besideOf(passage, figures, index, within) })
      );
    })
  );
}

const marks = /[,;:()–—]/;

/** Returns the words nearest to a figure on either side, up to a mark; right behind one it is of those before it: “half were online, 49%.” */
export function nearestOf([before, after]: readonly [string, string]): [before: string, after: string] {
  const phrases = before.split(marks);
  const behind = after.split(marks)[0] ?? '';
  const isOfBefore = /:\s*$/.test(before) || !/\p{L}/u.test(behind);
  const nearest = isOfBefore ? phrases.findLast((phrase) => /\p{L}/u.test(phrase)) : phrases.at(-1);
  return [nearest ?? '', behind];
}

/** Returns whether words say a measure, deny it (“were not online”, “offline”), or do neither. */
export function saidIn(text: string, measure: Measure, { [measure]: words, not, opposite }: NonNullable<Wording['measures']>) {
  const isDenied = (start: number) => wholeWords(`${anyOf(not)}\\s+$`, 'iu').test(text.slice(0, start));
  const opposed = spansOf(opposite[measure], text)[0];
  if (opposed) return isDenied(opposed.start) ? 'said' : 'denied';
  const first = Math.min(...spansOf(words, text).map(({ start }) => start));
  if (first === Infinity) return undefined;
  return isDenied(first) ? 'denied' : 'said';
}
