import codes from './country-codes.json' with { type: 'json' };

/** ISO 3166-1: each alpha-2 code and its alpha-3 code. `NA` is Namibia. */
const byIso2 = new Map(Object.entries(codes));

export const iso3OfIso2 = (iso2: string) => byIso2.get(iso2);

/** ISO 3166-3: codes of places that no longer exist, since 1974. */
export const formerCodes: readonly string[] =
  'ANT BUR BYS CSK CTE DDR DHY FXX GEL HVO JTN MID NHB NTZ PCI PCZ PUS RHO SCG SKM SUN TMP VDR WAK YMD YUG ZAR'.split(
    ' '
  );

export const iso3Codes: readonly string[] = [...byIso2.values()];
