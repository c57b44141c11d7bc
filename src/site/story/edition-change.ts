import { changedSentences } from '../../copy/sentence-change.ts';
import { languages } from '../../locale/languages.ts';
import { indicators } from '../../story/data.ts';
import { lockedClaimChanges, promiseChanges, type Lock } from '../../story/lock.ts';
import { vintageName } from '../../vintages/vintage.ts';
import type { OpenedStory } from './open-story.ts';
import { releasesOf } from './print-copy.ts';

export type EditionChange = ReturnType<typeof editionChange>;

/** Compares two locks; the sentences are those of today's copy. */
export function editionChange({ read }: OpenedStory, before: Lock, after: Lock) {
  const claims = lockedClaimChanges(before, after);
  const names = (lock: Lock) => lock.kept.map(vintageName);
  const [were, are] = [names(before), names(after)];
  const releases = { before: releasesOf(before), after: releasesOf(after) };
  return {
    before: { edition: before.edition },
    after: { edition: after.edition },
    pins: indicators.flatMap((indicator) => {
      const [was, is] = [before.pins[indicator], after.pins[indicator]];
      if (was.sha256 === is.sha256) return [];
      return [{ indicator, before: vintageName(was), after: vintageName(is) }];
    }),
    /** Names of vintages that only one of the two keeps. */
    kept: are.filter((name) => !were.includes(name)),
    unkept: were.filter((name) => !are.includes(name)),
    claims,
    promises: promiseChanges(before, after),
    sentences: languages.flatMap((language) => changedSentences(read[language], claims, releases))
  };
}
