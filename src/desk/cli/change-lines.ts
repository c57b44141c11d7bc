import { counted, number } from '../../locale/counted.ts';
import { languages } from '../../locale/languages.ts';
import type { StoryChange } from '../../site/story/story-change.ts';
import type { PlacedTextChange } from '../../site/story/text-problems.ts';
import { printChange } from '../../story/lock.ts';
import { changedPromises } from '../../story/texts-lock.ts';
import type { ChangeCounts } from '../../vintages/compare/diff-vintages.ts';
import { textTable } from './text-table.ts';

/** Of the values of two releases: `3 values added, 0 withdrawn, 12 revised, 5,002 as before`. */
export const countsOfChange = ({ added, withdrawn, revised, kept }: ChangeCounts): string =>
  `${counted(added, 'value')} added, ${number(withdrawn)} withdrawn, ` +
  `${number(revised)} revised, ${number(kept)} as before`;

/** A title with its lines below; nothing without lines. */
export const block = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

type FigureChange = Pick<StoryChange, 'pins' | 'claims'> &
  Partial<Pick<StoryChange, 'kept' | 'unkept' | 'maps'>>;

/** Pins, maps and claims that changed. */
export function figureLines(change: FigureChange): string[] {
  const { pins, claims, kept = [], unkept = [], maps = [] } = change;
  const columns = ['claim', ...languages].map((label) => ({ label }));
  const printed = claims.map((change) => [
    change.id,
    ...languages.map((language) => printChange(change, language))
  ]);
  return [
    ...pins.map(
      ({ indicator, before, after }) => `${indicator}: ${before ?? 'nothing'} → ${after}`
    ),
    ...kept.map((name) => `keeps ${name} too`),
    ...unkept.map((name) => `no longer keeps ${name}`),
    ...maps.map(
      ({ step, view, marks }) =>
        `map of ${view.year} (${step}): ${counted(marks.length, 'economy', 'economies')} in another class (${marks.map(({ iso3 }) => iso3).join(', ')})`
    ),
    ...block(
      `${counted(claims.length, 'claim')} changed:`,
      claims.length === 0 ? [] : textTable(columns, printed)
    )
  ];
}

/** Old beside new, and the other language beside both. */
export function linesOfText(change: PlacedTextChange, name = change.id): string[] {
  const { before, after, file, line, column } = change;
  const state = before ? (after ? '' : ' (gone)') : ' (new)';
  const said = languages.flatMap((language) => {
    const [was, is] = [before?.said[language], after?.said[language]];
    if (was === is) return is === undefined ? [] : [`  ${language} same:   ${is}`];
    return [
      ...(was === undefined ? [] : [`  ${language} before: ${was}`]),
      ...(is === undefined ? [] : [`  ${language} after:  ${is}`])
    ];
  });
  const promises = changedPromises(change).map(
    (one) => `  ${one.id} promised “${one.before}” and now promises “${one.after}”`
  );
  return [`${name}${state}  ${file}:${line}:${column}`, ...said, ...promises];
}

/** Every changed text, by its name. */
export const textLines = (
  { texts }: StoryChange,
  nameOf: (change: PlacedTextChange) => string = ({ id }) => id
): string[] =>
  block(
    `${counted(texts.length, 'text')} changed:`,
    texts.flatMap((change) => linesOfText(change, nameOf(change)))
  );
