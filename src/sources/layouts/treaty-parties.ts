/** The 193 members of the United Nations by alpha-3 code (un.org, member states). */
const memberCodes =
  'AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN CHE CHL ' +
  'CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA ' +
  'GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO ' +
  'LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC ' +
  'NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP ' +
  'SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ' +
  'ZWE';

/** Who is not a member and can join a treaty of this kind: the Holy See, the State of Palestine, the Cook Islands and Niue. */
const otherCodes = 'VAT PSE COK NIU';

const able: ReadonlySet<string> = new Set(`${memberCodes} ${otherCodes}`.split(' '));

/** Returns whether an alpha-3 code is of a state that can be party to a treaty deposited with the UN. A territory is bound through its state. */
export function canBeParty(iso3: string): boolean {
  return able.has(iso3);
}
