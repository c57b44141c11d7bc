import { z } from 'zod';
import { iso3OfIso2 } from '../cells/country-codes.ts';
import { fileText, withoutDialect, type ReadLayout } from '../tables/file-text.ts';
import { observationList } from './observation-list.ts';
import { printedDay } from '../cells/dates.ts';
import { checkEconomies } from '../publisher-list.ts';
import { otherSource, refuseAt, refuseIn, SourceError, type Fault } from '../source-error.ts';
import type { PublishedFile } from '../source.ts';
import { predicateOf } from '../checked-json.ts';
import { say } from '#locale/say.ts';

const labelled = z.object({ id: z.string(), value: z.string() });
const entrySchema = z.object({
  indicator: labelled,
  country: labelled,
  countryiso3code: z.string(),
  date: z.string(),
  value: z.union([z.number(), z.string(), z.null()]),
  unit: z.string().nullish()
});
/** The entries alone, as programs save them: without their page, and so without the release. */
const bareSchema = z.array(z.looseObject({ countryiso3code: z.string() })).min(1);
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

const askForAll = () =>
  say`In a browser, open the address that you downloaded from with &per_page=20000 at its end, and save the answer again.`;

export function isWorldBankApi(file: PublishedFile) {
  return /^(\ufeff)?\s*\[\s*\{\s*"(page|message|indicator|country|countryiso3code|date)"\s*:/.test(
    new TextDecoder().decode(file.bytes.subarray(0, 64))
  );
}

export const worldBankApiIndicator = (file: PublishedFile) =>
  entrySchema.safeParse(readAnswer(file).entries[0]).data?.indicator.id;

interface ApiAnswer {
  entries: unknown[];
  updated: string | undefined;
  isBare: boolean;
}

function readAnswer(file: PublishedFile): ApiAnswer {
  const refuse = (...fault: Fault): never => refuseIn(file.name, '', ...fault);
  let json: unknown;
  try {
    json = JSON.parse(fileText(file));
  } catch (error) {
    if (error instanceof SourceError) throw error;
    return refuse(
      'api-cut-off',
      say`The answer of the World Bank’s API is not valid JSON: it was cut off.`,
      say`Save the answer again.`
    );
  }
  const failed = errorSchema.safeParse(json);
  if (failed.success)
    return refuse(
      'api-error',
      say`The World Bank’s API answered with an error: ${failed.data[0].message[0]!.value.replace(/\.$/, '')}.`,
      say`Check the address.`
    );
  const incomplete = (wrong: string) => refuse('api-incomplete', wrong, askForAll());
  const bare = bareSchema.safeParse(json);
  if (bare.success) return { entries: bare.data, updated: undefined, isBare: true };
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    return incomplete(
      say`This is not an answer of the World Bank’s API: its page, then its entries.`
    );
  const [{ page, pages, total, lastupdated }, entries] = parsed.data;
  if (pages !== 1) return incomplete(say`This is page ${page} of ${pages}.`);
  if (entries.length !== total)
    return incomplete(say`The answer has ${entries.length} entries where it says ${total}.`);
  return { entries, updated: lastupdated ?? undefined, isBare: false };
}

/**
 * Reads an answer of the World Bank's API (`…/indicator/<code>?format=json`): an entry for each
 * place and year, with or without a value. The array of entries alone is read too. The line of a
 * position is the number of its entry.
 * @throws SourceError at the first wrong entry, or for an incomplete answer.
 */
export const worldBankApi: ReadLayout = (file, source, options) => {
  const { entries, updated, isBare } = readAnswer(file);
  const list = observationList(file.name, withoutDialect(source), options, 'entry');
  const codes = new Set<string>();
  const entriesOf = new Map<string, number>();
  let empty = 0;
  // Some groups have no code of three letters here: they are known by their listed name.
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
      const fail = (...fault: Fault): never => refuseAt(file.name, { line, column: 1 }, ...fault);
      const entry = entrySchema.safeParse(given);
      if (!entry.success) {
        const issue = entry.error.issues[0]!;
        return fail(
          'api-entry',
          say`“${issue.path.join('.')}” is not as the API writes it (${predicateOf(issue)}).`,
          say`Save the answer again.`
        );
      }
      const { indicator, country, countryiso3code, date, value, unit } = entry.data;
      if (indicator.id !== source.indicatorCode)
        return fail(
          'other-indicator',
          say`The indicator is ${JSON.stringify(indicator.id)}, not "${source.indicatorCode}" of ${source.id}.`,
          otherSource()
        );
      entriesOf.set(country.value, (entriesOf.get(country.value) ?? 0) + 1);
      if (value === null) empty += 1;
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
      const at = { line, column: 1, cell: say`entry ${line}` };
      list.indicator({ text: indicator.value, ...at });
      list.unit({ text: unit ?? '', ...at });
      list.list(iso3, { text: country.value, ...at });
      if (!list.add({ iso3, code, ...figure })) list.drop('entries without a value');
    }
    // A program that keeps only the entries with a value leaves out places without any.
    const isFiltered = isBare && empty === 0;
    if (isBare && !isFiltered) refuseUneven(entriesOf, file.name);
    if (options.list && !isFiltered)
      checkEconomies(options.list, codes, file.name, { line: entries.length, column: 1 });
    return list.finish(printed?.day ?? null);
  } catch (error) {
    if (!(error instanceof SourceError) || error.fault.place !== undefined) throw error;
    const { line } = error.fault;
    throw new SourceError({
      ...error.fault,
      place: line === 0 ? 'lastupdated' : say`entry ${line}`
    });
  }
};

/** @throws SourceError where a place has fewer entries than others: the API gives all each year. */
function refuseUneven(entriesOf: ReadonlyMap<string, number>, file: string) {
  const most = Math.max(...entriesOf.values());
  const [short] = [...entriesOf].filter(([, count]) => count < most);
  if (short)
    refuseIn(
      file,
      '',
      'api-incomplete',
      say`${short[0]} has ${short[1]} entries, others have ${most}: pages are missing.`,
      askForAll()
    );
}
