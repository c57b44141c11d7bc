import { languages, locales, type Language } from '#locale/languages.ts';
import { problemsOf, type Problem } from '#story/problem.ts';
import { placeOfKey } from '#story/read-json.ts';
import { absentClaim, type ReadChapter } from '../read-chapter.ts';
import { labelPassage, nameOfLabel, plainPassage, type Telling } from '../passage.ts';
import { type WordsFile, type WordsFiles, fileOf } from '../read-words.ts';
import { type Words, hasLabel, type Labels } from '../words.ts';
import type { CopyChecks } from './check-copy.ts';
import { statedPassages } from './figures/stated.ts';
import { languageParity } from './parity.ts';
import { covers, spansOf } from './phrase.ts';
import { strayBindings } from './stray-bindings.ts';
import { namedBeside, textProblems, harmProblems } from './wording.ts';
import { say } from '#locale/say.ts';
import type { ComputedClaim } from '#story/lock.ts';

/**
 * `answer.<id>`, or a label shared by several years: `answer.world` for `world-2018` and
 * `world-now`.
 */
export function answerLabel(id: string, labels: Labels) {
  const yearless = id.replace(/-\d{4}(?=-|$)/, '');
  return [id, yearless, yearless.replace(/-now$/, '')]
    .map((one) => `answer.${one}`)
    .find((key) => hasLabel(labels, key));
}

function placeholdersOf(now: ComputedClaim) {
  const hasYear = now.claim.written.year !== '';
  return [
    ...(hasYear ? ['year'] : []),
    ...(now.claim.source.some((source) => source.includes('/')) ? ['release'] : [])
  ];
}

/**
 * Reports each figure without a label, or with one that has a placeholder the claim cannot fill.
 */
export function missingAnswers(
  chapters: readonly ReadChapter[],
  computed: ReadonlyMap<string, ComputedClaim>,
  words: Words,
  files: WordsFiles
): Problem[] {
  const { language } = words;
  const seen = new Set<string>();
  return chapters.flatMap(({ chapter, file }) =>
    chapter.claims.flatMap(({ id, ...place }) => {
      const now = computed.get(id);
      if (!now || seen.has(id)) return [];
      seen.add(id);
      const key = answerLabel(id, words.labels);
      if (key === undefined) {
        const wrong = say`No label says what the figure “${id}” counts (${language}).`;
        const fix = say`Write “answer.${id}” in data/copy/${language}/words.answers.json, in every language.`;
        return problemsOf('answer', file)(place, wrong, fix);
      }
      const allowed = placeholdersOf(now);
      const odd = [...words.labels[key]!.matchAll(/\{(\w+)\}/g)]
        .map(([, name = '']) => name)
        .find((name) => !allowed.includes(name));
      if (odd === undefined) return [];
      const where = fileOf(files, key);
      const has =
        allowed.length > 0
          ? say`only ${allowed.map((name) => `{${name}}`).join(' and ')}`
          : say`no year and no older release`;
      return problemsOf('answer', where.file)(
        placeOfKey(where.text, key),
        say`The label “${key}” has {${odd}}, but the claim “${id}” has ${has}.`,
        say`Delete it from the label.`
      );
    })
  );
}

/** Countries of the 2018 report are never in a label (S09). */
type WordsChecks = Pick<CopyChecks, 'computed' | 'wording' | 'places' | 'namedCountries' | 'names'>;

const labelsIn = ({ file, text }: WordsFile, language: Language) => ({
  file,
  language,
  passages: Object.entries(JSON.parse(text) as Record<string, string>).map(([key, label]) =>
    labelPassage(label, key, () => placeOfKey(text, key))
  )
});

function missingForms(files: readonly Telling[]) {
  const all = files.flatMap(({ file, language, passages }) =>
    passages.map(({ part, locate }) => ({ file, language, name: nameOfLabel(part), part, locate }))
  );
  const known = new Set(all.map(({ part }) => part));
  return [...new Map(all.map((one) => [one.name, one])).values()].flatMap(
    ({ file, language, name, locate }) => {
      const needed = new Intl.PluralRules(locales[language]).resolvedOptions().pluralCategories;
      const missing = needed.filter((form) => !known.has(name) && !known.has(`${name}.${form}`));
      return missing.map((form) =>
        problemsOf('words', file)(
          locate(0),
          say`The label “${name}” has no form for the numbers of “${form}” (${language}).`,
          say`Add "${name}.${form}": "…"; the form “one” is for 1.`
        )
      );
    }
  );
}

