import { atStart, type FilePosition } from '../../sources/source-error.ts';
import { outlineFile } from '../../story/data.ts';
import { type Problem, problemsOf } from '../../story/problem.ts';
import type { Piece } from '../passage.ts';
import type { ReadChapter } from '../read-chapter.ts';
import { spansOf, wordsIn } from './phrase.ts';

/** Something that every language has to say in the same part of a scene. */
interface Said extends FilePosition {
  /** As a problem names it. */
  what: string;
  place: string;
}

/** A scene in one language, with what is to be found in the other too. */
interface Telling {
  read: ReadChapter;
  said: readonly Said[];
}

/**
 * Returns a problem for each thing that one of two languages alone says in a part of a scene, where
 * it is first said (standards S39).
 */
function saidInBoth(
  one: Telling,
  other: Telling,
  advice: (lacks: ReadChapter) => Pick<Problem, 'expected' | 'remedy'>
): Problem[] {
  const keyOf = ({ place, what }: Said) => `${place} ${what}`;
  const saidOnlyIn = (has: Telling, lacks: Telling) => {
    const known = new Set(lacks.said.map(keyOf));
    return has.said.flatMap((said) => {
      if (known.has(keyOf(said))) return [];
      known.add(keyOf(said));
      const found = `${said.what} in “${said.place}” in ${has.read.language} and not in ${lacks.read.language}`;
      const { expected, remedy } = advice(lacks.read);
      return problemsOf('parity', has.read.file, 'S39')(said, found, expected, remedy);
    });
  };
  return [...saidOnlyIn(one, other), ...saidOnlyIn(other, one)];
}

const spelled = ({ kind, id }: Piece) =>
  kind === 'claim' ? `{% $${id} %}` : `{% ${kind} "${id}" /%}`;

function printedIn(read: ReadChapter): Said[] {
  return read.passages.flatMap(({ pieces, place, locate }) =>
    pieces.flatMap((piece): Said[] =>
      piece.kind === 'words' ? [] : [{ what: spelled(piece), place, ...locate(piece.start) }]
    )
  );
}

function partsOf({ chapter, stepPlaces }: ReadChapter): string[] {
  return [
    ...(chapter.lead === '' ? [] : ['lead']),
    ...(chapter.figure ? ['figure'] : []),
    ...(chapter.after === '' ? [] : ['after']),
    ...stepPlaces.map(({ id }) => `step ${id}`)
  ];
}

/**
 * Returns a problem for each claim, day, year, release, part or step that a scene has in one
 * language and not in the other (standards S39).
 */
export function languageParity(one: ReadChapter, other: ReadChapter): Problem[] {
  const missingParts = (has: ReadChapter, lacks: ReadChapter) => {
    const parts = partsOf(has).filter((part) => !partsOf(lacks).includes(part));
    const fault = problemsOf('parity', lacks.file, 'S39');
    const remedy = 'write it, or take it out of the other language';
    return parts.map((part) =>
      fault(atStart, `no ${part} in ${lacks.language}`, `the parts that ${has.file} has`, remedy)
    );
  };
  const printed = saidInBoth(
    { read: one, said: printedIn(one) },
    { read: other, said: printedIn(other) },
    ({ file }) => ({
      expected: 'the same claims, days, years and releases in every language',
      remedy: `say it in ${file} too, or take it out here`
    })
  );
  return [...missingParts(one, other), ...missingParts(other, one), ...printed];
}

/**
 * Returns a problem for each step of the outline that a chapter has no words for, each that the
 * outline does not name, and when the order is another.
 */
export function stepOrder(read: ReadChapter, expected: readonly string[]): Problem[] {
  const found = read.stepPlaces.map(({ id }) => id);
  const order = `as ${outlineFile} orders them: ${expected.join(', ')}`;
  const fault = problemsOf('steps', read.file);
  const placeOf = (index: number) => read.stepPlaces[index] ?? read.stepPlaces.at(-1) ?? atStart;
  const renamed = (index: number) =>
    expected[index] !== undefined && !found.includes(expected[index]) ? expected[index] : undefined;
  const unknown = found.flatMap((id, index) => (expected.includes(id) ? [] : [index]));
  const missing = expected.filter((id, index) => !found.includes(id) && !unknown.includes(index));
  const out = `take the words out, or name the step in ${outlineFile}`;
  const move = `move the step, or change ${outlineFile}`;
  const faults = [
    ...unknown.map((index) => {
      const other = renamed(index);
      const none = expected.length === 0 ? 'no step in this scene' : `no further step, ${order}`;
      const [wanted, remedy] =
        other === undefined ? [none, out] : [`the step “${other}”, ${order}`, `rename or ${move}`];
      return fault(placeOf(index), `the step “${found[index]}”`, wanted, remedy);
    }),
    ...missing.map((id) => {
      const index = expected.indexOf(id);
      const before = expected[index - 1];
      const none = `no step after ${before === undefined ? 'the figure' : `“${before}”`}`;
      return fault(
        placeOf(index),
        none,
        `the step “${id}”, ${order}`,
        `write its words, or take the step out of ${outlineFile}`
      );
    })
  ];
  const odd = found.findIndex((id, index) => id !== expected[index]);
  if (faults.length > 0 || odd < 0) return faults;
  return [
    fault(placeOf(odd), `the step “${found[odd]}”`, `the step “${expected[odd]}”, ${order}`, move)
  ];
}

/** How one language names each body, by a key that the languages share. */
export type Attributions = Readonly<Record<string, readonly string[]>>;

/** Returns where a text names which bodies, by their keys. */
function mentionsIn(text: string, attributions: Attributions): { body: string; start: number }[] {
  const words = wordsIn(text);
  return Object.entries(attributions).flatMap(([body, names]) =>
    spansOf(names, text, words).map(({ start }) => ({ body, start }))
  );
}

/** Returns the keys of the bodies that a text names. */
export const bodiesIn = (text: string, attributions: Attributions): string[] =>
  mentionsIn(text, attributions).map(({ body }) => body);

function namedIn(read: ReadChapter, attributions: Attributions): Said[] {
  return read.passages.flatMap(({ text, place, locate }) =>
    mentionsIn(text, attributions).map(({ body, start }) => ({
      what: `“${body}” named`,
      place,
      ...locate(start)
    }))
  );
}

/**
 * Returns a problem for each body that one language names in a part of a scene and the other does
 * not: its source was lost on the way (S39).
 */
export function attributionParity(
  one: ReadChapter,
  ones: Attributions,
  other: ReadChapter,
  others: Attributions
): Problem[] {
  return saidInBoth(
    { read: one, said: namedIn(one, ones) },
    { read: other, said: namedIn(other, others) },
    ({ file }) => ({
      expected: 'what is said attributed to the same body in every language',
      remedy: `name it in ${file} too, or add the name it goes by there to “attributions” in wording.json`
    })
  );
}
