import type { ReadLayout } from '../tables/file-text.ts';
import { range } from 'd3';
import type { Imported, ImportOptions, Observation, Source } from '../source.ts';
import { checkRepairs, repairKey, repairsFor } from '../repair.ts';
import {
  atStart,
  downloadAgain,
  refuseAt,
  type FilePosition,
  type TableCell,
  columnsSwapped
} from '../source-error.ts';
import { say } from '#locale/say.ts';
import { quoted, onceOnly } from '../tables/csv-table.ts';
import { longTable, type LongRow } from './long-tables.ts';
import { readDay, readYear } from '../cells/dates.ts';
import { iso3Codes, iso3OfIso2 } from '../cells/country-codes.ts';

const bound = 'state party';
const yearBound = 'year ratification or accession';

/** Each state has exactly one of these flags; the values are the words of the column `status`. */
const standings = {
  [bound]: 'state party',
  signatory: 'signatory state',
  'no action': 'no action'
} as const;

/** Counts states bound by year in a table by ISO-2 code; `status` and `no action` are optional. */
export const treatyStatus: ReadLayout = (file, source, options) => {
  const { headers, rows } = longTable(
    file,
    source,
    [['iso2', 'member', bound, yearBound, 'signatory']],
    say`a table of treaty status`
  );
  const once = onceOnly(file.name);
  const parties: Party[] = [];
  let unbound = 0;
  for (const row of rows) {
    const iso3 = readState(row, file.name, source);
    const code = row('iso2');
    once(iso3, say`The state ${quoted(code.text)}`, code);
    const isBound = readStanding(row, headers, file.name) === bound;
    const year = row(yearBound);
    if (isBound) {
      parties.push({
        iso3,
        year: readYear(year.text, file.name, year, options.lastYear),
        at: year
      });
    } else if (year.text === '') {
      unbound++;
    } else {
      refuseAt(
        file.name,
        year,
        'year-without-being-bound',
        say`The state has the year ${quoted(year.text)} and is not bound.`,
        checkState()
      );
    }
  }
  const dropped = { reason: 'states that are not bound', count: unbound };
  return partyCount(file.name, source.id, options, parties, dropped);
};

const checkState = () =>
  say`Check the state on the publisher’s page and write what it says, or download the file again.`;

function readState(cell: LongRow, file: string, source: Source) {
  const code = cell('iso2');
  const { text } = code;
  const iso3 = source.codes?.[text] ?? iso3OfIso2(text);
  if (iso3 === undefined) {
    return refuseAt(
      file,
      code,
      'unknown-code',
      say`${quoted(text)} is not an ISO 3166-1 alpha-2 code.`,
      say`Check it against the member’s name. If the publisher really uses it, add it to "codes" in data/sources/${source.id}.json.`
    );
  }
  if (canBeParty(iso3)) return iso3;
  return refuseAt(
    file,
    code,
    'not-a-state',
    say`${quoted(text)} is not a member of the United Nations, nor VA, PS, CK or NU; a territory is bound through its state.`,
    say`Check the row on the publisher’s page.`
  );
}

function readStanding(cell: LongRow, headers: readonly string[], file: string) {
  const refuse = (at: TableCell, kind: string, wrong: string, fix = checkState()): never =>
    refuseAt(file, at, kind, wrong, fix);
  const set = (Object.keys(standings) as (keyof typeof standings)[]).filter((name) => {
    if (!headers.includes(name)) return false;
    const flag = cell(name);
    if (flag.text !== '0' && flag.text !== '1')
      refuse(
        flag,
        'not-a-flag',
        say`${quoted(flag.text)} under "${name}" is not 1 or 0.`,
        columnsSwapped()
      );
    return flag.text === '1';
  });
  const [first, second] = set;
  if (second !== undefined)
    refuse(cell(second), 'two-flags', say`Both "${first}" and "${second}" are set.`);
  // Without the column "no action", a state that did nothing has no flag.
  const standing =
    first ??
    (headers.includes('no action')
      ? refuse(cell(bound), 'no-flag', say`None of ${Object.keys(standings).join(', ')} is set.`)
      : 'no action');
  const words = cell('status');
  if (headers.includes('status') && words.text !== standings[standing])
    refuse(
      words,
      'status-disagrees',
      say`The status is ${quoted(words.text)}, but the flags say "${standings[standing]}".`
    );
  return standing;
}

