import { csvParse } from 'd3';
import type { StoryFiles } from '../site/story-files.ts';
import { indicators } from '../story/data.ts';
import { regionCodes } from '../story/edition.ts';

/** As many claims as a line names. */
const most = 3;
const claimsFile = 'data/story/claims.csv';

/**
 * Returns what tells, of the code of a place or group, what the story does with it, as the end of a sentence: `the story does not use
 * it`, `it is used by the lines of regions and the claim asia-2020`. Claims are read for codes by name; economies are on the map.
 */
export async function storyUses(files: Pick<StoryFiles, 'read'>, indicator: string): Promise<(iso3: string) => string> {
  if (!indicators.some((one) => one === indicator)) return () => 'the story does not use this indicator';
  const bytes = await files.read(claimsFile);
  const claims = bytes ? csvParse(new TextDecoder().decode(bytes)) : [];
  return (iso3) => {
    const named = claims.filter((row) =>
      Object.entries(row).some(([column, text]) => column !== 'id' && new RegExp(`\\b${iso3}\\b`).test(text))
    );
    const uses = [
      ...(iso3 === 'WLD' ? ['every figure of the world'] : []),
      ...(indicator === 'internet-use' && regionCodes.some((code) => code === iso3) ? ['the lines of regions'] : []),
      ...named.slice(0, most).map(({ id }) => `the claim ${id}`),
      ...(named.length > most ? [`${named.length - most} more claims`] : [])
    ];
    return uses.length === 0 ? 'the story does not use it' : `it is used by ${uses.join(', ')}`;
  };
}
