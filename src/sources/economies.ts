/**
 * Every economy the World Bank reports on, and the territories of ISO 3166-1 that other
 * publishers list, by alpha-3 code. `XKX` (Kosovo) and `CHI` (Channel Islands) are the
 * World Bank’s own, `ASC` (Ascension) is reserved in ISO 3166-1 and listed by the ITU. Codes not here are refused, never guessed.
 */
const economyCodes =
  'ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASC ASM ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BWA ' +
  'CAF CAN CCK CHE CHI CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH ' +
  'FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HND HRV HTI HUN IDN IMN IND IRL IRN IRQ ISL ISR ITA ' +
  'JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP ' +
  'MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA ' +
  'SAU SDN SEN SGP SHN SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA ' +
  'UGA UKR URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM ZAF ZMB ZWE';

/** The World Bank's codes of the world, regions, income and lending groups. */
const aggregateCodes =
  'AFE AFW ARB CEB CSS EAP EAR EAS ECA ECS EMU EUU FCS HIC HPC IBD IBT IDA IDB IDX INX LAC LCN LDC LIC LMC LMY LTE MEA MIC MNA NAC OED OSS PRE PSS PST SAS SSA SSF SST ' +
  'TEA TEC TLA TMN TSA TSS UMC WLD';

const economies: ReadonlySet<string> = new Set(economyCodes.split(' '));
const aggregates: ReadonlySet<string> = new Set(aggregateCodes.split(' '));

/** Returns what a code stands for: an economy, a group the publisher computed, or nothing known. */
export function kindOfCode(code: string): 'economy' | 'aggregate' | 'unknown' {
  return economies.has(code) ? 'economy' : aggregates.has(code) ? 'aggregate' : 'unknown';
}
