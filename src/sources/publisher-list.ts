import { z } from 'zod';
import { few } from '../locale/counted.ts';
import { iso3Codes } from './cells/country-codes.ts';
import { checkedJson } from './checked-json.ts';
import { refuseAt, type FilePosition } from './source-error.ts';

const code = z.string().regex(/^[A-Z]{3}$/);
const names = z.record(code, z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]));

const schema = z.strictObject({
  publisher: z.string().min(1),
  notes: z.array(z.string().min(1)),
  /** Groups that together are the world: its figure lies between theirs, or is their sum. */
  worldParts: z.array(z.array(code).min(2)),
  groups: names,
  economies: names
});

/**
 * What a publisher lists in every file of an indicator, with or without a value: codes and their
 * names, the newest name first.
 */
export type PublisherList = Readonly<ReturnType<typeof readPublisherList>>;

/** One row, or all rows of one code, of a published file. */
export interface Listed extends FilePosition {
  iso3: string;
  /** As the publisher writes it; empty where the layout has no names. */
  name: string;
}

/**
 * Returns the list in `data/publishers/<id>.json`, with its file for messages.
 * @throws SourceError when it is not of the shape that it must have.
 */
export function readPublisherList(text: string, file: string) {
  const { publisher, worldParts, groups, economies } = checkedJson(
    text,
    schema,
    file,
    'Correct the list of the publisher.'
  );
  const all = (listed: z.infer<typeof names>): ReadonlyMap<string, readonly string[]> =>
    new Map(Object.entries(listed).map(([code, name]) => [code, [name].flat()]));
  return { file, publisher, worldParts, groups: all(groups), economies: all(economies) };
}

/**
 * Returns what a code stands for: as the list says, or as everybody knows. A new code in a list
 * that names everything is asked about as a group.
 */
export function kindIn(
  list: PublisherList | undefined,
  iso3: string
): 'economy' | 'aggregate' | 'unknown' {
  if (list?.economies.has(iso3)) return 'economy';
  if (list?.groups.has(iso3)) return 'aggregate';
  const kind = kindOfCode(iso3);
  return kind === 'unknown' && list !== undefined && /^[A-Z]{3}$/.test(iso3) ? 'aggregate' : kind;
}

/**
 * Refuses a file cut between two lines: one that does not list every economy.
 * @throws SourceError naming the first codes that are missing.
 */
export function checkEconomies(
  list: PublisherList,
  codes: ReadonlySet<string>,
  file: string,
  end: FilePosition
): void {
  const missing = [...list.economies.keys()].filter((code) => !codes.has(code));
  if (missing.length === 0) return;
  const found = `no row for ${few(missing)} up to the end of the file`;
  const expected = `a row for each of the ${list.economies.size} economies that the ${list.publisher} lists, also without a value`;
  const advice = `the file was cut off, or rows were taken out: download it again; if the publisher no longer lists an economy, take it out of ${list.file}`;
  refuseAt(file, end, found, expected, advice);
}

/** Places of ISO 3166-1 that no publisher lists. */
const unlisted = ['ATA', 'BVT', 'HMD', 'IOT', 'SGS', 'SJM', 'UMI'];

/**
 * Every economy of the World Bank (`XKX` and `CHI` are its own), and territories that others list
 * (`ASC`). Codes not here are refused, never guessed.
 */
const economies: ReadonlySet<string> = new Set(
  [...iso3Codes, 'ASC', 'CHI'].filter((code) => !unlisted.includes(code))
);

/** The World Bank's codes of the world, regions, income and lending groups. */
const aggregateCodes =
  'AFE AFW ARB CEB CSS EAP EAR EAS ECA ECS EMU EUU FCS HIC HPC IBD IBT IDA IDB IDX INX LAC LCN LDC LIC LMC LMY LTE MEA MIC MNA NAC OED OSS PRE PSS PST SAS SSA SSF SST ' +
  'TEA TEC TLA TMN TSA TSS UMC WLD';

const aggregates: ReadonlySet<string> = new Set(aggregateCodes.split(' '));

/** Returns what a code stands for: an economy, a group the publisher computed, or nothing known. */
export function kindOfCode(code: string): 'economy' | 'aggregate' | 'unknown' {
  return economies.has(code) ? 'economy' : aggregates.has(code) ? 'aggregate' : 'unknown';
}
