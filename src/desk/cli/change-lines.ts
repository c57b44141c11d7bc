import { counted } from '../../locale/counted.ts';
import { languages } from '../../locale/languages.ts';
import type { StoryChange } from '../../site/story/story-change.ts';
import { printChange } from '../../story/lock.ts';
import { changedPromises } from '../../story/texts-lock.ts';
import { textTable } from './text-table.ts';

export type Names = (iso3: string) => string;

/** A title with its lines below; nothing without lines. */
export const block = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

const shares = ['0 to 20%', '20 to 40%', '40 to 60%', '60 to 80%', '80 to 100%'] as const;
const shareOf = (level: 0 | 1 | 2 | 3 | 4 | null) => (level === null ? 'no data' : shares[level]);

type FigureChange = Pick<StoryChange, 'pins' | 'claims'> &
  Partial<Pick<StoryChange, 'kept' | 'unkept' | 'maps'>>;

/** Pins, maps and claims that changed; economies by name when `nameOf` is given. */
export function figureLines(change: FigureChange, nameOf?: Names): string[] {
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
    ...maps.flatMap(({ step, view, marks }) => [
      `map of ${view.year} (${step}): ${counted(marks.length, 'economy', 'economies')} in another class`,
      ...(nameOf ? marks : [])
        .map(
          ({ iso3, before, after }) => `  ${nameOf?.(iso3)}: ${shareOf(before)} → ${shareOf(after)}`
        )
        .sort(new Intl.Collator('en').compare)
    ]),
    ...block(
      `${counted(claims.length, 'claim')} changed:`,
      claims.length === 0 ? [] : textTable(columns, printed)
    )
  ];
}

/** Old beside new, and the other language beside both. */
export const textLines = ({ texts }: StoryChange): string[] =>
  block(
    `${counted(texts.length, 'text')} changed:`,
    texts.flatMap((change) => {
      const { id, before, after, file, line, column } = change;
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
      return [`${id}${state}  ${file}:${line}:${column}`, ...said, ...promises];
    })
  );
