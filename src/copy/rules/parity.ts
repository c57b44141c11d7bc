import { atStart, type FilePosition } from '../../sources/source-error.ts';
import { outlineFile } from '../../story/data.ts';
import { type Problem, problemsOf } from '../../story/problem.ts';
import type { Piece } from '../passage.ts';
import type { ReadChapter } from '../read-chapter.ts';
import { spansOf, wordsIn } from './phrase.ts';

interface Said extends FilePosition {
  /** As messages name it. */
  what: string;
  part: string;
}

interface Telling {
  read: ReadChapter;
  said: readonly Said[];
}

/** Reports what only one language says in a part of a scene, once (S39). */
function saidInBoth(
  one: Telling,
  other: Telling,
  fixIn: (lacks: ReadChapter) => string
): Problem[] {
  const keyOf = ({ part, what }: Said) => `${part} ${what}`;
  const saidOnlyIn = (has: Telling, lacks: Telling) => {
    const known = new Set(lacks.said.map(keyOf));
    return has.said.flatMap((said) => {
      if (known.has(keyOf(said))) return [];
      known.add(keyOf(said));
      const wrong = `${said.what} is in “${said.part}” in ${has.read.language} but not in ${lacks.read.language}.`;
      return problemsOf('parity', has.read.file, 'S39')(said, wrong, fixIn(lacks.read));
    });
  };
  return [...saidOnlyIn(one, other), ...saidOnlyIn(other, one)];
}

const spelled = ({ kind, id }: Piece) =>
  kind === 'claim' ? `{% $${id} %}` : `{% ${kind} "${id}" /%}`;

function printedIn(read: ReadChapter): Said[] {
  return read.passages.flatMap(({ pieces, states, part, locate }) => [
    ...pieces.flatMap((piece): Said[] =>
      piece.kind === 'words' ? [] : [{ what: spelled(piece), part, ...locate(piece.start) }]
    ),
    ...states.map((id) => ({ what: `{% states $${id} %}`, part, ...locate(0) }))
  ]);
}

function partsOf({ chapter, stepPlaces }: ReadChapter): string[] {
  return [
    ...(chapter.lead === '' ? [] : ['lead']),
    ...(chapter.figure ? ['figure'] : []),
    ...(chapter.after === '' ? [] : ['after']),
    ...stepPlaces.map(({ id }) => `step ${id}`)
  ];
}

/** Reports claims, dates, releases, parts and steps that only one language has (S39). */
export function languageParity(one: ReadChapter, other: ReadChapter): Problem[] {
  const missingParts = (has: ReadChapter, lacks: ReadChapter) => {
    const parts = partsOf(has).filter((part) => !partsOf(lacks).includes(part));
    const fault = problemsOf('parity', lacks.file, 'S39');
    return parts.map((part) =>
      fault(
        atStart,
        `This scene has no ${part}, but ${has.file} has.`,
        'Write it, or delete it in the other language.'
      )
    );
  };
  const printed = saidInBoth(
    { read: one, said: printedIn(one) },
    { read: other, said: printedIn(other) },
    ({ file }) => `Write it in ${file} too, or delete it here.`
  );
  return [...missingParts(one, other), ...missingParts(other, one), ...printed];
}

/** Reports steps that are missing, unknown or out of order. */
export function stepOrder(read: ReadChapter, expected: readonly string[]): Problem[] {
  const found = read.stepPlaces.map(({ id }) => id);
  const order = `The outline has ${expected.join(', ') || 'no step here'}.`;
  const fault = problemsOf('steps', read.file);
  const placeOf = (index: number) => read.stepPlaces[index] ?? read.stepPlaces.at(-1) ?? atStart;
  const renamed = (index: number) =>
    expected[index] !== undefined && !found.includes(expected[index]) ? expected[index] : undefined;
  const unknown = found.flatMap((id, index) => (expected.includes(id) ? [] : [index]));
  const missing = expected.filter((id, index) => !found.includes(id) && !unknown.includes(index));
  const faults = [
    ...unknown.map((index) => {
      const other = renamed(index);
      return other === undefined
        ? fault(
            placeOf(index),
            `${outlineFile} has no step “${found[index]}” in this scene.`,
            'Delete the words, or add the step to the outline.'
          )
        : fault(
            placeOf(index),
            `The step “${found[index]}” is where “${other}” must be.`,
            `Rename or move the step, or change ${outlineFile}. ${order}`
          );
    }),
    ...missing.map((id) => {
      const index = expected.indexOf(id);
      const before = expected[index - 1];
      return fault(
        placeOf(index),
        `The step “${id}” is missing after ${before === undefined ? 'the figure' : `“${before}”`}.`,
        `Write its words, or delete the step from ${outlineFile}.`
      );
    })
  ];
  const odd = found.findIndex((id, index) => id !== expected[index]);
  if (faults.length > 0 || odd < 0) return faults;
  return [
    fault(
      placeOf(odd),
      `The step “${found[odd]}” is where “${expected[odd]}” must be.`,
      `Move the step, or change ${outlineFile}. ${order}`
    )
  ];
}

/** Names of each body in one language, by a shared key. */
export type Attributions = Readonly<Record<string, readonly string[]>>;

function mentionsIn(text: string, attributions: Attributions): { body: string; start: number }[] {
  const words = wordsIn(text);
  return Object.entries(attributions).flatMap(([body, names]) =>
    spansOf(names, text, words).map(({ start }) => ({ body, start }))
  );
}

export const bodiesIn = (text: string, attributions: Attributions): string[] =>
  mentionsIn(text, attributions).map(({ body }) => body);

function namedIn(read: ReadChapter, attributions: Attributions): Said[] {
  return read.passages.flatMap(({ text, part, locate }) =>
    mentionsIn(text, attributions).map(({ body, start }) => ({
      what: `“${body}”`,
      part,
      ...locate(start)
    }))
  );
}

/** A body that only one language names: the source was lost in translation (S39). */
export function attributionParity(
  one: ReadChapter,
  ones: Attributions,
  other: ReadChapter,
  others: Attributions
): Problem[] {
  return saidInBoth(
    { read: one, said: namedIn(one, ones) },
    { read: other, said: namedIn(other, others) },
    ({ file }) =>
      `Name the body in ${file} too, or add the name it has there to “attributions” of wording.json.`
  );
}
