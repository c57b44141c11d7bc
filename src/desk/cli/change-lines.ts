import { languages } from '#locale/languages.ts';
import { say, counted, number } from '#locale/say.ts';
import type { StoryChange } from '#site/story/story-change.ts';
import type { GradeReason, TextGrade, PlacedTextChange } from '#site/story/text-changes.ts';
import { printChange } from '#story/lock.ts';
import { changedPromises, type TextChange } from '#story/texts-lock.ts';
import type { ValueChange } from '#vintages/compare/diff-vintages.ts';

export const countsOfChange = ({ added, withdrawn, revised, kept }: ValueChange) =>
  say`${counted(added, 'value')} added, ${number(withdrawn)} withdrawn, ` +
  say`${number(revised)} revised, ${number(kept)} as before`;

const block = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

type FigureChange = Pick<StoryChange, 'pins' | 'claims'> &
  Partial<Pick<StoryChange, 'kept' | 'unkept' | 'maps'>>;

export function figureLines(change: FigureChange) {
  const { pins, claims, kept = [], unkept = [], maps = [] } = change;
  return [
    ...pins.map(
      ({ indicator, before, after }) => `${indicator}: ${before ?? say`nothing`} → ${after}`
    ),
    ...kept.map((name) => say`For comparison, the edition now also keeps ${name}`),
    ...unkept.map((name) => say`For comparison, the edition no longer keeps ${name}`),
    ...maps.map(
      ({ step, view, marks }) =>
        say`map of ${view.year} (${step}): ${counted(marks.length, 'economy', 'economies')} in another class (${marks.map(({ iso3 }) => iso3).join(', ')})`
    ),
    ...block(
      say`${counted(claims.length, 'claim')} changed:`,
      claims.map((one) =>
        [`${one.id}:`, ...languages.map((it) => `${printChange(one, it)} (${it})`)].join('  ')
      )
    )
  ];
}

export const promiseLines = (change: TextChange) =>
  changedPromises(change).map(({ id, isFormula, before, after }) =>
    isFormula
      ? say`“${id}” was ${before} and is ${after} now.`
      : say`“${id}” promised “${before}” and now promises “${after}”.`
  );

function linesOfText(change: PlacedTextChange, name = change.id) {
  const { before, after, file, line, column } = change;
  const state = before ? (after ? '' : say` (gone)`) : say` (new)`;
  const said = languages.flatMap((language) => {
    const [was, is] = [before?.said[language], after?.said[language]];
    if (was === is) return is === undefined ? [] : [say`  ${language} same:   ${is}`];
    return [
      ...(was === undefined ? [] : [say`  ${language} before: ${was}`]),
      ...(is === undefined ? [] : [say`  ${language} after:  ${is}`])
    ];
  });
  const promises = promiseLines(change).map((one) => `  ${one}`);
  return [`${name}${state}  ${file}:${line}:${column}`, ...said, ...promises];
}

function reasonLine({ kind, claims }: GradeReason) {
  const named = claims.map((id) => `“${id}”`).join(', ');
  if (kind === 'order') return say`  ${named}: the larger is now the smaller, or they are equal`;
  return kind === 'far'
    ? say`  ${named} moved further than revisions do`
    : say`  ${named} is of a ledger, which no release changes`;
}

export function textLines(
  { texts }: StoryChange,
  nameOf: (change: PlacedTextChange) => string = ({ id }) => id
) {
  const titles: Record<TextGrade, (count: string) => string> = {
    broken: (count) => say`${count} to mend, no longer true:`,
    words: (count) => say`${count} changed:`,
    figures: (count) => say`${count} changed only in figures:`
  };
  return (['broken', 'words', 'figures'] as const).flatMap((grade) => {
    const some = texts.filter((text) => text.grade === grade);
    return block(
      titles[grade](counted(some.length, 'text')),
      some.flatMap((text) => [...linesOfText(text, nameOf(text)), ...text.why.map(reasonLine)])
    );
  });
}
