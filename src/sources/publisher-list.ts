import { z } from 'zod';
import { iso3Codes } from './cells/country-codes.ts';
import { checkedJson } from './checked-json.ts';
import { refuseAt, type FilePosition } from './source-error.ts';
import { say, few } from '#locale/say.ts';

const code = z.string().regex(/^[A-Z]{3}$/);
const names = z.record(code, z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]));

const schema = z.strictObject({
  publisher: z.string().min(1),
  notes: z.array(z.string().min(1)),
  /** Groups that make up the world: its figure is between theirs, or their sum. */
  worldParts: z.array(z.array(code).min(2)),
  groups: names,
  economies: names
});

/** The codes in every file of a publisher, with or without a value; the newest name first. */
export type PublisherList = Readonly<ReturnType<typeof readPublisherList>>;

export interface Listed extends FilePosition {
  iso3: string;
  name: string;
}

export function readPublisherList(text: string, file: string) {
  const { publisher, worldParts, groups, economies } = checkedJson(
    text,
    schema,
    file,
    say`Correct the list of the publisher.`
  );
  const all = (listed: z.infer<typeof names>): ReadonlyMap<string, readonly string[]> =>
    new Map(Object.entries(listed).map(([code, name]) => [code, [name].flat()]));
  return { file, publisher, worldParts, groups: all(groups), economies: all(economies) };
}

/** With a list, an unknown code of three letters counts as a group, which an editor must check. */
export function kindIn(
  list: PublisherList | undefined,
  iso3: string
): 'economy' | 'aggregate' | 'unknown' {
  if (list?.economies.has(iso3)) return 'economy';
  if (list?.groups.has(iso3)) return 'aggregate';
  const kind = kindOfCode(iso3);
  return kind === 'unknown' && list !== undefined && /^[A-Z]{3}$/.test(iso3) ? 'aggregate' : kind;
}

export function plainName(name: string) {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export const codesByName = (all: Iterable<readonly [iso3: string, names: readonly string[]]>) =>
  new Map([...all].flatMap(([iso3, names]) => names.map((name) => [plainName(name), iso3])));

export function checkEconomies(
  list: PublisherList,
  codes: ReadonlySet<string>,
  file: string,
  end: FilePosition
) {
  const missing = [...list.economies.keys()].filter((code) => !codes.has(code));
  if (missing.length === 0) return;
  refuseAt(
    file,
    end,
    'missing-economies',
    say`There is no row for ${few(missing)} of the ${list.economies.size} economies that the ${list.publisher} lists.`,
    say`The file was cut off or rows were deleted: download it again. If the publisher no longer lists an economy, take it out of ${list.file}.`
  );
}

const unlisted = ['ATA', 'BVT', 'HMD', 'IOT', 'SGS', 'SJM', 'UMI'];

/** Also the World Bank's own `CHI`, and `ASC`, which others list. Other codes are refused. */
const economies: ReadonlySet<string> = new Set(
  [...iso3Codes, 'ASC', 'CHI'].filter((code) => !unlisted.includes(code))
);

const aggregateCodes =
  'AFE AFW ARB CEB CSS EAP EAR EAS ECA ECS EMU EUU FCS HIC HPC IBD IBT IDA IDB IDX INX LAC LCN LDC LIC LMC LMY LTE MEA MIC MNA NAC OED OSS PRE PSS PST SAS SSA SSF SST ' +
  'TEA TEC TLA TMN TSA TSS UMC WLD';

const aggregates: ReadonlySet<string> = new Set(aggregateCodes.split(' '));

function kindOfCode(code: string): 'economy' | 'aggregate' | 'unknown' {
  return economies.has(code) ? 'economy' : aggregates.has(code) ? 'aggregate' : 'unknown';
}
