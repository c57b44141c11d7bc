import { difference } from 'd3';
import { languages, locales, type Language } from '../../locale/languages.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import { placeOfKey } from '../../story/read-json.ts';
import { type Attributions, bodiesIn } from './parity.ts';
import type { Wording } from './copy-rules.ts';
import { spansOf } from './phrase.ts';
import { fileOf, type WordsFiles } from '../read-words.ts';
import { strayInLabel, straySlot } from './stray-bindings.ts';
import { plainWording } from './wording.ts';
import type { Words } from '../words.ts';

export interface WordsChecks {
  wording: Record<Language, Wording>;
  /** Names of the countries that the 2018 report named: never in a label (standards S09). */
  namedCountries: readonly string[];
  /** Names that hold digits, and phrases whose year never moves. */
  names: readonly string[];
}

interface Spoken {
  words: Words;
  files: WordsFiles;
}

/** What a label says, whatever plural forms a language needs for it. */
interface Label {
  key: string;
  forms: Set<string>;
  slots: string;
}

const plural = /\.(zero|one|two|few|many|other)$/;
const slotsOf = (label: string) =>
  [...new Set([...label.matchAll(/\{\w+\}/g)].map(([slot]) => slot))].sort().join(', ');

function labelsOf({ words }: Spoken): Map<string, Label> {
  const found = new Map<string, Label>();
  for (const [key, label] of Object.entries(words.labels)) {
    const name = key.replace(plural, '');
    const entry = found.get(name) ?? { key, forms: new Set(), slots: slotsOf(label) };
    entry.forms.add(plural.exec(key)?.[1] ?? '');
    found.set(name, entry);
  }
  return found;
}

function fault(
  { files }: Spoken,
  key: string,
  found: string,
  expected: string,
  remedy: string
): Problem {
  const where = fileOf(files, key);
  return problemsOf('words', where.file)(placeOfKey(where.text, key), found, expected, remedy);
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
        `the label “${name}” in ${from} and not in ${to}`,
        'each label in every language',
        'write it in the other language'
      )
    ),
    ...countries.map((iso3) =>
      fault(
        one,
        iso3,
        `a name for ${iso3} in ${from} and not in ${to}`,
        'each country named in every language',
        'add the reviewed name'
      )
    )
  ];
}

function otherSlots(one: Spoken, other: Spoken): Problem[] {
  const theirs = labelsOf(other);
  return [...labelsOf(one)].flatMap(([name, { key, slots }]) => {
    const expected = theirs.get(name)?.slots;
    if (expected === undefined || expected === slots) return [];
    const found = `${slots || 'nothing'} to be filled in the label “${name}”`;
    const remedy = 'write the same words in braces in every language';
    return fault(
      one,
      key,
      found,
      `${expected || 'nothing'}, as in ${other.words.language}`,
      remedy
    );
  });
}

/**
 * Labels of both languages that name other bodies: what one attributes, the other says in its own
 * name.
 */
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
    const expected = 'each label attributed to the same body';
    return missing.map((body) =>
      fault(
        one,
        key,
        `“${body}” named in “${key}” in ${from} and not in ${to}`,
        expected,
        'name it in both'
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
        `“${name}” without its form “${form}”`,
        `the forms ${needed.join(', ')} (${language})`,
        `write “${name}.${form}”`
      )
    )
  );
}

/**
 * Labels with words, names, marks or braces that no reader may see. A label's key says what it is
 * near.
 */
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

/** How the labels of the figures begin whose years follow the release that is shown. */
const ofReleases = /^(map|lines|revision|panels|lookup)\./;
const typedYear = /(?<![\p{L}\p{N}$£€])(?:19|20)\d\d(?![\p{L}\p{N}%])/gu;

/**
 * Labels of those figures with a year that is typed, so that nothing says when it is no longer true
 * (standards D17).
 */
function typedYears(spoken: Spoken, names: readonly string[]): Problem[] {
  return Object.entries(spoken.words.labels).flatMap(([key, label]) => {
    const years = ofReleases.test(key) ? [...label.matchAll(typedYear)] : [];
    const declared = years.length > 0 ? spansOf(names, label) : [];
    const loose = years.filter(
      ({ index }) => !declared.some(({ start, end }) => start <= index && index < end)
    );
    const expected = 'years that the figure fills in, or a date that no release moves';
    const remedy = 'take it out, or add the phrase to data/copy/names.json';
    return loose.map(([year]) =>
      fault(spoken, key, `the year ${year} typed in the label “${key}”`, expected, remedy)
    );
  });
}

/**
 * Names of countries in which anything is to be filled, or a binding or a brace was left that
 * nothing fills.
 */
function strayNames({ words, files }: Spoken): Problem[] {
  const { file, text } = files.countries;
  return Object.entries(words.countries).flatMap(([iso3, name]) => {
    const found = /\{\w+\}/.exec(name)?.[0] ?? strayInLabel(name);
    return found === undefined
      ? []
      : [straySlot(found, file, placeOfKey(text, iso3), ` in the name for ${iso3}`)];
  });
}

/**
 * Returns what is wrong with the labels and names of all languages, each by itself and beside the
 * first.
 */
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
        ...otherSlots(other, first),
        ...otherBodies(first, bodiesOf(first), other, bodiesOf(other)),
        ...otherBodies(other, bodiesOf(other), first, bodiesOf(first))
      ];
    })
  ];
}
