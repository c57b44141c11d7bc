import type { StoryData } from '../../story/data.ts';
import { vintageName } from '../../vintages/vintage.ts';
import type { CountryFile } from '../table/country-file.ts';

/** Returns the look-up's file of every economy that any release has a figure for, by code: connection only, nothing else (standards S01, D09). */
export function countryFiles(data: Pick<StoryData, 'releases'>): CountryFile[] {
  const codes = [...new Set(data.releases.flatMap(({ economies }) => economies.map(({ iso3 }) => iso3)))].sort();
  const from = Math.min(...data.releases.map(({ years }) => years[0] ?? Infinity));
  return codes.flatMap((iso3): CountryFile[] => {
    const releases = Object.fromEntries(
      data.releases.flatMap((series) => {
        const values = series.economies.find((economy) => economy.iso3 === iso3)?.values ?? [];
        const ahead = Array.from({ length: (series.years[0] ?? from) - from }, () => null);
        return values.some((value) => value !== null) ? [[vintageName(series.vintage), [...ahead, ...values]]] : [];
      })
    );
    return Object.keys(releases).length > 0 ? [{ iso3, from, releases }] : [];
  });
}
