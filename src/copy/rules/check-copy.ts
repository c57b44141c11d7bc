import { languages, type Language } from '../../locale/languages.ts';
import { claimsFile } from '../../story/claims/read-claims.ts';
import type { ComputedClaim } from '../../story/lock.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import { attributionParity, languageParity, stepOrder } from './parity.ts';
import { bareDigits, strayBindings } from './stray-bindings.ts';
import { boundWords, boundCounts, boundPairs } from './figures/beside.ts';
import { boundYears } from './bound-years.ts';
import type { BoundWords, RuleChecks, Wording } from './copy-rules.ts';
import { boundParts } from './figures/bound-parts.ts';
import { boundPlaces } from './figures/bound-places.ts';
import {
  chapterWording,
  namedOnce,
  refusedNames,
  sentenceLengths,
  storyLength,
  straightMarks
} from './wording.ts';
import type { ReadChapter } from '../read-chapter.ts';

export interface CopyChecks extends Pick<
  RuleChecks,
  'claims' | 'computed' | 'releases' | 'names' | 'mapYears'
> {
  /**
   * The scenes in order, each with the ids its steps must have, and whether it is of the story or a
   * text beside it.
   */
  scenes: readonly {
    id: string;
    steps: readonly string[];
    namesCountry: boolean;
    isStory: boolean;
  }[];
  /** Names of the countries that the 2018 report named, in every language's spelling. */
  namedCountries: readonly string[];
  places: Record<Language, RuleChecks['places']>;
  bounds: Record<Language, BoundWords>;
  wording: Record<Language, Wording>;
}

/**
 * Returns a problem for each sentence whose words promise what the edition no longer gives
 * (standards D06).
 */
export function brokenPromises(
  read: ReadChapter,
  computed: ReadonlyMap<string, ComputedClaim>
): Problem[] {
  const fault = problemsOf('promise', read.file, 'D06');
  return read.chapter.sentences.flatMap((sentence) =>
    [...new Set(sentence.claims)].flatMap((id) => {
      const now = computed.get(id);
      if (!now?.ok || now.holds) return [];
      const found = `“${sentence.text}”, where “$${id}” is ${now.locked[read.language]}`;
      const { promise, written } = now.claim;
      // Of several conditions the words may say the one that holds.
      const asked = / (?:and|or) /.test(written.holds) ? ` (${written.holds})` : '';
      const doubted = now.doubt === undefined ? '' : ` (which cannot be judged: ${now.doubt})`;
      const expected = `what the words promise: ${promise}${asked}${doubted}`;
      const remedy = `rewrite the sentence in every language, and its promise in ${claimsFile}, line ${now.claim.line}`;
      return fault(sentence, found, expected, remedy);
    })
  );
}

/**
 * Returns everything that is wrong with the copy of all languages, in reading order within each. It
 * never stops at the first.
 */
export function checkCopy(
  chapters: Record<Language, readonly ReadChapter[]>,
  checks: CopyChecks
): Problem[] {
  const { claims, computed, scenes } = checks;
  const own = languages.flatMap((language) => {
    const [wording, bounds, places] = [
      checks.wording[language],
      checks.bounds[language],
      checks.places[language]
    ];
    const inLanguage: RuleChecks = {
      ...checks,
      wording,
      bounds,
      places,
      ledgerPlaces: checks.places.en
    };
    return [
      ...chapters[language].flatMap((read) => [
        ...read.problems,
        ...stepOrder(read, scenes.find(({ id }) => id === read.chapter.id)?.steps ?? []),
        ...strayBindings(read, new Set(claims.keys())),
        ...bareDigits(read, checks.names),
        ...boundYears(read, inLanguage),
        ...boundPlaces(read, inLanguage),
        ...boundParts(read, inLanguage),
        ...boundCounts(read, claims, wording.counts),
        ...boundPairs(read, inLanguage),
        ...boundWords(read, claims, bounds),
        ...brokenPromises(read, computed),
        ...chapterWording(read, wording),
        ...read.passages.flatMap(({ text, locate }) => straightMarks(text, read.file, locate)),
        ...refusedNames(read.names, read.file, Object.values(checks.wording))
      ]),
      ...namedOnce(chapters[language], checks.namedCountries, (id) =>
        scenes.some((scene) => scene.id === id && scene.namesCountry)
      ),
      ...sentenceLengths(chapters[language], language, wording),
      ...storyLength(
        chapters[language].filter(({ chapter }) =>
          scenes.some(({ id, isStory }) => isStory && id === chapter.id)
        )
      )
    ];
  });
  const [first, ...others] = languages;
  const across = others.flatMap((language) =>
    chapters[language].flatMap((read) => {
      const twin = chapters[first].find(({ chapter }) => chapter.id === read.chapter.id);
      const [ones, others] = [
        checks.wording[first].attributions ?? {},
        checks.wording[language].attributions ?? {}
      ];
      return twin
        ? [...languageParity(twin, read), ...attributionParity(twin, ones, read, others)]
        : [];
    })
  );
  return [...own, ...across];
}
