import { iso3Codes, iso3OfIso2 } from '../cells/country-codes.ts';
import { quoted, onceOnly } from '../tables/csv-table.ts';
import { longTable, type LongRow } from './long-table.ts';
import { partyCount, type Party } from './party-count.ts';
import { readYear } from '../cells/read-year.ts';
import { columnsSwapped, refuseAt, type TableCell } from '../source-error.ts';
import type { Imported, ImportOptions, PublishedFile, Source } from '../source.ts';
import { say } from '../../locale/say.ts';

const bound = 'state party';
const yearBound = 'year ratification or accession';

/** Each state has exactly one of these flags; the values are the words of the column `status`. */
const standings = {
  [bound]: 'state party',
  signatory: 'signatory state',
  'no action': 'no action'
} as const;

/** Counts states bound by year in a table by ISO-2 code; `status` and `no action` are optional. */
export function treatyStatus(
  file: PublishedFile,
  source: Source,
  options: ImportOptions
): Imported {
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
        checkState
      );
    }
  }
  const dropped = { reason: 'states that are not bound', count: unbound };
  return partyCount({ file: file.name, source: source.id, options }, parties, dropped);
}

const checkState = say`Check the state on the publisher’s page.`;

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
  const refuse = (at: TableCell, kind: string, wrong: string, fix = checkState): never =>
    refuseAt(file, at, kind, wrong, fix);
  const set = (Object.keys(standings) as (keyof typeof standings)[]).filter((name) => {
    if (!headers.includes(name)) return false;
    const flag = cell(name);
    if (flag.text !== '0' && flag.text !== '1')
      refuse(
        flag,
        'not-a-flag',
        say`${quoted(flag.text)} under "${name}" is not 1 or 0.`,
        columnsSwapped
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

/** True for a state that can be party to a treaty deposited with the UN. */
export const canBeParty = (iso3: string): boolean =>
  iso3Codes.includes(iso3) && !notStates.split(' ').includes(iso3);