const ofReleases = /^(map|lines|revision|panels|lookup)\./;
const typedYear = /(?<![\p{L}\p{N}$£€])(?:19|20)\d\d(?![\p{L}\p{N}%])/gu;

/** Labels of figures, cards and shares. Of other labels, those that state a claim are judged. */
const judged = /words\.(?:cards|charts|choropleth|posters|share|story|views)\.json$/;
const explains = /^answer\.|\.(?:notes?|break)(?:\.|$)/;

function labelProblems(told: Telling, checks: WordsChecks) {
  const { file, language, passages } = told;
  const { computed, names, namedCountries } = checks;
  const [wording, places] = [checks.wording[language], checks.places[language]];
  const ids = new Set(computed.keys());
  const print = (id: string) => {
    const now = computed.get(id);
    return now?.ok ? { ok: true as const, text: '', value: '' } : now;
  };
  const own = passages.flatMap(({ part: key, text, states, locate }) => {
    const at = locate(0);
    const years = ofReleases.test(key) ? [...text.matchAll(typedYear)] : [];
    const declared = years.length > 0 ? spansOf(names, text) : [];
    // A typed year would go wrong unnoticed (D17).
    const loose = years.filter(({ index: start }) => !covers(declared, { start, end: start + 1 }));
    return [
      ...harmProblems({ key, text, file, ...at }, { wording, places }),
      ...loose.map(([year]) =>
        problemsOf('words', file)(
          at,
          say`The year ${year} is typed in the label “${key}”.`,
          say`Let the figure fill it in, or add the phrase to data/copy/names.json if no release moves it.`
        )
      ),
      ...states
        .flatMap((id) => absentClaim(id, { claim: print, ids }) ?? [])
        .map(({ kind, wrong, fix }) =>
          problemsOf(kind, file)(at, say`In the label “${key}”, ${wrong}`, fix)
        )
    ];
  });
  own.push(...textProblems(told, wording), ...namedBeside(told, namedCountries));
  const isSaid = ({ part, states }: (typeof passages)[number]) =>
    !explains.test(part) && (states.length > 0 || judged.test(file));
  const said = { file, language, passages: passages.filter(isSaid) };
  const stated = statedPassages(said, {
    language,
    computed,
    names,
    places,
    ledgerPlaces: checks.places.en,
    wording,
    promised: checks.wording.en
  });
  return [...own, ...stated];
}

/** Country names have no placeholders and braces, and are in every language. */
function nameProblems(one: Words, { file, text }: WordsFile, others: readonly Words[]) {
  return Object.entries(one.countries).flatMap(([iso3, name]) => {
    const lacking = others.filter(({ countries }) => !(iso3 in countries));
    const at = () => placeOfKey(text, iso3);
    return [
      ...strayBindings({ file, passages: [plainPassage(name, iso3, at)] }),
      ...lacking.map(({ language }) =>
        problemsOf('words', file)(
          at(),
          say`${iso3} has a name in ${one.language} but not in ${language}.`,
          say`Add the reviewed name.`
        )
      )
    ];
  });
}

export function checkWords(
  words: Record<Language, Words>,
  files: Record<Language, WordsFiles>,
  checks: WordsChecks
): Problem[] {
  const labels = languages.map((language) =>
    files[language].labels.map((file) => labelsIn(file, language))
  );
  const [first = [], ...others] = labels;
  const all = Object.values(words);
  return [
    ...labels.flatMap((own) => [
      ...missingForms(own),
      ...own.flatMap((file) => labelProblems(file, checks))
    ]),
    ...all.flatMap((one) => nameProblems(one, files[one.language].countries, all)),
    ...others.flatMap((other) => languageParity(first, other, checks.wording))
  ];
}
