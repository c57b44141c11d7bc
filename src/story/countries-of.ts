import { say } from '../locale/say.ts';
/**
 * Reads the number of countries from a ledger's geography: `13 countries`, `World (196 countries)`.
 * @throws Error when it has none.
 */
export function countriesOf(id: string, geography: string): number {
  const count = /(?:^|\()(\d+) countries(?:$|\))/.exec(geography)?.[1];
  if (count === undefined)
    throw new Error(say`“${id}” does not say of how many countries: “${geography}”`);
  return Number(count);
}
