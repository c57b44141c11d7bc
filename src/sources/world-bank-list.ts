import { SourceError } from './source-error.ts';
import type { Place } from './place.ts';

/** The 217 economies that every World Bank bulk file lists, with or without a value, from 2018 on. */
const economyCodes =
  'ABW AFG AGO ALB AND ARE ARG ARM ASM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BMU BOL BRA BRB BRN BTN BWA CAF ' +
  'CAN CHE CHI CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CUW CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI ' +
  'FRA FRO FSM GAB GBR GEO GHA GIB GIN GMB GNB GNQ GRC GRD GRL GTM GUM GUY HKG HND HRV HTI HUN IDN IMN IND IRL IRN IRQ ISL ISR ITA ' +
  'JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD ' +
  'MLI MLT MMR MNE MNG MNP MOZ MRT MUS MWI MYS NAM NCL NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRI PRK PRT ' +
  'PRY PSE PYF QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK ' +
  'TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VGB VIR VNM VUT WSM XKX YEM ZAF ZMB ZWE';

/** The groups that every such file lists. `AFE` and `AFW` came in 2022 only, and are not asked for. */
const groupCodes =
  'ARB CEB CSS EAP EAR EAS ECA ECS EMU EUU FCS HIC HPC IBD IBT IDA IDB IDX INX LAC LCN LDC LIC LMC LMY LTE MEA MIC MNA NAC OED OSS ' +
  'PRE PSS PST SAS SSA SSF SST TEA TEC TLA TMN TSA TSS UMC WLD';

/** Every code that a World Bank bulk file must have a row for. */
export const worldBankList: readonly string[] = `${economyCodes} ${groupCodes}`.split(' ');

/** As many codes as a message names. */
const named = 3;

/**
 * Refuses a World Bank bulk file that does not list every economy and group: one that was cut between two lines reads as a
 * whole table otherwise. `codes` are those of the file, `end` is where it ends.
 * @throws SourceError naming the first codes that are missing, the world before all others.
 */
export function checkWorldBankList(codes: ReadonlySet<string>, file: string, end: Place): void {
  const missing = ['WLD', ...worldBankList.filter((code) => code !== 'WLD')].filter((code) => !codes.has(code));
  if (missing.length === 0) return;
  const more = missing.length - named;
  throw new SourceError({
    file,
    ...end,
    found: `no row for ${missing.slice(0, named).join(', ')}${more > 0 ? ` and ${more} more` : ''} up to the end of the file`,
    expected: `a row for each of the ${worldBankList.length} economies and groups that the World Bank lists, also without a value`,
    advice:
      'the file was cut off, or rows were taken out: download it again; if the publisher no longer lists a code, take it out of src/sources/world-bank-list.ts'
  });
}
