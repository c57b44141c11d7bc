import { group } from 'd3';
import type { ReadChapter } from '#copy/read-chapter.ts';
import { storyTexts, type TextSources, type StoryText } from '#copy/story-texts.ts';
import { byLanguage, languages, type Language } from '#locale/languages.ts';
import { type Claim, namedIn2018 } from '#story/claim.ts';
import { claimsFile, keepsEarlier } from '#story/claims/read-claims.ts';
import { outlineFile, type IndicatorId, type StoryData } from '#story/data.ts';
import { changedClaims, lockFile, printBeside, type ClaimChange, type Lock } from '#story/lock.ts';
import { problemsOf, type Problem, makeProblem } from '#story/problem.ts';
import { vintageName } from '#vintages/vintage.ts';
import { placeOfKey } from '#story/read-json.ts';
import { textChanges, type TextChange, changedPromises, ofFormula } from '#story/texts-lock.ts';
import { sayAs, writtenScenes, type PrintedFigures } from './print-copy.ts';
import type { ParsedStory, ParsedCopy, ComputedStory } from './parse-story.ts';
import { say } from '#locale/say.ts';
import { partFigures, noTexts, placeChanges, textProblems } from './text-changes.ts';
import { articles, stepIds, type Scene } from '#chapters/chapter.ts';
import { mapStops } from '#chapters/outline.ts';
import type { WordsFile } from '#copy/read-words.ts';
import { checkCopy } from '#copy/rules/check-copy.ts';
import { answerLabel, checkWords, missingAnswers } from '#copy/rules/check-words.ts';
import { declaredWording, translatedWording } from '#copy/rules/wording.ts';
import { helplinesFile } from '#pages/helpline.ts';
import { newsroomFile } from '#pages/newsroom.ts';
import type { Words } from '#copy/words.ts';

/** Names each economy of the tables that a language has no reviewed name for (V32). */
export function unnamedEconomies(
  { releases, internetUse, coverage }: StoryData,
  words: Record<Language, Words>
): Problem[] {
  const series = [internetUse, ...(coverage ? [coverage] : []), ...releases];
  const codes = [
    ...new Set(series.flatMap(({ economies }) => economies.map(({ iso3 }) => iso3)))
  ].sort();
  return languages.flatMap((language) =>
    codes
      .filter((iso3) => words[language].countries[iso3] === undefined)
      .map((iso3) =>
        makeProblem({
          kind: 'country',
          file: `data/copy/${language}/countries.json`,
          wrong: say`There is no name for ${iso3}, which a release that is shown or kept has figures of.`,
          fix: say`Add its reviewed name in every language.`
        })
      )
  );
}

type Chapters = Readonly<Record<Language, readonly ReadChapter[]>>;

/** Help lines are sorted by country, and whoever checked the story may be from any. */
const mayName = ({ file }: WordsFile) => file === helplinesFile || file === newsroomFile;

/**
 * Returns the names of the countries that the 2018 report named, in every language's spelling
 * (“Vietnam” is English too), and those of all countries.
 */
function namesOf2018({ places, words }: ParsedCopy) {
  const names = [...namedIn2018].flatMap((iso3) =>
    languages.flatMap((language) => places[language][iso3] ?? [])
  );
  const others = Object.entries(words.en.countries).flatMap(([iso3, name]) =>
    iso3 === 'WLD' ? [] : [name]
  );
  return { names: [...new Set(names)], others };
}

export function judgeCopy(
  copy: ParsedCopy,
  chapters: Chapters,
  story: PrintedFigures & {
    outline: readonly Scene[];
    claims: ReadonlyMap<string, Claim>;
    declared: readonly WordsFile[];
  }
): Problem[] {
  const { wordsFiles, words, wording, names, places, beside } = copy;
  const { outline, claims, computed, releases, declared } = story;
  const named = namesOf2018(copy);
  const scenes = writtenScenes(outline).map((scene) => ({
    id: scene.id,
    steps: stepIds(scene),
    namesCountry: scene.tags.includes('names-country'),
    isStory: !articles.some(({ id }) => id === scene.id)
  }));
  const mapYears = new Map(mapStops(outline).map(({ step, year }) => [step, year] as const));
  const checks = {
    ...{ claims, computed, releases, scenes, names, mapYears, places, wording },
    namedCountries: named.names
  };
  return [
    ...checkCopy(chapters, checks),
    ...languages.flatMap((language) =>
      missingAnswers(chapters[language], computed, words[language], wordsFiles[language])
    ),
    ...checkWords(words, wordsFiles, checks),
    ...beside.flatMap((one) => translatedWording(one, wording, mayName(one) ? [] : named.names)),
    ...declared.flatMap((one) => declaredWording(one, wording.en, named))
  ];
}

const passagesOf = (said: string) => said.split(' ¶ ');
export const withoutMarks = (said: string) => said.replace(/ \[[^\]\s]+\]|^## /g, '');

/**
 * Reports words that stand as they did when their claim promised something that is no longer true:
 * the promise was changed in their place.
 */
