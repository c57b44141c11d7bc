import { useLanguages } from '../languages/added-languages.ts';
import { perturbations, perturbed, readsOf, type Perturbation } from '#story/claims/perturb.ts';
import type { Claim } from '#story/claim.ts';
import { openEdition, type Edition } from '#story/edition.ts';
import { computeClaims, type ComputedClaim } from '#story/lock.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { judgeStory } from './judge-story.ts';
import { parseStory, computeStory } from './parse-story.ts';
import { printCopy } from './print-copy.ts';
import { reasonsToRead } from './text-changes.ts';

/**
 * What an editor who pins false data would be told: a promise does not hold, or a figure has no
 * value; a text to read by itself; other figures in a list; nothing. The rules of the copy are left
 * out: they refuse a few of those to read by themselves.
 */
export const outcomes = ['promise', 'read', 'shown', 'unseen'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Trial {
  claim: string;
  how: Perturbation;
  outcome: Outcome;
  breaks: boolean;
}

const isPrintedElse = (one: ComputedClaim, other: ComputedClaim | undefined) =>
  !one.ok || !other?.ok || JSON.stringify(one.locked) !== JSON.stringify(other.locked);

function isBroken(claim: Claim, edition: Edition) {
  try {
    return !claim.holds(claim.compute(edition), edition);
  } catch {
    return false;
  }
}

/** Makes the rows of each claim false, one way at a time, and says what that would be told as. */
export function proveClaims(given: ProjectFiles): Trial[] {
  const { files } = useLanguages(given);
  const parsed = parseStory(files, {});
  const story = computeStory(parsed);
  const printed = printCopy(files, story.scenes, story);
  const { said } = judgeStory(parsed, story, printed);
  // Which claims each text states or prints, in the order of its words.
  const texts = [...said.values()].map((text) => ({
    claims: [
      ...new Set([...(text.said.en ?? '').matchAll(/ \[([^\]\s]+)\]/g)].map(([, claim]) => claim!))
    ]
  }));

  const outcomeOf = (computed: ReadonlyMap<string, ComputedClaim>) => {
    const changed = new Set(
      [...computed].flatMap(([id, now]) =>
        isPrintedElse(now, story.computed.get(id)) || (now.ok && !now.holds) ? [id] : []
      )
    );
    const isSaid = texts.some(({ claims }) => claims.some((id) => changed.has(id)));
    if (!isSaid) return 'unseen';
    const isFalse = texts.some(({ claims }) =>
      claims.some((id) => {
        const now = computed.get(id);
        return changed.has(id) && !(now?.ok && now.holds);
      })
    );
    if (isFalse) return 'promise';
    const isRead = texts.some(({ claims }) => {
      const moves = claims.flatMap((id) => {
        const [was, now] = [story.computed.get(id), computed.get(id)];
        if (!was?.ok || !now?.ok) return [];
        return [{ claim: now.claim, before: was.locked.value, after: now.locked.value }];
      });
      return reasonsToRead(moves).length > 0;
    });
    return isRead ? 'read' : 'shown';
  };

  const saidClaims = new Set(texts.flatMap(({ claims }) => claims));
  const all = [...story.computed.values()].flatMap((now) => (now.ok ? [now] : []));
  const reads = new Map(all.map((now) => [now.claim.id, readsOf(now, story.parts)]));
  return all.flatMap((now) => {
    const { id } = now.claim;
    return perturbations.flatMap((how) => {
      const made = perturbed(story.parts, now, how);
      if (!made) return [];
      const edition = openEdition(made.parts);
      const breaks = saidClaims.has(id) && isBroken(now.claim, edition);
      // Only claims that read what is false can be others.
      const others = [...parsed.claims].filter(([other]) => reads.get(other)?.has(made.of));
      const outcome = breaks
        ? 'promise'
        : outcomeOf(new Map([...story.computed, ...computeClaims(new Map(others), edition)]));
      return [{ claim: id, how, outcome, breaks }];
    });
  });
}
