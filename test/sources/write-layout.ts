import type { Observation } from '../../src/sources/observation.ts';
import type { PublishedFile } from '../../src/sources/imported.ts';
import type { Source } from '../../src/sources/source.ts';

/** How a file of one and the same content may have been saved. */
export interface Saving {
  bom: boolean;
  lineEnd: '\n' | '\r\n';
  /** Quotes around every cell, or only where a comma or quote asks for them. */
  quoteAll: boolean;
  /** A comma at the end of each line, as the World Bank writes. */
  trailingComma: boolean;
  /** The four lines above the World Bank's header; padded with commas as a spreadsheet does. */
  preamble: 'none' | 'plain' | 'padded';
  /** `4.4E-06` instead of `0.0000044`. */
  scientific: boolean;
}

/** The plainest way to save a file. */
export const plainly: Saving = { bom: false, lineEnd: '\n', quoteAll: false, trailingComma: false, preamble: 'none', scientific: false };

/** Returns a file with the given text, under a name for messages. */
export function fileOf(text: string | Uint8Array, name = 'table.csv'): PublishedFile {
  return { name, bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text };
}

function save(rows: readonly (readonly string[])[], saving: Saving, above: readonly string[] = []): PublishedFile {
  const cell = (text: string) => (saving.quoteAll || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [...above, ...rows.map((cells) => cells.map(cell).join(',') + (saving.trailingComma ? ',' : ''))];
  return fileOf(`${saving.bom ? '\ufeff' : ''}${lines.join(saving.lineEnd)}${saving.lineEnd}`);
}

const written = (value: number | undefined, saving: Saving) =>
  value === undefined ? '' : saving.scientific ? value.toExponential().toUpperCase() : String(value);

/** Writes observations as the World Bank's bulk file does: a row for each code, a column for each year. */
export function asWorldBankBulk(observations: readonly Observation[], source: Source, saving: Saving, released: string): PublishedFile {
  const years = [...new Set(observations.map(({ year }) => year))].sort();
  const codes = [...new Set(observations.map(({ iso3 }) => iso3))];
  const rows = codes.map((code) => [
    `Place "${code}", the`,
    code,
    'People, using it',
    source.indicatorCode,
    ...years.map((year) => written(observations.find((one) => one.iso3 === code && one.year === year)?.value, saving))
  ]);
  const padding = saving.preamble === 'padded' ? ','.repeat(years.length) : '';
  const above =
    saving.preamble === 'none'
      ? []
      : [`"Data Source","World Development Indicators",${padding}`, '', `"Last Updated Date","${released}",${padding}`, ''];
  return save([['Country Name', 'Country Code', 'Indicator Name', 'Indicator Code', ...years.map(String)], ...rows], saving, above);
}

/** Writes observations as Gapminder's datapoints do. */
export function asGapminderDdf(observations: readonly Observation[], source: Source, saving: Saving): PublishedFile {
  const own = Object.fromEntries(Object.entries(source.codes ?? {}).map(([id, code]) => [code, id]));
  const rows = observations.map(({ iso3, year, value }) => [own[iso3] ?? iso3.toLowerCase(), String(year), written(value, saving)]);
  return save([['geo', 'time', source.indicatorCode], ...rows], { ...saving, trailingComma: false });
}

/** Writes observations as an Our World in Data download, Syria without its code. */
export function asOwidGrapher(observations: readonly Observation[], source: Source, saving: Saving): PublishedFile {
  const own = Object.fromEntries(Object.entries(source.codes ?? {}).map(([id, code]) => [code, id]));
  const rows = observations.map(({ iso3, year, value }) =>
    iso3 === 'SYR'
      ? ['Syrian Arab Republic', '', String(year), written(value, saving)]
      : [`Place, ${iso3}`, own[iso3] ?? iso3, String(year), written(value, saving)]
  );
  return save([['Entity', 'Code', 'Year', source.columns![0]!], ...rows], { ...saving, trailingComma: false });
}
