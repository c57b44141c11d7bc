import { iso3OfIso2 } from '../cells/country-codes.ts';
import { quoted, onceOnly } from '../tables/csv-table.ts';
import { longTable, type LongRow } from './long-table.ts';
import { partyCount } from './party-count.ts';
import { readYear } from '../cells/read-year.ts';
import { declaredFor, refuseHealed, repairKey, repairsFor } from '../repair.ts';
import { refuseAt, swapped, type TableCell } from '../source-error.ts';
import type { Imported, ImportOptions, PublishedFile, Source } from '../source.ts';

const bound = 'state party';
const yearBound = 'year ratification or accession';

/**
 * The columns of which each state has exactly one set to 1, and what the column `status` says in
 * words when it is.
 */
const standings = {
  [bound]: 'state party',
  signatory: 'signatory state',
  'no action': 'no action'
} as const;

/**
 * Returns the count of states bound by year from a compilation by ISO-2 code; `no action` and
 * `status`, where there, say the same again.
 */
export function treatyStatus(
  file: PublishedFile,
  source: Source,
  options: ImportOptions
): Imported {
  const { headers, rows } = longTable(
    file,
    source,
    [['iso2', 'member', bound, yearBound, 'signatory']],
    'a table of treaty status'
  );
  const once = onceOnly(file.name, 'each state once');
  const years: number[] = [];
  const seen = new Set<string>();
  const repairs = repairsFor(options, null);
  let unbound = 0;
  for (const row of rows) {
    const iso3 = readState(row, file.name, source);
    const code = row('iso2');
    once(iso3, `the state ${quoted(code.text)}`, code);
    const isBound = readStanding(row, headers, file.name) === bound;
    const year = row(yearBound);
    if (isBound) {
      const found = readYear(year.text, file.name, year, options.lastYear);
      const repair = repairs.find((one) => repairKey(one) === iso3);
      if (repair && repair.expects !== found)
        refuseHealed(
          [{ repair, found }],
          { file: file.name, ...year },
          declaredFor(source.id, options, null)
        );
      years.push(repair?.value ?? found);
      seen.add(iso3);
    } else if (year.text === '') {
      unbound++;
    } else {
      refuseAt(
        file.name,
        year,
        `the year ${quoted(year.text)} for a state that is not bound`,
        'no year',
        checkState
      );
    }
  }
  const dropped = { reason: 'states that are not bound', count: unbound };
  return partyCount({ file: file.name, source: source.id, options }, years, dropped, seen);
}

const checkState = 'check the state on the publisher’s page';

/**
 * Returns the alpha-3 code of the state in a row.
 * @throws SourceError when it is no code, or of no state that can be party.
 */
function readState(cell: LongRow, file: string, source: Source): string {
  const code = cell('iso2');
  const { text } = code;
  const iso3 = source.codes?.[text] ?? iso3OfIso2(text);
  if (iso3 === undefined) {
    const advice = `check the code against the member’s name; if the publisher really uses it, add it to "codes" in data/sources/${source.id}.json`;
    return refuseAt(
      file,
      code,
      `the code ${quoted(text)}`,
      'an ISO 3166-1 alpha-2 code of a state',
      advice
    );
  }
  if (canBeParty(iso3)) return iso3;
  const advice = 'a territory is bound through its state: check the row on the publisher’s page';
  const expected = 'a member of the United Nations, or VA, PS, CK or NU';
  return refuseAt(file, code, `the code ${quoted(text)}, which is of no state`, expected, advice);
}

/**
 * Returns the column that says how a state stands.
 * @throws SourceError when not exactly one flag is set to 1, or when the words disagree.
 */
function readStanding(
  cell: LongRow,
  headers: readonly string[],
  file: string
): keyof typeof standings {
  const refuse = (at: TableCell, found: string, expected: string, advice = checkState): never =>
    refuseAt(file, at, found, expected, advice);
  const set = (Object.keys(standings) as (keyof typeof standings)[]).filter((name) => {
    if (!headers.includes(name)) return false;
    const flag = cell(name);
    if (flag.text !== '0' && flag.text !== '1')
      refuse(flag, quoted(flag.text), `1 or 0 under "${name}"`, swapped);
    return flag.text === '1';
  });
  const [first, second] = set;
  if (second !== undefined) refuse(cell(second), `"${second}" beside "${first}"`, 'one of them');
  // Without the column "no action" a state that did nothing has no flag.
  const standing =
    first ??
    (headers.includes('no action')
      ? refuse(cell(bound), 'no flag set', `one of ${Object.keys(standings).join(', ')}`)
      : 'no action');
  const words = cell('status');
  if (headers.includes('status') && words.text !== standings[standing]) {
    refuse(words, quoted(words.text), `"${standings[standing]}", as the flags say`);
  }
  return standing;
}

/** The 193 members of the United Nations by alpha-3 code (un.org, member states). */
const memberCodes =
  'AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN CHE CHL ' +
  'CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA ' +
  'GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO ' +
  'LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC ' +
  'NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP ' +
  'SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ' +
  'ZWE';

/**
 * Who is not a member and can join a treaty of this kind: the Holy See, the State of Palestine, the
 * Cook Islands and Niue.
 */
const otherCodes = 'VAT PSE COK NIU';

const able: ReadonlySet<string> = new Set(`${memberCodes} ${otherCodes}`.split(' '));

/**
 * Returns whether an alpha-3 code is of a state that can be party to a treaty deposited with the
 * UN. A territory is bound through its state.
 */
export const canBeParty = (iso3: string): boolean => able.has(iso3);
