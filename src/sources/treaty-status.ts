import { iso3OfIso2 } from './country-codes.ts';
import { quoted } from './csv-table.ts';
import type { Imported, ImportOptions, PublishedFile } from './imported.ts';
import { longTable, readYear } from './long-table.ts';
import { partyCount, type Party } from './party-count.ts';
import { repaired, repairKey } from './repair.ts';
import { SourceError } from './source-error.ts';
import type { Source } from './source.ts';

const bound = 'state party';
const yearBound = 'year ratification or accession';

/**
 * Returns the count of states bound by year from a compilation by ISO-2 code (`NA` is Namibia, never "not available"),
 * with the year of ratification or accession.
 * @throws SourceError naming the line and cell of the first thing that is not as it should be.
 */
export function treatyStatus(file: PublishedFile, source: Source, options: ImportOptions): Imported {
  const { rows } = longTable(file, ['iso2', 'member', bound, yearBound, 'signatory'], 'a table of treaty status');
  const parties: Party[] = [];
  const seen = new Set<string>();
  let unbound = 0;
  for (const row of rows) {
    const at = (column: number) => ({ file: file.name, line: row.line, column });
    const code = row.cell('iso2');
    const iso3 = source.codes?.[code.text] ?? iso3OfIso2(code.text);
    if (iso3 === undefined) {
      throw new SourceError({ ...at(code.column), found: `the code ${quoted(code.text)}`, expected: 'an ISO 3166-1 alpha-2 code of a state', advice: `check the code against the member’s name; if the publisher really uses it, add it to "codes" in data/sources/${source.id}.json` });
    }
    const party = row.cell(bound);
    if (party.text !== '0' && party.text !== '1') {
      throw new SourceError({ ...at(party.column), found: quoted(party.text), expected: '1 for a state that is bound, else 0', advice: 'the columns may have been swapped: download the file again' });
    }
    const year = row.cell(yearBound);
    if (party.text === '0') {
      if (year.text !== '') throw new SourceError({ ...at(year.column), found: `the year ${quoted(year.text)} for a state that is not bound`, expected: 'no year', advice: 'check the state on the publisher’s page' });
      unbound++;
      continue;
    }
    const found = readYear(year, row.line, file.name);
    parties.push({ key: iso3, year: repaired(options.repairs ?? [], { iso3 }, found, at(year.column)), at: { line: row.line, column: year.column } });
    seen.add(repairKey({ iso3 }));
  }
  return partyCount(file.name, parties, options, seen, unbound ? [{ reason: 'states that are not bound', count: unbound }] : []);
}
