/**
 * Returns how many countries a row of a ledger is about, from its geography: `13 countries`, `World
 * (196 countries)`.
 * @throws Error when it does not say.
 */
export function countriesOf(id: string, geography: string): number {
  const count = /(?:^|\()(\d+) countries(?:$|\))/.exec(geography)?.[1];
  if (count === undefined)
    throw new Error(`“${id}” does not say of how many countries: “${geography}”`);
  return Number(count);
}