/**
 * Codes that are no state that can join: all others are of the 193 members of the United Nations,
 * the Holy See, the State of Palestine, the Cook Islands or Niue.
 */
const notStates =
  'ABW AIA ALA ASM ATA BES BLM BMU BVT CCK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN IOT JEY MAC MAF MNP ' +
  'MSR MTQ MYT NCL NFK PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL TWN UMI VGB VIR WLF XKX';

export const canBeParty = (iso3: string) =>
  iso3Codes.includes(iso3) && !notStates.split(' ').includes(iso3);

const ratifiedColumn = 'Ratification, Accession(a), Succession(d)';

/**
 * Counts states bound by year in a table of the UN Treaty Collection: participants by name, with
 * the days of signature and ratification (`19 Sep 2002 a` for accession, `d` for succession). A
 * signature does not bind. Names only serve to find a participant listed twice.
 */
export const unTreatyCollection: ReadLayout = (file, source, options) => {
  const { rows } = longTable(
    file,
    source,
    [['Participant', 'Signature', ratifiedColumn]],
    say`a table of the UN Treaty Collection`
  );
  const once = onceOnly(file.name);
  const parties: Party[] = [];
  let unbound = 0;
  const refuse = (at: TableCell, kind: string, wrong: string): never =>
    refuseAt(file.name, at, kind, wrong, say`The file was damaged: download it again.`);
  for (const cell of rows) {
    const name = cell('Participant');
    if (name.text === '') refuse(name, 'no-participant', say`The row has no participant.`);
    once(name.text.replace(/\s+/g, ' ').toLowerCase(), quoted(name.text), name);
    const ratification = cell(ratifiedColumn);
    const signed = readDay(cell('Signature'), file.name, options.lastYear, []);
    const ratified = readDay(ratification, file.name, options.lastYear, ['a', 'd']);
    if (signed !== null && ratified !== null && ratified < signed)
      refuse(
        ratification,
        'ratified-before-signed',
        say`${quoted(ratification.text)} is before the signature, ${signed}: the columns may have been swapped.`
      );
    if (ratified !== null) parties.push({ year: Number(ratified.slice(0, 4)), at: ratification });
    else if (signed !== null) unbound++;
    else
      refuse(
        ratification,
        'no-day',
        say`${quoted(name.text)} has no day of signature and none of ratification.`
      );
  }
  return partyCount(file.name, source.id, options, parties, {
    reason: 'states that signed and are not bound',
    count: unbound
  });
};

/** A bound state, by its code if the table has codes, with the year in which it was bound. */
interface Party {
  iso3?: string;
  year: number;
  at: FilePosition;
}

/**
 * Counts the states bound at each year's end, the last one provisional. Only the world's count
 * leaves the file (standards S02, D09).
 * @throws SourceError without a party, or at a repair that does not apply.
 */
function partyCount(
  file: string,
  source: string,
  options: ImportOptions,
  parties: readonly Party[],
  unbound: Imported['dropped'][number]
) {
  if (parties.length === 0)
    refuseAt(file, atStart, 'no-values', say`No state in the table is bound.`, downloadAgain());
  const repairs = repairsFor(options, null);
  const figures = new Map(parties.map(({ iso3, year, at }) => [iso3, { value: year, at }]));
  checkRepairs(repairs, (repair) => figures.get(repairKey(repair)), file, source);
  const years = parties.map(
    ({ iso3, year }) => repairs.find((repair) => repairKey(repair) === iso3)?.value ?? year
  );
  const last = Math.max(...years);
  const aggregates = range(Math.min(...years), last + 1).map((year): Observation => ({
    iso3: 'WLD',
    year,
    value: years.filter((bound) => bound <= year).length,
    status: year === last ? 'p' : 'a'
  }));
  return {
    release: null,
    economies: [],
    aggregates,
    dropped: unbound.count > 0 ? [unbound] : [],
    flagged: [],
    repaired: repairs,
    listed: [],
    doubts: [],
    places: new Map()
  };
}
