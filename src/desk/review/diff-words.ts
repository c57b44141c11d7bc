import type { CarriedRun } from '../../vintages/compare/carried-forward.ts';
import type { GroupYear, VintageComparison } from '../../vintages/compare/compare-vintages.ts';
import type { RevisedValue } from '../../vintages/compare/diff-vintages.ts';
import type { Jump } from '../../vintages/compare/jumps.ts';
import type { SizeCount } from '../../vintages/compare/revision-size.ts';
import type { StoryChange } from '../../site/story/story-change.ts';
import type { IndicatorId } from '../../story/data.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import { counted, number } from '../../locale/counted.ts';

/** Two vintages set against each other, with what their difference does to the story. */
export interface DiffReport {
  /** `<source>/<release>`. */
  before: string;
  after: string;
  indicator: string;
  comparison: VintageComparison;
  /** Undefined when the story does not use the indicator, or nothing is locked yet. */
  story: StoryChange | undefined;
  /** Why there is no `story`. */
  noStory?: string;
}

/** Names of economies as the desk prints them; a code where there is no name. */
export type Names = (iso3: string) => string;

/** Returns a figure of a vintage: one decimal for a share, none for people or states. */
function figure(value: number, unit: VintageRecord['unit']): string {
  const digits = unit === 'percent' ? 1 : 0;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Returns a change with its sign; a move too small for the decimals of its unit is shown with more. */
function signed(change: number, unit: VintageRecord['unit']): string {
  const digits = unit !== 'percent' ? 0 : Math.abs(change) < 0.1 ? 2 : 1;
  return change.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'exceptZero' });
}

/** Returns the words for a size: `1 to 5 points`. */
export function sizeWords({ from, to }: SizeCount, unit: VintageRecord['unit']): string {
  const what = unit === 'percent' ? 'points' : 'percent';
  if (from === 0) return `under ${to} ${to === 1 && unit === 'percent' ? 'point' : what}`;
  return to === null ? `${from} ${what} or more` : `${from} to ${to} ${what}`;
}

/** Returns the furthest revision of a year or an economy, or nothing. `where` says which of the two must be named. */
export function largestWords(revision: RevisedValue | undefined, where: string, unit: VintageRecord['unit']): string {
  return revision ? `${where}: ${figure(revision.before, unit)} → ${figure(revision.after, unit)}` : '';
}

/** Returns what holds for the whole comparison in one sentence. */
export function summaryWords({ diff, threshold, unit }: VintageComparison): string {
  const { added, withdrawn, revised, kept } = diff;
  if (added.length + withdrawn.length + revised.length + kept === 0) return 'No values of economies: this source gives the world alone.';
  const within = unit === 'percent' ? `, give or take ${threshold} points` : '';
  return `${counted(added.length, 'value')} added, ${number(withdrawn.length)} withdrawn, ${number(revised.length)} revised, ${number(kept)} as before${within}.`;
}

/** Returns a run in words: `Kenya: 17.8 from 2018 to 2020`. */
export function runWords({ iso3, from, to, value }: CarriedRun, nameOf: Names, unit: VintageRecord['unit']): string {
  return `${nameOf(iso3)}: ${figure(value, unit)} from ${from} to ${to}`;
}

/** Returns a jump in words: `Oman: 45.8 → 68.8 from 2012 to 2013`. */
export function jumpWords({ iso3, year, before, after }: Jump, nameOf: Names, unit: VintageRecord['unit']): string {
  return `${nameOf(iso3)}: ${figure(before, unit)} → ${figure(after, unit)} from ${year - 1} to ${year}`;
}

/** Returns the revisions that moved furthest as rows: economy, year, before, after and change. */
export const largestRows = ({ largest, unit }: VintageComparison, nameOf: Names): string[][] =>
  largest.map(({ iso3, year, before, after, change }) => [
    nameOf(iso3),
    String(year),
    figure(before, unit),
    figure(after, unit),
    signed(change, unit)
  ]);

/** The publisher's code of the world. */
export const worldCode = 'WLD';

/** Returns a group's figure of one vintage, or that there is none. */
function groupWords(value: number | undefined, unit: VintageRecord['unit']): string {
  return value === undefined ? '–' : figure(value, unit);
}

/** Returns the published figures of a group in two vintages, by year; none where the group is in neither. */
export const yearsOfGroup = ({ groups }: VintageComparison, iso3: string): GroupYear[] =>
  groups.find((group) => group.iso3 === iso3)?.years ?? [];

/** Returns the years for which the two vintages print another figure of a group. */
export function changedYears(years: readonly GroupYear[], threshold: number): GroupYear[] {
  return years.filter(({ before, after }) => before === undefined || after === undefined || Math.abs(after - before) > threshold);
}

/** Returns how a group's figure of a year changed: the two figures, and the difference where there are both. */
export function groupCells({ before, after }: GroupYear, unit: VintageRecord['unit']): string[] {
  return [
    groupWords(before, unit),
    groupWords(after, unit),
    before === undefined || after === undefined ? '' : signed(after - before, unit)
  ];
}

/** Returns a group's changed figures in one line, oldest first: `2016 45.8 → 42.9, 2017 – → 46.0`. */
export const changedWords = (years: readonly GroupYear[], unit: VintageRecord['unit']) =>
  years.map(({ year, before, after }) => `${year} ${groupWords(before, unit)} → ${groupWords(after, unit)}`).join(', ');

/** Returns the groups other than the world whose figures changed, by name, each with the years that did. */
export function changedGroups({ groups, groupsAppeared, groupsVanished, threshold }: VintageComparison, nameOf: Names) {
  const whole = new Set([worldCode, ...groupsAppeared, ...groupsVanished]);
  const changed = groups
    .filter(({ iso3 }) => !whole.has(iso3))
    .map(({ iso3, years }) => ({ iso3, years: changedYears(years, threshold) }))
    .filter(({ years }) => years.length > 0);
  return byName(changed, nameOf);
}

/** Orders codes by the names they are printed with. */
export function byName<Row extends { iso3: string }>(rows: readonly Row[], nameOf: Names): Row[] {
  const { compare } = new Intl.Collator('en');
  return [...rows].sort((one, other) => compare(nameOf(one.iso3), nameOf(other.iso3)));
}

const classWords = ['0 to 20%', '20 to 40%', '40 to 60%', '60 to 80%', '80 to 100%'] as const;

/** Returns a class of the map in words. */
export function levelWords(level: 0 | 1 | 2 | 3 | 4 | null): string {
  return level === null ? 'no data' : classWords[level];
}

/** Returns what to type to pin the later vintage. */
export function pinCommand(indicator: IndicatorId, after: string): string {
  return `npm run desk -- edition pin ${indicator}=${after}`;
}
