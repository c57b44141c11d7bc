import { languages } from '../../locale/languages.ts';
import { counted, number } from '../../locale/counted.ts';
import { printChange } from '../../story/lock.ts';
import type { StoryChange } from '../../site/story/story-change.ts';
import { differing } from '../../site/story/text-problems.ts';
import { changedLanguages } from '../../story/texts-lock.ts';
import type { GroupYear, VintageComparison } from '../../vintages/compare/compare-vintages.ts';
import type { RevisedValue, SizeCount } from '../../vintages/compare/diff-vintages.ts';
import type { Unit } from '../../sources/source.ts';
import type { TextColumn } from '../cli/text-table.ts';

export interface DiffColumn extends TextColumn {
  /** Printed on a page only. */
  wide?: true;
  /** Mostly 0, which a terminal prints as a dot. */
  sparse?: true;
}

/** A table or a list; left out when both are empty. */
export type DiffPart = ReturnType<typeof tabled>;

export interface DiffReport {
  before: string;
  after: string;
  indicator: string;
  comparison: VintageComparison;
  /** Undefined when the story does not use the indicator, or nothing is locked. */
  story: StoryChange | undefined;
  noStory?: string;
}

export type Names = (iso3: string) => string;

/** Texts of a diff, for a terminal or a page. */
export type DiffModel = ReturnType<typeof diffModel>;

export const storyHeading = 'What it means for the story';

export type StoryModel = Exclude<ReturnType<typeof storyOf>, { none: string }>;

function figure(value: number, unit: Unit): string {
  const digits = unit === 'percent' ? 1 : 0;
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits
  });
}

/** Small changes get more decimals. */
function signed(change: number, unit: Unit): string {
  const digits = unit !== 'percent' ? 0 : Math.abs(change) < 0.1 ? 2 : 1;
  return change.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero'
  });
}

function sizeWords({ from, to }: SizeCount, unit: Unit): string {
  const what = unit === 'percent' ? 'points' : 'percent';
  if (from === 0) return `under ${to} ${to === 1 && unit === 'percent' ? 'point' : what}`;
  return to === null ? `${from} ${what} or more` : `${from} to ${to} ${what}`;
}

/** `where` is its year or its economy. */
function largestWords(revision: RevisedValue | undefined, where: string, unit: Unit): string {
  return revision
    ? `${where}: ${figure(revision.before, unit)} → ${figure(revision.after, unit)}`
    : '';
}

function summaryWords({ diff, threshold, unit }: VintageComparison): string {
  const { added, withdrawn, revised, kept } = diff;
  if (added.length + withdrawn.length + revised.length + kept === 0)
    return 'No values of economies: this source gives the world alone.';
  const within = unit === 'percent' ? `, give or take ${threshold} points` : '';
  return `${counted(added.length, 'value')} added, ${number(withdrawn.length)} withdrawn, ${number(revised.length)} revised, ${number(kept)} as before${within}.`;
}

const worldCode = 'WLD';

const groupWords = (value: number | undefined, unit: Unit) =>
  value === undefined ? '–' : figure(value, unit);

const yearsOfWorld = ({ groups }: VintageComparison): GroupYear[] =>
  groups.find(({ iso3 }) => iso3 === worldCode)?.years ?? [];

function changedYears(years: readonly GroupYear[], threshold: number): GroupYear[] {
  return years.filter(
    ({ before, after }) =>
      before === undefined || after === undefined || Math.abs(after - before) > threshold
  );
}

/** Groups other than the world whose figures changed, by name. */
function changedGroups(
  { groups, groupsAppeared, groupsVanished, threshold }: VintageComparison,
  nameOf: Names
) {
  const whole = new Set([worldCode, ...groupsAppeared, ...groupsVanished]);
  const changed = groups
    .filter(({ iso3 }) => !whole.has(iso3))
    .map(({ iso3, years }) => ({ iso3, years: changedYears(years, threshold) }))
    .filter(({ years }) => years.length > 0);
  return byName(changed, nameOf);
}

const { compare } = new Intl.Collator('en');

function byName<Row extends { iso3: string }>(rows: readonly Row[], nameOf: Names): Row[] {
  return [...rows].sort((one, other) => compare(nameOf(one.iso3), nameOf(other.iso3)));
}

const classWords = ['0 to 20%', '20 to 40%', '40 to 60%', '60 to 80%', '80 to 100%'] as const;
const levelWords = (level: 0 | 1 | 2 | 3 | 4 | null) =>
  level === null ? 'no data' : classWords[level];

const end = (label: string): DiffColumn => ({ label, align: 'end' });
const tabled = (title: string, columns: DiffColumn[], rows: string[][], lines: string[] = []) => ({
  title,
  columns,
  rows,
  lines
});
const listed = (title: string, lines: string[]) => tabled(title, [], [], lines);

const tallyColumns: DiffColumn[] = [
  ...['added', 'withdrawn', 'revised'].map((label): DiffColumn => ({
    ...end(label),
    sparse: true
  })),
  ...['up', 'down'].map((label): DiffColumn => ({ ...end(label), wide: true })),
  { label: 'largest' }
];
const tally = (row: {
  added: number;
  withdrawn: number;
  revised: number;
  up: number;
  down: number;
}) => [row.added, row.withdrawn, row.revised, row.up, row.down].map(number);

