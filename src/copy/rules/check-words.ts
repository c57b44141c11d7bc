import { difference } from 'd3';
import { languages, locales, type Language } from '../../locale/languages.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import { placeOfKey } from '../../story/read-json.ts';
import { harmProblems } from './harm.ts';
import { type Attributions, bodiesIn } from './parity.ts';
import { absentClaim } from '../read-chapter.ts';
import { labelPassage, typedText } from '../passage.ts';
import type { BoundWords, RuleChecks, Wording } from './copy-rules.ts';
import { statedProblems } from './figures/stated.ts';
import { spansOf } from './phrase.ts';
import { fileOf, type WordsFiles } from '../read-words.ts';
import { strayInLabel, strayPlaceholder } from './stray-bindings.ts';
import { plainWording } from './wording.ts';
import type { Words } from '../words.ts';

export interface WordsChecks extends Pick<RuleChecks, 'computed'> {
  wording: Record<Language, Wording>;
  bounds: Record<Language, BoundWords>;
  places: Record<Language, RuleChecks['places']>;
  /** Countries of the 2018 report: never in a label (S09). */
  namedCountries: readonly string[];
  /** Names with digits, and phrases whose year never moves. */
  names: readonly string[];
}

interface Spoken {
  words: Words;
  files: WordsFiles;
}

/** A label with all its plural forms. */
interface Label {
  key: string;
  forms: Set<string>;
  placeholders: string;
}

const plural = /\.(zero|one|two|few|many|other)$/;
const placeholdersOf = (label: string) =>
  [...new Set([...label.matchAll(/\{\w+\}/g)].map(([placeholder]) => placeholder))]
    .sort()
    .join(', ');

function labelsOf({ words }: Spoken): Map<string, Label> {
  const found = new Map<string, Label>();
  for (const [key, label] of Object.entries(words.labels)) {
    const name = key.replace(plural, '');
    const entry = found.get(name) ?? { key, forms: new Set(), placeholders: placeholdersOf(label) };
    entry.forms.add(plural.exec(key)?.[1] ?? '');
    found.set(name, entry);
  }
  return found;
}

function fault({ files }: Spoken, key: string, wrong: string, fix: string): Problem {
  const where = fileOf(files, key);
  return problemsOf('words', where.file)(placeOfKey(where.text, key), wrong, fix);
}

function missingIn(one: Spoken, other: Spoken): Problem[] {
  const [from, to] = [one.words.language, other.words.language];
  const theirs = labelsOf(other);
  const labels = [...labelsOf(one)].filter(([name]) => !theirs.has(name));
  const countries = Object.keys(one.words.countries).filter(
    (iso3) => !(iso3 in other.words.countries)
  );
  return [
    ...labels.map(([name, { key }]) =>
      fault(
        one,
        key,
        `The label “${name}” is in ${from} but not in ${to}.`,
        'Write it in the other language.'
      )
    ),
    ...countries.map((iso3) =>
      fault(one, iso3, `${iso3} has a name in ${from} but not in ${to}.`, 'Add the reviewed name.')
    )
  ];
}

function otherPlaceholders(one: Spoken, other: Spoken): Problem[] {
  const theirs = labelsOf(other);
  return [...labelsOf(one)].flatMap(([name, { key, placeholders }]) => {
    const expected = theirs.get(name)?.placeholders;
    if (expected === undefined || expected === placeholders) return [];
    return fault(
      one,
      key,
      `The label “${name}” has ${placeholders || 'no placeholder'}, but ${expected || 'none'} in ${other.words.language}.`,
      'Write the same placeholders in every language.'
    );
  });
}

/** Labels that name a body in `one` language only: the other states its finding as a fact. */
function otherBodies(
  one: Spoken,
  ones: Attributions,
  other: Spoken,
  others: Attributions
): Problem[] {
  return Object.entries(one.words.labels).flatMap(([key, label]) => {
    const theirs = other.words.labels[key] ?? other.words.labels[key.replace(plural, '.other')];
    if (theirs === undefined) return [];
    const named = bodiesIn(label, ones);
    if (named.length === 0) return [];
    const missing = [...difference(named, bodiesIn(theirs, others))];
    const [from, to] = [one.words.language, other.words.language];
    return missing.map((body) =>
      fault(
        one,
        key,
        `The label “${key}” names “${body}” in ${from} but not in ${to}.`,
        'Name the body in both languages.'
      )
    );
  });
}

function missingForms(spoken: Spoken): Problem[] {
  const { language } = spoken.words;
  const needed = new Intl.PluralRules(locales[language]).resolvedOptions().pluralCategories;
  return [...labelsOf(spoken)].flatMap(([name, { key, forms }]) =>
    (forms.has('') ? [] : needed.filter((form) => !forms.has(form))).map((form) =>
      fault(
        spoken,
        key,
        `The label “${name}” lacks the plural form “${form}” (${language}).`,
        `Write “${name}.${form}”.`
      )
    )
  );
}

