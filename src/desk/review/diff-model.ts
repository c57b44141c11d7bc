import { languages, type Language } from '../../locale/languages.ts';
import { printChange } from '../../story/lock.ts';
import type { SentenceChange } from '../../copy/sentence-change.ts';
import type { GroupYear } from '../../vintages/compare/compare-vintages.ts';
import type { RevisedValue } from '../../vintages/compare/diff-vintages.ts';
import type { TextColumn } from '../cli/text-table.ts';
import { counted, number } from '../../locale/counted.ts';
import {
  byName,
  changedGroups,
  changedWords,
  changedYears,
  groupCells,
  jumpWords,
  largestRows,
  largestWords,
  levelWords,
  pinCommand,
  runWords,
  sizeWords,
  summaryWords,
  worldCode,
  yearsOfGroup,
  type DiffReport,
  type Names
} from './diff-words.ts';

/** A column of a table. */
export interface DiffColumn extends TextColumn {
  /** For a page, which has room for it: a terminal leaves it out. */
  wide?: true;
  /** Mostly nought, which a terminal shows as a dot. */
  sparse?: true;
}

/** A part of what changed: a table, or a list of lines; nothing where both are empty. */
export interface DiffPart {
  title: string;
  columns: DiffColumn[];
  rows: string[][];
  lines: string[];
}

/** The difference of two vintages and what it means for the story, in words, before it is text or a page. */
export interface DiffModel {
  title: string;
  names: { before: string; after: string };
  indicator: string;
  summary: string;
  values: Record<
    'sizes' | 'largest' | 'world' | 'groups' | 'come' | 'go' | 'appear' | 'vanish' | 'regrouped' | 'carried' | 'jumps',
    DiffPart
  >;
  tallies: Record<'years' | 'countries', DiffPart>;
  /** How many jumps stood in the earlier vintage already. */
  stood: number;
  /** What the page draws. */
  drawn: { revised: readonly RevisedValue[]; world: readonly GroupYear[] };
  story: StoryModel | { none: string };
}

/** What is said above it. */
export const storyTitle = 'What it means for the story';

/** What the difference means for the story. */
export interface StoryModel {
  /** Said where nothing changes. */
  nothing: string | undefined;
  pin: string;
  /** Of each changed claim its name, and what it printed and prints in each language. */
  claims: string[][];
  sentences: { language: Language; said: SentenceChange[] }[];
  broken: string[];
  maps: { year: number; step: string; what: string; marks: [name: string, before: string, after: string][] }[];
}

const end = (label: string): DiffColumn => ({ label, align: 'end' });
const tabled = (title: string, columns: DiffColumn[], rows: string[][]): DiffPart => ({ title, columns, rows, lines: [] });
const listed = (title: string, lines: string[]): DiffPart => ({ title, columns: [], rows: [], lines });

const tallyColumns: DiffColumn[] = [
  ...['added', 'withdrawn', 'revised'].map((label): DiffColumn => ({ ...end(label), sparse: true })),
  ...['up', 'down'].map((label): DiffColumn => ({ ...end(label), wide: true })),
  { label: 'largest' }
];
const tally = (row: { added: number; withdrawn: number; revised: number; up: number; down: number }) =>
  [row.added, row.withdrawn, row.revised, row.up, row.down].map(number);

/**
 * Returns the difference of two vintages and what it means, in words. Countries stand in the order of their names, never of their
 * figures (standards V24); only revisions are ordered, by how far they moved: an editor looks at the largest first.
 */
export function diffModel(report: DiffReport, nameOf: Names): DiffModel {
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
        years.map((row) => [String(row.year), ...tally(row), largestWords(row.largest, nameOf(row.largest?.iso3 ?? ''), unit)])
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
    stood: jumps.filter(({ isNew }) => !isNew).length,
    drawn: { revised: diff.revised, world: yearsOfGroup(comparison, worldCode) },
    story: storyOf(report, nameOf)
  };
}

function valuesOf(comparison: DiffReport['comparison'], nameOf: Names): DiffModel['values'] {
  const { unit, threshold, diff, sizes, appeared, vanished, regrouped, groupsAppeared, groupsVanished, carried, jumps } = comparison;
  const named = (title: string, codes: readonly string[]) => {
    const rows = codes.map((iso3) => ({ iso3 }));
    return listed(
      title,
      byName(rows, nameOf).map(({ iso3 }) => nameOf(iso3))
    );
  };
  const moved = [end('before'), end('after'), end('change')];
  const fresh = jumps.filter(({ isNew }) => isNew);
  return {
    sizes: tabled(
      'Revised, by size',
      [{ label: '' }, end('up'), end('down')],
      diff.revised.length === 0 ? [] : sizes.map((size) => [sizeWords(size, unit), number(size.up), number(size.down)])
    ),
    largest: tabled(
      'Largest revisions, the furthest moved first',
      [{ label: 'country' }, end('year'), ...moved],
      largestRows(comparison, nameOf)
    ),
    world: tabled(
      'The world, as its publisher gives it',
      [{ label: 'year' }, ...moved],
      changedYears(yearsOfGroup(comparison, worldCode), threshold).map((year) => [String(year.year), ...groupCells(year, unit)])
    ),
    groups: listed(
      'Other groups with other figures',
      changedGroups(comparison, nameOf).map((group) => `${nameOf(group.iso3)}: ${changedWords(group.years, unit)}`)
    ),
    come: named('Groups that come', groupsAppeared),
    go: named('Groups that go', groupsVanished),
    appear: named('Economies that appear', appeared),
    vanish: named('Economies that vanish', vanished),
    regrouped: listed(
      'Regrouped',
      regrouped.map(({ iso3, to }) => `${nameOf(iso3)}: now ${to === 'aggregates' ? 'a group' : 'an economy'}`)
    ),
    carried: listed(
      'The same figure three years or more running, which it was not before',
      byName(carried, nameOf).map((run) => runWords(run, nameOf, unit))
    ),
    jumps: listed(
      `New jumps of 20 ${unit === 'percent' ? 'points' : 'percent'} or more in one year`,
      byName(fresh, nameOf).map((jump) => jumpWords(jump, nameOf, unit))
    )
  };
}

function storyOf({ story, noStory, after }: DiffReport, nameOf: Names): DiffModel['story'] {
  if (!story) return { none: noStory ?? '' };
  const { claims, sentences, broken, maps, indicator } = story;
  const none = claims.length + sentences.length + broken.length + maps.length === 0;
  return {
    nothing: none ? 'Nothing: no sentence, no promise and no class on a map changes.' : undefined,
    pin: pinCommand(indicator, after),
    claims: claims.map((change) => [change.id, ...languages.map((language) => printChange(change, language))]),
    sentences: languages.map((language) => ({ language, said: sentences.filter((sentence) => sentence.language === language) })),
    broken: broken.map(({ message }) => message),
    maps: maps.map(({ step, view, marks }) => ({
      year: view.year,
      step,
      what: `${counted(marks.length, 'economy', 'economies')} in another class`,
      marks: byName(marks, nameOf).map((mark) => [nameOf(mark.iso3), levelWords(mark.before), levelWords(mark.after)])
    }))
  };
}
