import { scenesOf } from '../../chapters/outline.ts';
import { claimHistory } from '../../story/claim-history.ts';
import { openEdition, type EditionParts } from '../../story/edition.ts';
import { computeClaims, perIndicator } from '../../story/lock.ts';
import type { ParsedStory } from './parse-story.ts';
import { releasesOf } from './print-copy.ts';

export type ComputedStory = ReturnType<typeof computeStory>;

/** Works out every claim from the pinned vintages, and the years that the steps show. */
export function computeStory({
  locked,
  opened,
  pinned,
  ledger,
  protection,
  ...story
}: ParsedStory) {
  const day = { edition: locked?.edition ?? '' };
  const parts: EditionParts = {
    ...day,
    pins: perIndicator((indicator) => opened.pins[indicator].vintage),
    kept: opened.kept.map(({ vintage }) => vintage),
    ledger,
    protection
  };
  const edition = openEdition(parts);
  return {
    day,
    parts,
    edition,
    computed: computeClaims(story.claims, edition),
    releases: releasesOf(pinned),
    /** The value of each claim in earlier releases of its source, by id. */
    history: claimHistory(story.claims, parts),
    ...scenesOf(story.outline, edition.data)
  };
}
