import { counted } from '../../locale/counted.ts';
import { kindIn, type Listed, type PublisherList } from '../../sources/publisher-list.ts';
import { aboutSome, firstRows, gathered, placeName, type Doubt, type OneOfMany } from './doubt.ts';
import type { Release } from '../vintage.ts';

/** What is known of what a file should name. */
export interface Known {
  list: PublisherList | undefined;
  /**
   * What the release nearest to it named, by code; undefined where none is kept or it did not
   * record it.
   */
  before: Readonly<Record<string, string>> | undefined;
  /** The release that is compared with, and the codes that have a value in it. */
  older: { release: Release; codes: ReadonlySet<string> } | undefined;
  /**
   * Returns what the story does with a code, as the end of a sentence: `the story does not use it`.
   */
  consequence(iso3: string): string;
}

/**
 * Returns a name as it is compared: without accents, case, stops and what stands in brackets as a
 * mark of style.
 */
function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Returns what a careful editor would doubt in what a file names, each with its consequence;
 * `withValues` are the codes that have one.
 */
export function listDoubts(
  listed: readonly Listed[],
  withValues: ReadonlySet<string>,
  known: Known
): Doubt[] {
  const { list } = known;
  if (listed.length === 0) return [];
  return [
    ...nameDoubts(listed, known),
    ...(list ? groupDoubts(listed, withValues, list, known) : [])
  ];
}

function nameDoubts(listed: readonly Listed[], { list, before, older }: Known): Doubt[] {
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
  const swapped: OneOfMany[] = [];
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
      renamed.push(`${iso3}, ${placeName(place)}: “${name}”; ${release}: “${names[0]}”`);
    else {
      swapped.push({
        says: `${placeName(place)} has the name “${name}”, which is that of ${owner}, and the code ${iso3}, which is that of “${names[0]}”: a name or a row may have been moved`,
        rows: listed
          .filter((row) => row.iso3 === iso3 || row.iso3 === owner)
          .map(
            (row) =>
              `${row.iso3}, ${placeName(row)}: “${row.name}”; ${release}: “${namesOf(row.iso3)[0] ?? '–'}”`
          ),
        cells: [],
        kind: 'names',
        together: (count) =>
          `${count} rows have a name and a code that belong to two places: the names or the codes may have been moved`,
        brief: `${iso3}, ${placeName(place)}: “${name}”, the name of ${owner}; ${release}: “${names[0]}”`
      });
    }
  }
  return [
    ...gathered(swapped),
    ...aboutSome(renamed, (all) => ({
      says: `${counted(all.length, 'name is', 'names are')} new; figures are joined on codes alone, and the story has names of its own`,
      rows: firstRows(all, 12),
      cells: []
    }))
  ];
}

function groupDoubts(
  listed: readonly Listed[],
  withValues: ReadonlySet<string>,
  list: PublisherList,
  { before, older, consequence }: Known
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
    ...gathered(
      missing.map((iso3) => ({
        says: `the group ${one(iso3, nameOf(iso3))} is not in this file; ${consequence(iso3)}`,
        rows: older?.codes.has(iso3) ? [`${iso3} has values in ${older.release}`] : [],
        cells: [],
        kind: 'missing',
        together: (count) => `${count} groups are not in this file`,
        brief: `${one(iso3, nameOf(iso3))}; ${consequence(iso3)}`
      }))
    ),
    ...gathered(
      came.map(({ iso3, name, ...place }) => ({
        says: `${one(iso3, name)} in ${placeName(place)} is new: it is kept among the groups; ${consequence(iso3)}`,
        rows: [`if it is an economy, or is to stay, add it to ${list.file}`],
        cells: [],
        kind: 'new',
        together: (count) =>
          `${count} codes are new: they are kept among the groups; those that are economies, or are to stay, are added to ${list.file}`,
        brief: `${one(iso3, name)} in ${placeName(place)}; ${consequence(iso3)}`
      }))
    ),
    ...aboutSome(emptied, (all) => ({
      says: `${counted(all.length, 'group has', 'groups have')} no value any more`,
      rows: all.map(
        ({ iso3, name, ...place }) =>
          `${one(iso3, name)}, ${placeName(place)}; it has values in ${older!.release}; ${consequence(iso3)}`
      ),
      cells: []
    }))
  ];
}
