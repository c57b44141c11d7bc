import { counted } from '../../locale/counted.ts';
import {
  kindIn,
  plainName,
  type Listed,
  type PublisherList
} from '../../sources/publisher-list.ts';
import { doubtIfAny, firstRows, rowPosition, type Doubt } from './doubt.ts';
import { say } from '../../locale/say.ts';

export interface ListKnown {
  list: PublisherList | undefined;
  /** The names in the nearest kept release, by code, if it recorded them. */
  before: Readonly<Record<string, string>> | undefined;
}

/** Doubts names that belong to other codes or are new, and codes that are new. */
export function listDoubts(listed: readonly Listed[], { list, before = {} }: ListKnown): Doubt[] {
  const known = new Map<string, string[]>(
    Object.entries(before).map(([iso3, name]) => [iso3, [name]])
  );
  for (const [iso3, names] of [...(list?.economies ?? []), ...(list?.groups ?? [])])
    known.set(iso3, [...(known.get(iso3) ?? []), ...names]);
  const owners = new Map(
    [...known].flatMap(([iso3, names]) => names.map((name) => [plainName(name), iso3] as const))
  );
  const named = listed.flatMap(({ iso3, name, ...place }) => {
    const names = known.get(iso3) ?? [];
    if (name === '' || names.length === 0 || names.map(plainName).includes(plainName(name)))
      return [];
    const owner = owners.get(plainName(name));
    const row = say`${iso3}, ${rowPosition(place)}: “${name}”${owner === undefined ? '' : say`, the name of ${owner}`}; before: “${names[0]}”`;
    return [{ owner, row }];
  });
  const swapped = named.filter(({ owner }) => owner !== undefined);
  const renamed = named.filter(({ owner }) => owner === undefined);
  const came = listed.filter(
    ({ iso3 }) => list && kindIn(list, iso3) === 'aggregate' && !known.has(iso3)
  );
  return [
    ...doubtIfAny(swapped, () => ({
      kind: 'names-swapped',
      says: say`${counted(swapped.length, 'row has', 'rows have')} the code of one place and the name of another: a name, a code or a row may have been moved`,
      rows: firstRows(swapped.map(({ row }) => row)),
      cells: []
    })),
    ...doubtIfAny(renamed, () => ({
      kind: 'new-names',
      says: say`${counted(renamed.length, 'name is', 'names are')} new; figures are joined on codes, and the story has its own names`,
      rows: firstRows(
        renamed.map(({ row }) => row),
        12
      ),
      cells: []
    })),
    ...doubtIfAny(came, () => ({
      kind: 'group-new',
      says: say`${counted(came.length, 'code is', 'codes are')} new and kept as a group; if it is an economy, or here to stay, add it to ${list!.file}`,
      rows: firstRows(
        came.map(({ iso3, name, ...place }) => `${iso3} (${name}), ${rowPosition(place)}`)
      ),
      cells: []
    }))
  ];
}
