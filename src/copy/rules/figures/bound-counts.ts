import type { Claim } from '../../../story/claim.ts';
import { problemsOf, type Problem } from '../../../story/problem.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { Wording } from '../copy-rules.ts';
import { beginningOf, spansOf } from '../phrase.ts';
import { atFigures, nearestOf } from './beside.ts';

/** What words beside a figure say that it counts, where it does not. */
function otherCount(claim: Claim, beside: readonly [string, string], { scales, of }: NonNullable<Wording['counts']>): string | undefined {
  const [, after] = beside;
  if (claim.unit === 'year') return undefined;
  const scale = beginningOf(scales, after);
  if (scale !== undefined) return scale;
  const own = of[claim.unit];
  if (own) return beginningOf(own, after) === undefined ? beginningOf(Object.values(of).flat(), after) : undefined;
  // A share of people is not a share of children.
  if (claim.measures === undefined) return undefined;
  const said = (words: readonly string[] = []) =>
    nearestOf(beside).flatMap((text) => spansOf(words, text).map(({ start, end }) => text.slice(start, end)));
  return said(of.people).length > 0 ? undefined : said(of.children)[0];
}

/** Returns a problem for each figure beside which words count something else (standards D19): “80,000 children” where it is people. */
export function boundCounts(read: ReadChapter, claims: ReadonlyMap<string, Claim>, counts: Wording['counts']): Problem[] {
  if (!counts) return [];
  return atFigures(read, ({ passage, sentence, piece, beside }) => {
    const claim = claims.get(piece.id);
    const other = claim && otherCount(claim, beside, counts);
    if (!claim || other === undefined) return [];
    const own = (counts.of[claim.measures === undefined ? claim.unit : 'people'] ?? []).map((word) => `“${word}”`);
    const found = `“${other}” beside ${piece.text} (“$${claim.id}”) in “${sentence.text}”`;
    const expected = own.length > 0 ? `words of what it counts: ${own.join(', ')}` : `the figure without “${other}”`;
    const remedy = 'say what it counts; other names of that go into “counts” of wording.json';
    return problemsOf('count', read.file, 'D19')(passage.locate(piece.start), found, expected, remedy);
  });
}
