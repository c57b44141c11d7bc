import { languages, type Language } from '#locale/languages.ts';
import { claimsFile } from '#story/claims/read-claims.ts';
import { isTooPrecise } from '#story/ledgers/estimate.ts';
import type { ComputedClaim } from '#story/lock.ts';
import { problemsOf, type Problem } from '#story/problem.ts';
import { languageParity, stepOrder } from './parity.ts';
import { typedNumbers } from './stray-bindings.ts';
import type { RuleChecks, Wording } from './copy-rules.ts';
import { dateProblems } from './figures/dates.ts';
import { figureProblems } from './figures/figures.ts';
import { statedPassages } from './figures/stated.ts';
import {
  headingLengths,
  namedOnce,
  refusedNames,
  sentenceLengths,
  storyLength,
  textProblems,
  harmProblems
} from './wording.ts';
import { sentencesOf, type Passage } from '../passage.ts';
import type { ReadChapter } from '../read-chapter.ts';
import { say } from '#locale/say.ts';
import { promiseWords } from '#story/claims/promise-words.ts';

export interface CopyChecks extends Pick<
  RuleChecks,
  'claims' | 'computed' | 'releases' | 'names' | 'mapYears'
> {
  scenes: readonly {
    id: string;
    steps: readonly string[];
    namesCountry: boolean;
    isStory: boolean;
  }[];
  namedCountries: readonly string[];
  places: Record<Language, RuleChecks['places']>;
  wording: Record<Language, Wording>;
}

const isHeading = ({ kind }: Passage) => kind === 'heading' || kind === 'title';

/** Titles and headings, and all that a figure says, are labels too. */
function harmfulHeadings(
  { chapter, file, passages }: ReadChapter,
  checks: Pick<RuleChecks, 'places' | 'wording'>
) {
  return passages
    .filter((passage) => isHeading(passage) || passage.part === 'figure')
    .flatMap(({ part, text, locate }) =>
      harmProblems({ key: `${chapter.id}.${part}`, text, file, ...locate(0) }, checks)
    );
}

export function brokenPromises(
  read: ReadChapter,
  computed: ReadonlyMap<string, ComputedClaim>
): Problem[] {
  const fault = problemsOf('promise', read.file, 'D06');
  const sentences = read.passages
    .filter((passage) => !isHeading(passage))
    .flatMap((passage) => sentencesOf(passage, read.language));
  return sentences.flatMap((sentence) =>
    [...new Set(sentence.claims)].flatMap((id) => {
      const now = computed.get(id);
      if (!now?.ok || now.holds) return [];
      const promise = promiseWords(now.claim);
      const { holds } = now.claim.written;
      // With several conditions an editor must know which one failed.
      const asked = / (?:and|or) /.test(holds) ? ` (${holds})` : '';
      const doubted = now.doubt === undefined ? '' : say` (which cannot be judged: ${now.doubt})`;
      return fault(
        sentence,
        say`In “${sentence.text}”, “$${id}” is ${now.locked[read.language]}, which is not what the words promise: ${promise}${asked}${doubted}.`,
        say`Rewrite the sentence in every language, so that it is true of ${now.locked[read.language]}, then the promise.`
      );
    })
  );
}

export function tooPrecise(computed: ReadonlyMap<string, ComputedClaim>): Problem[] {
  return [...computed.values()].flatMap((now) => {
    if (!now.ok || !isTooPrecise(now.claim.bound, now.locked.value)) return [];
    return problemsOf('precision', claimsFile, 'V01')(
      { line: now.claim.line, column: 1 },
      say`“${now.claim.id}” is about ${now.locked.en}, but “about” has at most three significant digits.`,
      say`Give the claim fewer digits, or correct the bound in data/estimates.csv.`
    );
  });
}

/**
 * Checks the copy of all languages, in reading order within each; never stops at the first fault.
 */
export function checkCopy(
  chapters: Record<Language, readonly ReadChapter[]>,
  checks: CopyChecks
): Problem[] {
  const { computed, scenes } = checks;
  const known = new Set(checks.claims.keys());
  const own = languages.flatMap((language) => {
    const [wording, places] = [checks.wording[language], checks.places[language]];
    const inLanguage: RuleChecks = {
      ...checks,
      wording,
      places,
      ledgerPlaces: checks.places.en
    };
    const storyScenes = chapters[language].filter(({ chapter }) =>
      scenes.some(({ id, isStory }) => isStory && id === chapter.id)
    );
    return [
      ...chapters[language].flatMap((read) => [
        ...read.problems,
        ...stepOrder(read, scenes.find(({ id }) => id === read.chapter.id)?.steps ?? []),
        ...typedNumbers(read, checks.names),
        ...dateProblems(read, inLanguage),
        ...figureProblems(read, inLanguage),
        ...statedPassages(
          { ...read, passages: read.passages.filter(isHeading) },
          { ...inLanguage, language, promised: checks.wording.en }
        ),
        ...harmfulHeadings(read, inLanguage),
        ...brokenPromises(read, computed),
        ...textProblems(read, wording, known),
        ...refusedNames(read.names, read.file, Object.values(checks.wording))
      ]),
      ...namedOnce(chapters[language], checks.namedCountries, (id) =>
        scenes.some((scene) => scene.id === id && scene.namesCountry)
      ),
      ...sentenceLengths(chapters[language], language, wording),
      ...storyScenes.flatMap(headingLengths),
      ...storyLength(storyScenes)
    ];
  });
  const [first, ...others] = languages;
  const across = others.flatMap((language) =>
    chapters[language].flatMap((read) => {
      const twin = chapters[first].find(({ chapter }) => chapter.id === read.chapter.id);
      return twin ? languageParity([twin], [read], checks.wording) : [];
    })
  );
  return [...own, ...across, ...tooPrecise(computed)];
}
