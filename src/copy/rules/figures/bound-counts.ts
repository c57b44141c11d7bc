import type { Claim } from '../../../story/claim.ts';
import { makeProblem, type Problem } from '../../../story/problem.ts';
import { sentencesOf, type Passage } from '../../passage.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { Wording } from '../copy-rules.ts';
import { literally, spansOf, wholeWords } from '../phrase.ts';
import { besideOf, figuresIn, nearestOf } from './beside.ts';

/** The first of some phrases that stands right behind a figure. */
function rightBehind(phrases: readonly string[], after: string): string | undefined {
  return phrases.find((phrase) => wholeWords(`^\\s*${literally(phrase)}`, 'iu').test(after));
}

/** What words beside a figure say that it counts, where it does not. */
function otherCount(claim: Claim, beside: readonly [string, string], { scales, of }: NonNullable<Wording['counts']>): string | undefined {
  const [, after] = beside;
  if (claim.unit === 'year') return undefined;
  const scale = rightBehind(scales, after);
  if (scale !== undefined) return scale;
  const own = of[claim.unit];
  if (own) return rightBehind(own, after) === undefined ? rightBehind(Object.values(of).flat(), after) : undefined;
  // A share of people is not a share of children.
  if (claim.measures === undefined) return undefined;
  const said = (words: readonly string[] = []) =>
    nearestOf(beside).flatMap((text) => spansOf(words, text).map(({ start, end }) => text.slice(start, end)));
  return said(of.people).length > 0 ? undefined : said(of.children)[0];
}

function inPassage(read: ReadChapter, passage: Passage, claims: ReadonlyMap<string, Claim>, counts: NonNullable<Wording['counts']>) {
  return sentencesOf(passage, read.language).flatMap((sentence) => {
    const end = sentence.start + sentence.text.length;
    const figures = figuresIn(passage, sentence);
    return figures.flatMap((piece, index): Problem[] => {
      const claim = claims.get(piece.id);
      const other = claim && otherCount(claim, besideOf(passage, figures, index, { start: sentence.start, end }), counts);
      if (!claim || other === undefined) return [];
      const unit = claim.measures === undefined ? claim.unit : 'people';
      const own = (counts.of[unit] ?? []).map((word) => `“${word}”`);
      return [
        makeProblem({
          kind: 'count',
          file: read.file,
          ...passage.locate(piece.start),
          found: `“${other}” beside ${piece.text} (“$${claim.id}”) in “${sentence.text}”`,
          expected: own.length > 0 ? `words of what it counts: ${own.join(', ')}` : `the figure without “${other}”`,
          remedy: 'say what it counts; other names of that go into “counts” of wording.json',
          rule: 'D19'
        })
      ];
    });
  });
}

/**
 * Returns a problem for each figure beside which words count something else (standards D19): “80,000 children” where it is
 * people, “80,000 million”, “4 months” where it is years, a share of people said of children.
 */
export function boundCounts(read: ReadChapter, claims: ReadonlyMap<string, Claim>, counts: Wording['counts']): Problem[] {
  return counts ? read.passages.flatMap((passage) => inPassage(read, passage, claims, counts)) : [];
}
