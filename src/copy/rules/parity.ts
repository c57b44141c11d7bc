import { atStart, type FilePosition } from '#sources/source-error.ts';
import { outlineFile } from '#story/data.ts';
import { type Problem, problemsOf } from '#story/problem.ts';
import { nameOfLabel, type Passage, type Piece, type Telling } from '../passage.ts';
import type { ReadChapter } from '../read-chapter.ts';
import type { Language } from '#locale/languages.ts';
import type { Wording } from './copy-rules.ts';
import { spansOf, wordsIn } from './phrase.ts';
import { say } from '#locale/say.ts';

interface Said extends FilePosition {
  file: string;
  part: string;
  what: string;
}

/** What the other language must say too, whatever its words. */
const aText = () => say`a text`;

const spelled = ({ kind, id }: Piece, { kind: of }: Passage) =>
  of === 'label' ? `{${id}}` : kind === 'claim' ? `{% $${id} %}` : `{% ${kind} "${id}" /%}`;

function saidIn({ file, passages }: Telling, attributions: Wording['attributions'] = {}) {
  return passages.flatMap((passage) => {
    const { kind, text, pieces, states, locate } = passage;
    const part = kind === 'label' ? nameOfLabel(passage.part) : passage.part;
    const at = (what: string, start: number) => ({ file, part, what, ...locate(start) });
    const words = wordsIn(text);
    return [
      at(aText(), 0),
      ...pieces.flatMap((piece) =>
        piece.kind === 'words' ? [] : [at(spelled(piece, passage), piece.start)]
      ),
      ...states.map((id) => at(`{% states $${id} %}`, 0)),
      ...Object.entries(attributions).flatMap(([body, names]) =>
        spansOf(names, text, words).map(({ start }) => at(`“${body}”`, start))
      )
    ];
  });
}

/** Reports what only one language says in a part of a scene or a label, once (S39). */
export function languageParity(
  ones: readonly Telling[],
  others: readonly Telling[],
  wording: Readonly<Record<Language, Pick<Wording, 'attributions'>>>
): Problem[] {
  const keyOf = ({ part, what }: Said) => `${part} ${what}`;
  const all = (some: readonly Telling[]) =>
    some.flatMap((one) => saidIn(one, wording[one.language].attributions));
  const [one, other] = [all(ones), all(others)];
  const [from, to] = [ones[0]?.language, others[0]?.language];
  const onlyIn = (
    has: readonly Said[],
    lacks: readonly Said[],
    [own, twin]: readonly unknown[]
  ) => {
    const known = new Set(lacks.map(keyOf));
    const parts = new Set(lacks.map(({ part }) => part));
    return has.flatMap((said) => {
      const isLost = !parts.has(said.part) && said.what !== aText();
      if (isLost || known.has(keyOf(said))) return [];
      known.add(keyOf(said));
      return problemsOf('parity', said.file, 'S39')(
        said,
        say`“${said.part}” has ${said.what} here, but not in ${said.file.replace(`/${own}/`, `/${twin}/`)}.`,
        said.what.startsWith('“')
          ? say`Name the body in both, or add the name it has there to “attributions” of wording.json.`
          : say`Write it in both languages, or delete it here.`
      );
    });
  };
  return [...onlyIn(one, other, [from, to]), ...onlyIn(other, one, [to, from])];
}

export function stepOrder(
  { file, stepPlaces }: ReadChapter,
  expected: readonly string[]
): Problem[] {
  const found = stepPlaces.map(({ id }) => id);
  const odd = [...found, undefined].findIndex((id, index) => id !== expected[index]);
  if (odd < 0) return [];
  const [is, due] = [found[odd], expected[odd]];
  const wrong =
    is === undefined
      ? say`The step “${due}” is missing`
      : say`The step “${is}” is where ${due === undefined ? say`no step` : `“${due}”`} must be`;
  return [
    problemsOf('steps', file)(
      stepPlaces[odd] ?? stepPlaces.at(-1) ?? atStart,
      say`${wrong}: the scene has ${found.join(', ') || 'none'}, and ${outlineFile} has ${expected.join(', ') || 'none'}.`,
      say`Write, move, rename or delete the step here, or change the outline.`
    )
  ];
}
