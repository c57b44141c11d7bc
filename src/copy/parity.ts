import { makeProblem, type Problem } from '../story/problem.ts';
import type { ReadChapter } from './read-chapter.ts';

/** A use of a claim or a day: what must be said in every language. */
interface Use {
  kind: 'claim' | 'day';
  id: string;
  place: string;
  line: number;
  column: number;
}

function usesOf(read: ReadChapter): Use[] {
  return read.passages.flatMap((passage) => {
    let offset = 0;
    return passage.pieces.flatMap((piece): Use[] => {
      const at = passage.locate(offset);
      offset += piece.text.length;
      return piece.kind === 'words' ? [] : [{ kind: piece.kind, id: piece.id, place: passage.place, ...at }];
    });
  });
}

const spelled = ({ kind, id }: Use) => (kind === 'claim' ? `{% $${id} %}` : `{% day "${id}" /%}`);

/** What `one` says and `other` does not, in the same place of the scene. */
function missingIn(one: ReadChapter, other: ReadChapter): Problem[] {
  const said = usesOf(other);
  const reported = new Set<string>();
  return usesOf(one).flatMap((use): Problem[] => {
    const key = `${use.place} ${use.kind} ${use.id}`;
    if (reported.has(key) || said.some((candidate) => `${candidate.place} ${candidate.kind} ${candidate.id}` === key)) return [];
    reported.add(key);
    return [
      makeProblem({
        kind: 'parity',
        file: one.file,
        line: use.line,
        column: use.column,
        found: `${spelled(use)} in “${use.place}” in ${one.language} and not in ${other.language}`,
        expected: `the same claims and days in every language`,
        remedy: `say it in ${other.file} too, or take it out here`,
        rule: 'S39'
      })
    ];
  });
}

/** The parts a scene has: a figure, a lead, an after and its steps. */
function partsOf({ chapter }: ReadChapter): string[] {
  return [...(chapter.lead === '' ? [] : ['lead']), ...(chapter.figure ? ['figure'] : []), ...(chapter.after === '' ? [] : ['after'])];
}

/** Returns a problem for each claim, day, part or step that a scene has in one language and not in the other (standards S39). */
export function languageParity(one: ReadChapter, other: ReadChapter): Problem[] {
  const parts = [
    [one, other],
    [other, one]
  ].flatMap(([has, lacks]) => {
    const parts = partsOf(has!).filter((part) => !partsOf(lacks!).includes(part));
    const steps = has!.stepPlaces.filter(({ id }) => !lacks!.stepPlaces.some((step) => step.id === id)).map(({ id }) => `step ${id}`);
    return [...parts, ...steps].map((part) =>
      makeProblem({
        kind: 'parity',
        file: lacks!.file,
        line: 1,
        column: 1,
        found: `no ${part} in ${lacks!.language}`,
        expected: `the parts that ${has!.file} has`,
        remedy: 'write it, or take it out of the other language',
        rule: 'S39'
      })
    );
  });
  return [...parts, ...missingIn(one, other), ...missingIn(other, one)];
}

/** Returns a problem when a chapter's steps are not the ones its scene has, in that order. */
export function stepOrder(read: ReadChapter, expected: readonly string[]): Problem[] {
  const found = read.stepPlaces.map(({ id }) => id);
  const odd = Array.from({ length: Math.max(found.length, expected.length) }, (_, index) => index).find(
    (index) => found[index] !== expected[index]
  );
  if (odd === undefined) return [];
  const place = read.stepPlaces[odd] ?? read.stepPlaces.at(-1) ?? { line: 1, column: 1 };
  return [
    makeProblem({
      kind: 'steps',
      file: read.file,
      line: place.line,
      column: place.column,
      found: found[odd] === undefined ? `no step after “${found.at(-1) ?? 'the figure'}”` : `the step “${found[odd]}”`,
      expected:
        expected[odd] === undefined ? 'no further step' : `the step “${expected[odd]}”, as the scene orders them: ${expected.join(', ')}`,
      remedy: 'rename or move the step, or change the scene in src/chapters'
    })
  ];
}
