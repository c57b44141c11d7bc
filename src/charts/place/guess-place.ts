import { homeCountry } from '../../locale/languages.ts';

/**
 * Alpha-3 codes and their alpha-2 codes, five letters a pair, where the second is not the beginning
 * of the first; `ZZ` is no place. A browser already knows the time zones of each alpha-2 code, so
 * that these 420 letters take the place of a table of four hundred zones.
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

/**
 * Returns the time zones of a place by either of the names that browsers know; none where they know
 * neither.
 */
export function zonesOf(iso2: string): readonly string[] {
  const locale: LocaleZones = new Intl.Locale(`und-${iso2}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

const iso2Of = new Map(irregular.match(/.{5}/g)!.map((pair) => [pair.slice(0, 3), pair.slice(3)]));

/** Economies between two rests: a browser takes its time over each. */
const atOnce = 8;

/**
 * Returns the economy whose time zones hold a browser's own; undefined where none does: a wrong
 * guess would be worse than none.
 */
export async function guessPlace(
  zone: string,
  codes: readonly string[],
  rest = () => new Promise<void>((go) => setTimeout(go))
): Promise<string | undefined> {
  const asked = [...Object.values(homeCountry).filter((iso3) => codes.includes(iso3)), ...codes];
  for (const [index, iso3] of asked.entries()) {
    if (index % atOnce === atOnce - 1) await rest();
    if (zonesOf(iso2Of.get(iso3) ?? iso3.slice(0, 2)).includes(zone)) return iso3;
  }
  return undefined;
}
