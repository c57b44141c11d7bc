import { languages } from '../../locale/languages.ts';
import { textTable } from '../cli/text-table.ts';
import { counted } from '../../locale/counted.ts';
import { storyHeading, type DiffModel, type DiffPart, type StoryModel } from './diff-model.ts';

/** Left out when empty. */
const block = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

function partLines({ title, columns, rows, lines }: DiffPart): string[] {
  if (rows.length === 0) return block(title, lines);
  const shown = columns.flatMap((column, index) => (column.wide ? [] : [{ ...column, index }]));
  const cells = rows.map((row) =>
    shown.map(({ index, sparse }) => {
      const cell = row[index] ?? '';
      return sparse && cell === '0' ? '·' : cell;
    })
  );
  return block(title, textTable(shown, cells));
}

function storyLines({ nothing, pin, claims, texts, broken, maps }: StoryModel): string[] {
  const columns = ['claim', ...languages].map((label) => ({ label }));
  return [
    ...block(storyHeading, nothing === undefined ? [] : [nothing]),
    ...block(
      `${storyHeading}: claims that change (${claims.length})`,
      claims.length === 0 ? [] : textTable(columns, claims)
    ),
    ...block(
      `Texts that change (${texts.length})`,
      texts.flatMap(({ id, place, said }) => [
        `${id}  ${place}`,
        ...said.flatMap(({ language, before, after }) => [
          `  ${language} before: ${before}`,
          `  ${language} after:  ${after}`
        ])
      ])
    ),
    ...block(`Promises broken (${broken.length})`, broken),
    ...maps.flatMap(({ year, step, what, marks }) =>
      block(
        `Map of ${year} (step ${step}): ${what}`,
        marks.map(([name, before, after]) => `${name}: ${before} → ${after}`)
      )
    ),
    '',
    `To pin it: ${pin}`
  ];
}

export function diffText({
  title,
  indicator,
  summary,
  values,
  tallies,
  stood,
  story
}: DiffModel): string[] {
  const { sizes, largest, ...others } = values;
  return [
    `${title} (${indicator})`,
    summary,
    ...[sizes, largest, tallies.countries, tallies.years, ...Object.values(others)].flatMap(
      partLines
    ),
    ...(stood > 0
      ? ['', `${counted(stood, 'jump')} of that size stood in the earlier vintage already.`]
      : []),
    ...('none' in story ? ['', storyHeading, `  ${story.none}`] : storyLines(story))
  ];
}
