import { languages } from '../../locale/languages.ts';
import { printChange } from '../../story/lock.ts';
import {
  byName,
  changedGroups,
  changedWords,
  changedYears,
  counted,
  groupCells,
  jumpWords,
  largestRows,
  largestWords,
  levelWords,
  number,
  pinCommand,
  runWords,
  sizeWords,
  summaryWords,
  worldCode,
  yearsOfGroup,
  type DiffReport,
  type Names
} from './diff-words.ts';
import { textTable, type TextColumn } from '../cli/text-table.ts';

const end = (label: string): TextColumn => ({ label, align: 'end' });
const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
const zeroAsDot = (count: number) => (count === 0 ? '·' : number(count));

/** A headed block; nothing where it would be empty. */
const block = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', title, ...indent(lines)]);

function valueLines({ comparison }: DiffReport, nameOf: Names): string[] {
  const {
    unit,
    threshold,
    diff,
    sizes,
    largest,
    economies,
    years,
    appeared,
    vanished,
    regrouped,
    groupsAppeared,
    groupsVanished,
    carried,
    jumps
  } = comparison;
  const names = (codes: readonly string[]) =>
    byName(
      codes.map((iso3) => ({ iso3 })),
      nameOf
    ).map(({ iso3 }) => nameOf(iso3));
  const counts = ({ added, withdrawn, revised }: { added: number; withdrawn: number; revised: number }) =>
    [added, withdrawn, revised].map(zeroAsDot);
  const tally = [end('added'), end('withdrawn'), end('revised'), { label: 'largest' }];
  const world = changedYears(yearsOfGroup(comparison, worldCode), threshold);
  const [fresh, stood] = [jumps.filter(({ isNew }) => isNew), jumps.filter(({ isNew }) => !isNew).length];
  return [
    summaryWords(comparison),
    ...block(
      'Revised, by size',
      diff.revised.length === 0
        ? []
        : textTable(
            [{ label: '' }, end('up'), end('down')],
            sizes.map((size) => [sizeWords(size, unit), number(size.up), number(size.down)])
          )
    ),
    ...block(
      'Largest revisions, the furthest moved first',
      largest.length === 0
        ? []
        : textTable([{ label: 'country' }, end('year'), end('before'), end('after'), end('change')], largestRows(comparison, nameOf))
    ),
    ...block(
      'By country',
      economies.length === 0
        ? []
        : textTable(
            [{ label: 'country' }, ...tally],
            byName(economies, nameOf).map((row) => [
              nameOf(row.iso3),
              ...counts(row),
              largestWords(row.largest, String(row.largest?.year), unit)
            ])
          )
    ),
    ...block(
      'By year',
      years.length === 0
        ? []
        : textTable(
            [{ label: 'year' }, ...tally],
            years.map((row) => [String(row.year), ...counts(row), largestWords(row.largest, nameOf(row.largest?.iso3 ?? ''), unit)])
          )
    ),
    ...block(
      'The world, as its publisher gives it',
      world.length === 0
        ? []
        : textTable(
            [{ label: 'year' }, end('before'), end('after'), end('change')],
            world.map((year) => [String(year.year), ...groupCells(year, unit)])
          )
    ),
    ...block(
      'Other groups with other figures',
      changedGroups(comparison, nameOf).map((group) => `${nameOf(group.iso3)}: ${changedWords(group.years, unit)}`)
    ),
    ...block('Groups that come', names(groupsAppeared)),
    ...block('Groups that go', names(groupsVanished)),
    ...block('Economies that appear', names(appeared)),
    ...block('Economies that vanish', names(vanished)),
    ...block(
      'Regrouped',
      regrouped.map(({ iso3, to }) => `${nameOf(iso3)}: now ${to === 'aggregates' ? 'a group' : 'an economy'}`)
    ),
    ...block(
      'The same figure three years or more running, which it was not before',
      byName(carried, nameOf).map((run) => runWords(run, nameOf, unit))
    ),
    ...block(
      unit === 'percent' ? 'New jumps of 20 points or more in one year' : 'New jumps of 20 percent or more in one year',
      byName(fresh, nameOf).map((jump) => jumpWords(jump, nameOf, unit))
    ),
    ...(stood > 0 ? ['', `${counted(stood, 'jump')} of that size stood in the earlier vintage already.`] : [])
  ];
}

function storyLines({ story, noStory, after }: DiffReport, nameOf: Names): string[] {
  const title = 'What it means for the story';
  if (!story) return ['', title, `  ${noStory}`];
  const { claims, sentences, broken, maps, indicator } = story;
  const lines =
    claims.length + sentences.length + broken.length + maps.length === 0
      ? ['Nothing: no sentence, no promise and no class on a map changes.']
      : [];
  return [
    ...block(title, lines),
    ...block(
      `${title}: claims that change (${claims.length})`,
      claims.length === 0
        ? []
        : textTable(
            [{ label: 'claim' }, ...languages.map((language) => ({ label: language }))],
            claims.map((change) => [change.id, ...languages.map((language) => printChange(change, language))])
          )
    ),
    ...languages.flatMap((language) => {
      const said = sentences.filter((sentence) => sentence.language === language);
      return block(
        `Sentences that change, ${language} (${said.length})`,
        said.flatMap(({ file, line, column, before, after }) => [`${file}:${line}:${column}`, `  before: ${before}`, `  after:  ${after}`])
      );
    }),
    ...block(
      `Promises broken (${broken.length})`,
      broken.map(({ message }) => message)
    ),
    ...maps.flatMap(({ step, view, marks }) =>
      block(
        `Map of ${view.year} (step ${step}): ${counted(marks.length, 'economy', 'economies')} in another class`,
        byName(marks, nameOf).map((mark) => `${nameOf(mark.iso3)}: ${levelWords(mark.before)} → ${levelWords(mark.after)}`)
      )
    ),
    '',
    `To pin it: ${pinCommand(indicator, after)}`
  ];
}

/**
 * Returns the difference of two vintages and what it means, as lines for a terminal. Countries stand in the order of their names; only
 * revisions are ordered, by how far they moved: an editor looks at the largest first.
 */
export function diffText(report: DiffReport, nameOf: Names): string[] {
  const { before, after, indicator } = report;
  return [`${before} → ${after} (${indicator})`, ...valueLines(report, nameOf), ...storyLines(report, nameOf)];
}