function silencedPromises(
  texts: readonly TextChange[],
  said: ReadonlyMap<string, StoryText>,
  { claims, ledger, protection }: Pick<ParsedStory, 'claims' | 'ledger' | 'protection'>,
  { computed, edition }: Pick<ComputedStory, 'computed' | 'edition'>
) {
  return texts.flatMap((change) =>
    changedPromises(change).flatMap(({ id, isFormula, before }) => {
      const now = isFormula ? undefined : computed.get(id);
      const story = { claims, edition, protection, estimates: ledger.estimates };
      if (!now?.ok || keepsEarlier(before, now.claim, story) !== false) return [];
      return languages.flatMap((language) => {
        const place = said.get(change.id)?.places[language];
        const was = passagesOf(change.before?.said[language] ?? '').map(
          (passage) => partFigures(passage).words
        );
        const stands = (passage: string) => was.includes(partFigures(passage).words);
        const names = (passage: string) => passage.includes(`[${id}]`);
        const [head = '', ...below] = passagesOf(change.after?.said[language] ?? '');
        // A section's heading only names a topic. Rewriting it does not change the words below.
        const isBelow =
          change.id.includes('#') && names(head) && !below.some(names) && below.every(stands);
        const same =
          [head, ...below].find((passage) => names(passage) && stands(passage)) ??
          (isBelow ? below[0] : undefined);
        if (!place || same === undefined) return [];
        return problemsOf('silenced', place.file, 'D06')(
          place.at(),
          say`“${withoutMarks(same)}” stands as it was accepted, when “$${id}” promised “${before}”. It is ${now.locked[language]} now, and another promise does not make the words true.`,
          say`Rewrite the words in every language, so that they are true of the figure. If they are no longer about it, delete “$${id}” from {% states %} in their heading. If they are true already, copy the row of “${id}” in ${claimsFile} under another id, write there what the words promise, and name that id in the text.`
        );
      });
    })
  );
}

const namesClaim = ({ before, after }: TextChange, id: string) =>
  [before, after].some((one) =>
    Object.values(one?.said ?? {}).some((said) => said.includes(`[${id}]`))
  );

/** Faults until locked: changed claims that no changed text names. */
function claimProblems(
  lockText: string,
  changes: readonly ClaimChange[],
  texts: readonly TextChange[],
  claims: ReadonlyMap<string, Claim>
) {
  const print = (claim: ClaimChange['before'], other: ClaimChange['before']) =>
    claim
      ? languages
          .map((language) => `${printBeside(claim, other, language)} (${language})`)
          .join(', ')
      : say`nothing`;
  const fault = problemsOf('changed', lockFile, 'D06');
  return changes
    .filter(({ id }) => !texts.some((text) => namesClaim(text, id)))
    .map(({ id, before, after }) => {
      const now = claims.has(id)
        ? say`the pinned vintages give ${print(after, before)}`
        : say`${claimsFile} no longer has it`;
      return fault(
        placeOfKey(lockText, 'claims', id),
        say`“${id}” is locked as ${print(before, after)}, but ${now}.`,
        say`Read it, then run \`npm run desk -- edition lock\`.`
      );
    });
}

/**
 * Compares the printed story with its lock and checks every rule. Returns the lock that it would
 * have now, each change since the lock, and each problem. An error stops a build.
 */
export function judgeStory(
  story: ParsedStory,
  { day, edition, computed, releases, scenes, problems: outlineProblems }: ComputedStory,
  { chapters, missing }: { chapters: Record<Language, ReadChapter[]>; missing: Problem[] }
) {
  const { locked, accepted, lockText, opened, pinned, claims, outline, declared } = story;
  const sources: TextSources = {
    chapters,
    labels: byLanguage((language) => {
      const { labels, countries } = story.copy.wordsFiles[language];
      return [...labels, countries];
    }),
    answers: group(claims.keys(), (id) => answerLabel(id, story.copy.words.en.labels)),
    beside: story.copy.beside,
    outline: { file: outlineFile, steps: outline.flatMap(({ steps }) => steps) },
    ledgers: story.ledgers,
    declared,
    links: story.links
  };
  const promiseOf = (id: string) => {
    const { holds, value } = claims.get(id)?.written ?? {};
    const pin = pinned.pins[id as IndicatorId];
    return holds === undefined ? pin && vintageName(pin) : `${holds}${ofFormula}${value}`;
  };
  const said = storyTexts(sources, { say: () => undefined, promiseOf });
  const lock: Lock = {
    ...day,
    ...pinned,
    claims: Object.fromEntries(
      [...computed].flatMap(([id, now]) => (now.ok ? [[id, now.locked]] : []))
    )
  };
  const changes = locked ? changedClaims(locked, computed) : [];
  const texts = accepted
    ? placeChanges(textChanges(new Map(Object.entries(accepted.texts)), said), said)
    : [];
  return {
    /** The lock as it would be written now, with the day of the one that was read. */
    lock,
    /** Every text that a reader can meet, and as it was accepted. */
    said,
    accepted,
    /** Today's words as another edition prints them. */
    saidIn: (edition: Lock) => storyTexts(sources, { say: sayAs(edition), promiseOf }),
    // The next three are what changed since.
    pins: opened.changes,
    claims: changes,
    texts,
    problems: [
      ...opened.problems,
      ...story.unusedLinks,
      ...outlineProblems,
      ...missing,
      ...judgeCopy(story.copy, chapters, { outline: scenes, claims, computed, releases, declared }),
      ...silencedPromises(texts, said, story, { computed, edition }),
      ...claimProblems(lockText, changes, texts, claims),
      ...textProblems(texts),
      ...(accepted || !locked ? [] : [noTexts()])
    ]
  };
}
