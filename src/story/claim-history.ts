import { byRelease } from '#vintages/vintage.ts';
import type { Claim } from './claim.ts';
import { openEdition, type EditionParts } from './edition.ts';
import { printClaim } from './lock.ts';
import { byLanguage, type Language } from '#locale/languages.ts';

export interface PastClaim {
  release: string;
  text: Record<Language, string>;
}

const indicator = 'internet-use';

export function claimHistory(claims: ReadonlyMap<string, Claim>, parts: EditionParts) {
  const shown = parts.pins[indicator];
  const earlier = parts.kept
    .filter(
      (vintage) => vintage.source === shown.source && byRelease(vintage.release, shown.release) < 0
    )
    .sort((one, other) => byRelease(one.release, other.release));
  const now = openEdition(parts);
  const history: Record<string, PastClaim[]> = {};
  for (const vintage of earlier) {
    const edition = openEdition({ ...parts, pins: { ...parts.pins, [indicator]: vintage } });
    for (const [id, claim] of claims) {
      // A claim about revisions compares two releases: it has no value in one of them.
      if (!claim.source.includes(indicator) || claim.source.some((source) => source.includes('/')))
        continue;
      try {
        const value = claim.compute(edition, now);
        (history[id] ??= []).push({
          release: vintage.release,
          text: byLanguage((language) => printClaim(claim, value, language))
        });
      } catch {
        // The release lacks that value.
      }
    }
  }
  return history;
}
