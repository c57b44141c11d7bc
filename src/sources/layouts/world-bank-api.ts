import { z } from 'zod';
import { iso3OfIso2 } from '../cells/country-codes.ts';
import { startOf, wholeFile, fileText } from '../tables/file-text.ts';
import { observationList } from './observation-list.ts';
import { printedDay } from '../cells/printed-day.ts';
import { checkEconomies } from '../publisher-list.ts';
import { refuseAt, refuseIn, SourceError } from '../source-error.ts';
import type { Imported, ImportOptions, PublishedFile, Source } from '../source.ts';

const labelled = z.object({ id: z.string(), value: z.string() });
const entrySchema = z.object({
  indicator: labelled,
  country: labelled,
  countryiso3code: z.string(),
  date: z.string(),
  value: z.union([z.number(), z.string(), z.null()]),
  unit: z.string().nullish()
});
const schema = z.tuple([
  z.object({
    page: z.number(),
    pages: z.number(),
    total: z.number(),
    lastupdated: z.string().nullish()
  }),
  z.array(z.unknown())
]);
const errorSchema = z.tuple([
  z.object({ message: z.array(z.object({ value: z.string() })).min(1) })
]);

/**
 * Whether a file is an answer of the World Bank's API: JSON, a list whose first entry counts pages.
 */
export function isWorldBankApi(file: PublishedFile): boolean {
  return /^(\ufeff)?\s*\[\s*\{\s*"(page|message)"\s*:/.test(
    new TextDecoder().decode(startOf(file, 64))
  );
}

/**
 * Returns the indicator of the first entry in an answer of the API, or what keeps it from being
 * read.
 */
export function worldBankApiIndicator(file: PublishedFile): {
  indicator: string | undefined;
  found?: string;
} {
  try {
    return { indicator: entrySchema.safeParse(readAnswer(file).entries[0]).data?.indicator.id };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { indicator: undefined, found: error.fault.found };
  }
}

function readAnswer(file: PublishedFile): { entries: unknown[]; updated: string | undefined } {
  const refuse = (found: string, expected: string, advice: string): never =>
    refuseIn(file.name, '', found, expected, advice);
  const ask = 'ask for everything on one page, with per_page=20000, and save the answer again';
  let json: unknown;
  try {
    json = JSON.parse([...fileText({ name: file.name, bytes: wholeFile(file) })].join(''));
  } catch (error) {
    if (error instanceof SourceError) throw error;
    return refuse(
      'JSON that cannot be read',
      'the whole answer of the World Bank’s API',
      'the file was cut off: save the answer again'
    );
  }
  const failed = errorSchema.safeParse(json);
  if (failed.success)
    return refuse(
      `an error of the World Bank’s API: ${failed.data[0].message[0]!.value}`,
      'its answer with values',
      'check the address'
    );
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    return refuse(
      'JSON of another shape',
      'the answer of the World Bank’s API: pages, then entries',
      ask
    );
  const [{ page, pages, total, lastupdated }, entries] = parsed.data;
  if (pages !== 1) return refuse(`page ${page} of ${pages}`, 'all of the answer', ask);
  if (entries.length !== total)
    return refuse(`${entries.length} entries where it says ${total}`, 'all of the answer', ask);
  return { entries, updated: lastupdated ?? undefined };
}

/**
 * Returns the values in an answer of the World Bank's API (`…/indicator/<code>?format=json`): one
 * entry for each place and year, with or without a value. Places are those of entries: lines count
 * them from 1.
 * @throws SourceError naming the first entry that is not as it should be, or a part of an answer.
 */
export function worldBankApi(
  file: PublishedFile,
  source: Source,
  options: ImportOptions
): Imported {
  const { entries, updated } = readAnswer(file);
  const { encoding: _encoding, delimiter: _delimiter, decimal: _decimal, ...plain } = source;
  const list = observationList(file.name, plain, options);
  const codes = new Set<string>();
  // Some groups have no code of three letters here, and are known by the very name that the list of
  // the publisher has.
  const groupCodes = new Map(
    [...(options.list?.groups ?? [])].flatMap(([code, names]) =>
      names.map((name) => [name, code] as const)
    )
  );
  try {
    const printed =
      updated === undefined
        ? undefined
        : printedDay(updated, file.name, { line: 0, column: 1 }, options);
    if (printed?.note !== undefined) list.flag(printed.note);
    for (const [index, given] of entries.entries()) {
      const line = index + 1;
      const fail = (found: string, expected: string, advice: string): never =>
        refuseAt(file.name, { line, column: 1 }, found, expected, advice);
      const entry = entrySchema.safeParse(given);
      if (!entry.success) {
        const issue = entry.error.issues[0];
        return fail(
          `${issue?.path.join('.') || 'an entry'}: ${issue?.message}`,
          'an entry of the API',
          'save the answer again'
        );
      }
      const { indicator, country, countryiso3code, date, value, unit } = entry.data;
      if (indicator.id !== source.indicatorCode) {
        const expected = `"${source.indicatorCode}", the indicator of ${source.id}`;
        return fail(
          `the indicator ${JSON.stringify(indicator.id)}`,
          expected,
          'choose the source of this indicator with --source'
        );
      }
      const cell = (text: string) => ({ text, line, column: 1 });
      const code = cell(
        countryiso3code || (groupCodes.get(country.value) ?? iso3OfIso2(country.id) ?? '')
      );
      const figure = { year: cell(date), value: cell(value === null ? '' : String(value).trim()) };
      if (code.text === '') {
        list.leave(country.value, figure, 'entries of groups without a code');
        continue;
      }
      const iso3 = source.codes?.[code.text] ?? code.text;
      codes.add(iso3);
      const at = { line, column: 1, cell: `entry ${line}` };
      list.indicator({ text: indicator.value, ...at });
      list.unit({ text: unit ?? '', ...at });
      list.list(iso3, { text: country.value, ...at });
      if (!list.add({ iso3, code, ...figure })) list.drop('entries without a value');
    }
    if (options.list)
      checkEconomies(options.list, codes, file.name, { line: entries.length, column: 1 });
    return list.finish(printed?.day ?? null);
  } catch (error) {
    if (!(error instanceof SourceError) || error.fault.place !== undefined) throw error;
    const { line } = error.fault;
    throw new SourceError({ ...error.fault, place: line === 0 ? 'lastupdated' : `entry ${line}` });
  }
}