/** Countries are sorted by name, never by figure (V24); revisions by size. */
export function diffModel(report: DiffReport, nameOf: Names) {
  const { before, after, indicator, comparison } = report;
  const { unit, jumps, diff, economies, years } = comparison;
  return {
    title: `${before} → ${after}`,
    names: { before, after },
    indicator,
    summary: summaryWords(comparison),
    values: valuesOf(comparison, nameOf),
    tallies: {
      years: tabled(
        'By year',
        [{ label: 'year' }, ...tallyColumns],
        years.map((row) => [
          String(row.year),
          ...tally(row),
          largestWords(row.largest, nameOf(row.largest?.iso3 ?? ''), unit)
        ])
      ),
      countries: tabled(
        'By country',
        [{ label: 'country' }, ...tallyColumns],
        byName(economies, nameOf).map((row) => [
          nameOf(row.iso3),
          ...tally(row),
          largestWords(row.largest, String(row.largest?.year), unit)
        ])
      )
    },
    /** The number of jumps that the earlier vintage had already. */
    stood: jumps.filter(({ isNew }) => !isNew).length,
    drawn: { revised: diff.revised, world: yearsOfWorld(comparison) },
    story: storyOf(report, nameOf)
  };
}

function valuesOf(comparison: DiffReport['comparison'], nameOf: Names) {
  const {
    unit,
    threshold,
    diff,
    sizes,
    appeared,
    vanished,
    regrouped,
    groupsAppeared,
    groupsVanished,
    carried,
    jumps
  } = comparison;
  const named = (title: string, codes: readonly string[]) =>
    listed(title, codes.map(nameOf).sort(compare));
  const moved = [end('before'), end('after'), end('change')];
  const fresh = jumps.filter(({ isNew }) => isNew);
  return {
    sizes: tabled(
      'Revised, by size',
      [{ label: '' }, end('up'), end('down')],
      diff.revised.length === 0
        ? []
        : sizes.map((size) => [sizeWords(size, unit), number(size.up), number(size.down)])
    ),
    largest: tabled(
      'Largest revisions, the furthest moved first',
      [{ label: 'country' }, end('year'), ...moved],
      comparison.largest.map(({ iso3, year, before, after, change }) => [
        nameOf(iso3),
        String(year),
        figure(before, unit),
        figure(after, unit),
        signed(change, unit)
      ])
    ),
    world: tabled(
      'The world, as its publisher gives it',
      [{ label: 'year' }, ...moved],
      changedYears(yearsOfWorld(comparison), threshold).map(({ year, before, after }) => [
        String(year),
        groupWords(before, unit),
        groupWords(after, unit),
        before === undefined || after === undefined ? '' : signed(after - before, unit)
      ])
    ),
    groups: listed(
      'Other groups with other figures',
      changedGroups(comparison, nameOf).map(({ iso3, years }) => {
        const changed = years.map(
          ({ year, before, after }) =>
            `${year} ${groupWords(before, unit)} → ${groupWords(after, unit)}`
        );
        return `${nameOf(iso3)}: ${changed.join(', ')}`;
      })
    ),
    come: named('Groups that come', groupsAppeared),
    go: named('Groups that go', groupsVanished),
    appear: named('Economies that appear', appeared),
    vanish: named('Economies that vanish', vanished),
    regrouped: listed(
      'Regrouped',
      regrouped.map(
        ({ iso3, to }) => `${nameOf(iso3)}: now ${to === 'aggregates' ? 'a group' : 'an economy'}`
      )
    ),
    carried: listed(
      'The same figure three years or more running, which it was not before',
      byName(carried, nameOf).map(
        ({ iso3, from, to, value }) =>
          `${nameOf(iso3)}: ${figure(value, unit)} from ${from} to ${to}`
      )
    ),
    jumps: listed(
      `New jumps of 20 ${unit === 'percent' ? 'points' : 'percent'} or more in one year`,
      byName(fresh, nameOf).map(
        ({ iso3, year, before, after }) =>
          `${nameOf(iso3)}: ${figure(before, unit)} → ${figure(after, unit)} from ${year - 1} to ${year}`
      )
    )
  };
}

function storyOf({ story, noStory, indicator, after }: DiffReport, nameOf: Names) {
  if (!story) return { none: noStory ?? '' };
  const { claims, texts, broken, maps } = story;
  const none = claims.length + texts.length + broken.length + maps.length === 0;
  return {
    nothing: none ? 'Nothing: no text, no promise and no class on a map changes.' : undefined,
    pin: `npm run desk -- edition pin ${indicator}=${after}`,
    /** The id, then the change in each language. */
    claims: claims.map((change) => [
      change.id,
      ...languages.map((language) => printChange(change, language))
    ]),
    texts: texts.map((change) => ({
      id: change.id,
      place: `${change.file}:${change.line}:${change.column}`,
      said: changedLanguages(change).map((language) => {
        const { before, after } = change;
        const [was, is] = differing(before?.said[language] ?? '', after?.said[language] ?? '');
        return { language, before: was, after: is };
      })
    })),
    broken: broken.map(({ message }) => message),
    maps: maps.map(({ step, view, marks }) => ({
      year: view.year,
      step,
      what: `${counted(marks.length, 'economy', 'economies')} in another class`,
      marks: byName(marks, nameOf).map((mark): [string, string, string] => [
        nameOf(mark.iso3),
        levelWords(mark.before),
        levelWords(mark.after)
      ])
    }))
  };
}
