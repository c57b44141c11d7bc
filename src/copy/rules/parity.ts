import { outlineFile } from '../../story/data.ts';
import { makeProblem, type Problem } from '../../story/problem.ts';
import type { Piece } from '../passage.ts';
import type { ReadChapter } from '../read-chapter.ts';

/** A use of a claim, a day, a year or a release: what must be said in every language. */
interface Use {
  kind: Exclude<Piece['kind'], 'words'>;
  id: string;
  place: string;
  line: number;
  column: number;
}

function usesOf(read: ReadChapter): Use[] {
  return read.passages.flatMap(({ pieces, place, locate }) =>
    pieces.flatMap(({ kind, id, start }): Use[] => (kind === 'words' ? [] : [{ kind, id, place, ...locate(start) }]))
  );
}

const spelled = ({ kind, id }: Use) => (kind === 'claim' ? `{% $${id} %}` : `{% ${kind} "${id}" /%}`);

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
        expected: 'the same claims, days, years and releases in every language',
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

/** Returns a problem for each claim, day, year, release, part or step that a scene has in one language and not in the other (standards S39). */
export function languageParity(one: ReadChapter, other: ReadChapter): Problem[] {
  const missingParts = (has: ReadChapter, lacks: ReadChapter) => {
    const parts = partsOf(has).filter((part) => !partsOf(lacks).includes(part));
    const steps = has.stepPlaces.filter(({ id }) => !lacks.stepPlaces.some((step) => step.id === id)).map(({ id }) => `step ${id}`);
    return [...parts, ...steps].map((part) =>
      makeProblem({
        kind: 'parity',
        file: lacks.file,
        line: 1,
        column: 1,
        found: `no ${part} in ${lacks.language}`,
        expected: `the parts that ${has.file} has`,
        remedy: 'write it, or take it out of the other language',
        rule: 'S39'
      })
    );
  };
  return [...missingParts(one, other), ...missingParts(other, one), ...missingIn(one, other), ...missingIn(other, one)];
}

/** Returns a problem for each step of the outline that a chapter has no words for, each that the outline does not name, and when the order is another. */
export function stepOrder(read: ReadChapter, expected: readonly string[]): Problem[] {
  const found = read.stepPlaces.map(({ id }) => id);
  const order = `as ${outlineFile} orders them: ${expected.join(', ')}`;
  const faultAt = (index: number, found: string, expected: string, remedy: string): Problem => {
    const { line, column } = read.stepPlaces[index] ?? read.stepPlaces.at(-1) ?? { line: 1, column: 1 };
    return makeProblem({ kind: 'steps', file: read.file, line, column, found, expected, remedy });
  };
  const renamed = (index: number) => (expected[index] !== undefined && !found.includes(expected[index]) ? expected[index] : undefined);
  const unknown = found.flatMap((id, index) => (expected.includes(id) ? [] : [index]));
  const missing = expected.filter((id, index) => !found.includes(id) && !unknown.includes(index));
  const out = `take the words out, or name the step in ${outlineFile}`;
  const faults = [
    ...unknown.map((index) => {
      const other = renamed(index);
      return other === undefined
        ? faultAt(index, `the step “${found[index]}”`, expected.length === 0 ? 'no step in this scene' : `no further step, ${order}`, out)
        : faultAt(
            index,
            `the step “${found[index]}”`,
            `the step “${other}”, ${order}`,
            `rename or move the step, or change ${outlineFile}`
          );
    }),
    ...missing.map((id) => {
      const index = expected.indexOf(id);
      const before = expected[index - 1];
      const none = `no step after ${before === undefined ? 'the figure' : `“${before}”`}`;
      return faultAt(index, none, `the step “${id}”, ${order}`, `write its words, or take the step out of ${outlineFile}`);
    })
  ];
  const odd = found.findIndex((id, index) => id !== expected[index]);
  if (faults.length > 0 || odd < 0) return faults;
  return [faultAt(odd, `the step “${found[odd]}”`, `the step “${expected[odd]}”, ${order}`, `move the step, or change ${outlineFile}`)];
}