/** The key is context for `near` rules: it says where the label is. */
function refusedLabels(
  { words, files }: Spoken,
  { wording, namedCountries }: WordsChecks
): Problem[] {
  const { language, labels } = words;
  return Object.entries(labels).flatMap(([key, label]) => {
    const { file, text } = fileOf(files, key);
    const plain = {
      text: label,
      file,
      context: `${key} ${label}`,
      where: ` in the label “${key}”`
    };
    return plainWording(plain, wording[language], namedCountries, () => placeOfKey(text, key));
  });
}

/** Labels of the figures whose years follow the shown release. */
const ofReleases = /^(map|lines|revision|panels|lookup)\./;
const typedYear = /(?<![\p{L}\p{N}$£€])(?:19|20)\d\d(?![\p{L}\p{N}%])/gu;

/** A typed year would go wrong unnoticed (D17). */
function typedYears(spoken: Spoken, names: readonly string[]): Problem[] {
  return Object.entries(spoken.words.labels).flatMap(([key, label]) => {
    const years = ofReleases.test(key) ? [...label.matchAll(typedYear)] : [];
    const declared = years.length > 0 ? spansOf(names, label) : [];
    const loose = years.filter(
      ({ index }) => !declared.some(({ start, end }) => start <= index && index < end)
    );
    return loose.map(([year]) =>
      fault(
        spoken,
        key,
        `The year ${year} is typed in the label “${key}”.`,
        'Let the figure fill it in, or add the phrase to data/copy/names.json if no release moves it.'
      )
    );
  });
}

function harmfulLabels({ words, files }: Spoken, { wording, places }: WordsChecks): Problem[] {
  const { language, labels } = words;
  return Object.entries(labels).flatMap(([key, text]) => {
    const { file, text: json } = fileOf(files, key);
    const checks = { wording: wording[language], places: places[language] };
    return harmProblems({ key, text, file, ...placeOfKey(json, key) }, checks);
  });
}

/** Labels of figures, cards and shares; the rest explains, or names controls. */
const judged = /words\.(?:cards|charts|choropleth|posters|share|story|views)\.json$/;
const explains = /\.(?:notes?|break)(?:\.|$)/;

/** Labels that say a quantity state its claim, and are true of it (V40). */
function falseLabels({ words, files }: Spoken, checks: WordsChecks): Problem[] {
  const { language, labels, states = {} } = words;
  const { computed, names } = checks;
  const by = {
    language,
    computed,
    names,
    bounds: checks.bounds[language],
    places: checks.places[language],
    ledgerPlaces: checks.places.en,
    wording: checks.wording[language],
    promised: checks.wording.en
  };
  const print = {
    claim: (id: string) => {
      const now = computed.get(id);
      return now?.ok
        ? { ok: true as const, text: '', value: '' }
        : now && { ok: false as const, why: now.why };
    },
    ids: new Set(computed.keys())
  };
  return Object.entries(labels).flatMap(([key, text]) => {
    const { file, text: json } = fileOf(files, key);
    if (!judged.test(file) || explains.test(key)) return [];
    const at = placeOfKey(json, key);
    const stated = states[key] ?? [];
    const absent = stated.flatMap((id) => absentClaim(id, print) ?? []);
    const typed = typedText(labelPassage(text, key, at));
    const what = `the label “${key}”`;
    return [
      ...absent.map(({ kind, wrong, fix }) =>
        problemsOf(kind, file)(at, `In ${what}, ${wrong}`, fix)
      ),
      ...statedProblems({ file, what, text, typed, claims: stated, ...at }, by)
    ];
  });
}

/** Country names have no placeholders and braces. */
function strayNames({ words, files }: Spoken): Problem[] {
  const { file, text } = files.countries;
  return Object.entries(words.countries).flatMap(([iso3, name]) => {
    const found = /\{\w+\}/.exec(name)?.[0] ?? strayInLabel(name);
    return found === undefined
      ? []
      : [strayPlaceholder(found, file, placeOfKey(text, iso3), ` in the name for ${iso3}`)];
  });
}

export function checkWords(
  words: Record<Language, Words>,
  files: Record<Language, WordsFiles>,
  checks: WordsChecks
): Problem[] {
  const spoken = languages.map((language): Spoken => ({
    words: words[language],
    files: files[language]
  }));
  const [first, ...others] = spoken;
  return [
    ...spoken.flatMap((one) => [
      ...missingForms(one),
      ...refusedLabels(one, checks),
      ...falseLabels(one, checks),
      ...harmfulLabels(one, checks),
      ...strayNames(one),
      ...typedYears(one, checks.names)
    ]),
    ...others.flatMap((other) => {
      if (!first) return [];
      const bodiesOf = ({ words: { language } }: typeof other) =>
        checks.wording[language].attributions ?? {};
      return [
        ...missingIn(first, other),
        ...missingIn(other, first),
        ...otherPlaceholders(other, first),
        ...otherBodies(first, bodiesOf(first), other, bodiesOf(other)),
        ...otherBodies(other, bodiesOf(other), first, bodiesOf(first))
      ];
    })
  ];
}
