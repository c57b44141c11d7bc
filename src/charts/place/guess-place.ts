import { homeCountry } from '../../locale/languages.ts';

/**
 * Alpha-3 and alpha-2 codes where the second is not a prefix of the first; `ZZ` is unassigned.
 * Browsers know the time zones of a country, so this replaces a table of 400 zones.
 */
const irregular =
  'ABWAWAGOAOANDADAREAEARMAMATGAGAUTATBDIBIBENBJBGDBDBHSBSBIHBABLRBYBLZBZBRBBBBRNBNCAFCFCHIZZCHLCLCHNCNCODCDCOGCGCOKCKCOMKMCPVCVCUWCW' +
  'CYMKYDNKDKESTEEFROFOFSMFMGINGNGNBGWGNQGQGRDGDGRLGLGUFGFGUYGYIRLIEIRQIQISRILJAMJMKAZKZKORKRLBRLRLBYLYMACMOMAFMFMDGMGMDVMVMEXMXMLTMT' +
  'MNEMEMNPMPMOZMZMTQMQMYTYTNIUNUPAKPKPLWPWPNGPGPOLPLPRKKPPRTPTPRYPYPYFPFSENSNSLBSBSLVSVSRBRSSURSRSVKSKSVNSISWESESWZSZSYCSCTCDTDTKMTM' +
  'TUNTNTURTRTUVTVUKRUAURYUYWLFWF';

type LocaleZones = Intl.Locale & {
  getTimeZones?: () => readonly string[];
  timeZones?: readonly string[];
};

/** Browsers have had two names for this. */
export function zonesOf(iso2: string): readonly string[] {
  const locale: LocaleZones = new Intl.Locale(`und-${iso2}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

const iso2Of = new Map(irregular.match(/.{5}/g)!.map((pair) => [pair.slice(0, 3), pair.slice(3)]));

/** Economies per task: each lookup is slow. */
const atOnce = 8;

/** Undefined when no economy has the time zone: no guess beats a wrong one. */
export async function guessPlace(
  zone: string,
  codes: readonly string[],
  yieldTask = () => new Promise<void>((go) => setTimeout(go))
): Promise<string | undefined> {
  const asked = [...Object.values(homeCountry).filter((iso3) => codes.includes(iso3)), ...codes];
  for (const [index, iso3] of asked.entries()) {
    if (index % atOnce === atOnce - 1) await yieldTask();
    if (zonesOf(iso2Of.get(iso3) ?? iso3.slice(0, 2)).includes(zone)) return iso3;
  }
  return undefined;
}
