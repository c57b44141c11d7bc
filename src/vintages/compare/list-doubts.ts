import { counted } from '../../locale/counted.ts';
import { kindIn, type Listed, type PublisherList } from '../../sources/publisher-list.ts';
import {
  doubtIfAny,
  firstRows,
  mergeRepeated,
  rowPosition,
  type Doubt,
  type RepeatableDoubt
} from './doubt.ts';
import type { Release } from '../vintage.ts';

export interface ListKnown {
  list: PublisherList | undefined;
  /** The names in the nearest kept release, by code, if it recorded them. */
  before: Readonly<Record<string, string>> | undefined;
  older: { release: Release; codes: ReadonlySet<string> } | undefined;
  /** Returns how the story uses a code, as a clause: `the story does not use it`. */
  consequence(iso3: string): string;
}

/** Ignores accents, case and punctuation. */
function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function listDoubts(
  listed: readonly Listed[],
  withValues: ReadonlySet<string>,
  known: ListKnown
): Doubt[] {
  const { list } = known;
  if (listed.length === 0) return [];
  return [
    ...nameDoubts(listed, known),
    ...(list ? groupDoubts(listed, withValues, list, known) : [])
  ];
}

function nameDoubts(listed: readonly Listed[], { list, before, older }: ListKnown): Doubt[] {
  const namesOf = (iso3: string) => [
    ...(before?.[iso3] === undefined ? [] : [before[iso3]]),
    ...(list?.economies.get(iso3) ?? []),
    ...(list?.groups.get(iso3) ?? [])
  ];
  const owners = new Map<string, string>();
  for (const iso3 of [
    ...(list?.economies.keys() ?? []),
    ...(list?.groups.keys() ?? []),
    ...Object.keys(before ?? {})
  ])
    for (const name of namesOf(iso3))
      if (!owners.has(plainName(name))) owners.set(plainName(name), iso3);
  const release = older === undefined ? 'before' : `in ${older.release}`;
  const swapped: RepeatableDoubt[] = [];
  const renamed: string[] = [];
  for (const { iso3, name, ...place } of listed) {
    const names = namesOf(iso3);
    if (
      name === '' ||
      names.length === 0 ||
      names.some((one) => plainName(one) === plainName(name))
    )
      continue;
    const owner = owners.get(plainName(name));
    if (owner === undefined)
      renamed.push(`${iso3}, ${rowPosition(place)}: “${name}”; ${release}: “${names[0]}”`);
    else {
      swapped.push({
        kind: 'names-swapped',
        says: `${rowPosition(place)} has the code ${iso3} of “${names[0]}” and the name “${name}” of ${owner}: a name or a row may have been moved`,
        rows: listed
          .filter((row) => row.iso3 === iso3 || row.iso3 === owner)
          .map(
            (row) =>
              `${row.iso3}, ${rowPosition(row)}: “${row.name}”; ${release}: “${namesOf(row.iso3)[0] ?? '–'}”`
          ),
        cells: [],
        group: '',
        together: (count) =>
          `${count} rows have the code of one place and the name of another: names or codes may have been moved`,
        brief: `${iso3}, ${rowPosition(place)}: “${name}”, the name of ${owner}; ${release}: “${names[0]}”`
      });
    }
  }
  return [
    ...mergeRepeated(swapped),
    ...doubtIfAny(renamed, (all) => ({
      kind: 'new-names',
      says: `${counted(all.length, 'name is', 'names are')} new; figures are joined on codes, and the story has its own names`,
      rows: firstRows(all, 12),
      cells: []
    }))
  ];
}

function groupDoubts(
  listed: readonly Listed[],
  withValues: ReadonlySet<string>,
  list: PublisherList,
  { before, older, consequence }: ListKnown
): Doubt[] {
  const isGroup = (iso3: string) => kindIn(list, iso3) === 'aggregate';
  const nameOf = (iso3: string) => before?.[iso3] ?? list.groups.get(iso3)?.[0] ?? '';
  const there = new Set(listed.map(({ iso3 }) => iso3));
  const expected = before ? Object.keys(before).filter(isGroup) : [...list.groups.keys()];
  const missing = expected.filter(
    (iso3) =>
      !there.has(iso3) && (older === undefined || before !== undefined || older.codes.has(iso3))
  );
  const came = listed.filter(
    ({ iso3 }) => isGroup(iso3) && !list.groups.has(iso3) && before?.[iso3] === undefined
  );
  const emptied = listed.filter(
    ({ iso3 }) => isGroup(iso3) && !withValues.has(iso3) && older?.codes.has(iso3)
  );
  const one = (iso3: string, name: string) => `${iso3}${name === '' ? '' : ` (${name})`}`;
  return [
    ...mergeRepeated(
      missing.map((iso3) => ({
        kind: 'group-missing',
        says: `the group ${one(iso3, nameOf(iso3))} is missing from this file; ${consequence(iso3)}`,
        rows: older?.codes.has(iso3) ? [`${iso3} has values in ${older.release}`] : [],
        cells: [],
        group: '',
        together: (count) => `${count} groups are missing from this file`,
        brief: `${one(iso3, nameOf(iso3))}; ${consequence(iso3)}`
      }))
    ),
    ...mergeRepeated(
      came.map(({ iso3, name, ...place }) => ({
        kind: 'group-new',
        says: `${one(iso3, name)}, ${rowPosition(place)}, is a new code, kept as a group; ${consequence(iso3)}`,
        rows: [`if it is an economy, or here to stay, add it to ${list.file}`],
        cells: [],
        group: '',
        together: (count) =>
          `${count} codes are new and kept as groups; add those that are economies, or here to stay, to ${list.file}`,
        brief: `${one(iso3, name)} in ${rowPosition(place)}; ${consequence(iso3)}`
      }))
    ),
    ...doubtIfAny(emptied, (all) => ({
      kind: 'group-emptied',
      says: `${counted(all.length, 'group', 'groups')} no longer ${all.length === 1 ? 'has' : 'have'} values`,
      rows: all.map(
        ({ iso3, name, ...place }) =>
          `${one(iso3, name)}, ${rowPosition(place)}; it has values in ${older!.release}; ${consequence(iso3)}`
      ),
      cells: []
    }))
  ];
}
