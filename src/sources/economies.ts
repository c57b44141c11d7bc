import { iso3Codes } from './cells/country-codes.ts';

/** Places of ISO 3166-1 that no publisher lists. */
const unlisted = ['ATA', 'BVT', 'HMD', 'IOT', 'SGS', 'SJM', 'UMI'];

/** Every economy of the World Bank (`XKX` and `CHI` are its own), and territories that others list (`ASC`). Codes not here are refused, never guessed. */
const economies: ReadonlySet<string> = new Set([...iso3Codes, 'ASC', 'CHI'].filter((code) => !unlisted.includes(code)));

/** The World Bank's codes of the world, regions, income and lending groups. */
const aggregateCodes =
  'AFE AFW ARB CEB CSS EAP EAR EAS ECA ECS EMU EUU FCS HIC HPC IBD IBT IDA IDB IDX INX LAC LCN LDC LIC LMC LMY LTE MEA MIC MNA NAC OED OSS PRE PSS PST SAS SSA SSF SST ' +
  'TEA TEC TLA TMN TSA TSS UMC WLD';

const aggregates: ReadonlySet<string> = new Set(aggregateCodes.split(' '));

/** Returns what a code stands for: an economy, a group the publisher computed, or nothing known. */
export function kindOfCode(code: string): 'economy' | 'aggregate' | 'unknown' {
  return economies.has(code) ? 'economy' : aggregates.has(code) ? 'aggregate' : 'unknown';
}
