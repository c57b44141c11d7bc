import { formatDate } from '../locale/numbers.ts';
import { lastDayOf } from '../vintages/vintage.ts';
import type { ComputedClaim } from '../story/lock.ts';
import type { JudgedSentence, StandIns } from './stand-in.ts';
import { speak, type Words } from './words.ts';

const yearOf = (claim: ComputedClaim | undefined) => (claim?.ok ? claim.locked.year : undefined);
const yearsIn = (words: string) => [...words.matchAll(/(?<![\p{L}\p{N}])(?:19|20)\d\d(?![\p{L}\p{N}])/gu)].map(([year]) => Number(year));

/** The labels that an edition as of a day speaks in place of sentences. */
export const asOfLabels = ['asof.later', 'asof.untrue', 'asof.heading', 'asof.title', 'asof.subtitle'] as const;

/**
 * Returns what an edition as of a day says in place of a sentence that it cannot have said: of a figure it does not have, a later day, or a
 * promise its figures do not hold. Words without any of these stand. @throws Error when a label is missing.
 */
export function asOfWords(asOf: string, computed: ReadonlyMap<string, ComputedClaim>, words: Words): StandIns {
  const date = formatDate(asOf, words.language);
  const sentence = (judged: JudgedSentence) => {
    const claims = [...judged.claims, ...judged.years].map((id) => computed.get(id));
    const named = new Set([
      ...yearsIn(judged.words),
      ...judged.days.map((day) => Number(day.slice(0, 4))),
      ...judged.years.map((id) => yearOf(computed.get(id)))
    ]);
    const isOfOtherYear = (claim: ComputedClaim | undefined) => named.size > 0 && yearOf(claim) !== undefined && !named.has(yearOf(claim));
    const isLater =
      claims.some((claim) => claim?.ok === false) ||
      judged.days.some((day) => lastDayOf(day) > asOf) ||
      yearsIn(judged.words).some((year) => year > Number(asOf.slice(0, 4)));
    if (isLater) return speak(words, 'asof.later');
    return claims.some((claim) => claim?.ok && (!claim.holds || isOfOtherYear(claim))) ? speak(words, 'asof.untrue') : undefined;
  };
  return {
    sentence,
    heading: speak(words, 'asof.heading'),
    figureTitle: speak(words, 'asof.title', { date }),
    figureSubtitle: speak(words, 'asof.subtitle', { date })
  };
}
