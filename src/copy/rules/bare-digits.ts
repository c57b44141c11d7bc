import { problemsOf, type Problem } from '../../story/problem.ts';
import { spansOf } from './phrase.ts';
import { straysIn } from './stray-bindings.ts';
import { handwritten } from '../passage.ts';
import type { ReadChapter } from '../read-chapter.ts';

/** A year the story may name without a claim. */
const year = /^(19[6-9]\d|20\d\d|2100)$/;

/** A number in digits, of another script too, or in one sign, which a word processor makes of 1/2: ½. */
const numbers = /\d+(?:[.,:]\d+)*|[\p{Nd}\p{No}]+/gu;

/** Returns a problem for each number written by hand that is no year and no declared name: the next data update makes it wrong (standards D06). */
export function bareDigits(read: ReadChapter, names: readonly string[]): Problem[] {
  const fault = problemsOf('bare-digit', read.file, 'D06');
  return read.passages.flatMap((passage) => {
    const text = handwritten(passage);
    const named = [...spansOf(names, text), ...straysIn(text)];
    return [...text.matchAll(numbers)].flatMap((match) => {
      const [start, end] = [match.index, match.index + match[0].length];
      if (named.some((span) => span.start <= start && end <= span.end)) return [];
      const alone = !/[\p{L}\p{N}$£€]/u.test(text[start - 1] ?? '') && !/[\p{L}\p{N}%]/u.test(text[end] ?? '');
      if (year.test(match[0]) && alone) return [];
      const found = `the number “${match[0]}” written by hand`;
      const expected = 'a claim, a day, a year from 1960 to 2100, or a name listed in data/copy/names.json';
      return fault(passage.locate(start), found, expected, 'write {% $claim-id %}, or add the name to the list');
    });
  });
}
