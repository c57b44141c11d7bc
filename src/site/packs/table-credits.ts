import { publicOrigin } from '../../vintages/public-origin.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';

/** Returns who published each table, under which licence, how to credit it, and which file it was made from, as text. */
export function tableCredits(vintages: readonly VintageRecord[]): string {
  const order = ({ source, release }: VintageRecord) => `${source}/${release}`;
  const sorted = [...vintages].sort((one, other) => (order(one) < order(other) ? -1 : 1));
  return sorted
    .map((vintage) =>
      [
        order(vintage),
        `  ${vintage.title}`,
        `  ${vintage.publisher}`,
        `  ${vintage.licence.name}: ${vintage.licence.path}`,
        `  ${vintage.credit}`,
        `  ${publicOrigin(vintage)}`,
        `  ${vintage.raw.name}, ${vintage.raw.bytes} bytes, sha256 ${vintage.raw.sha256}`,
        ''
      ].join('\n')
    )
    .join('\n');
}
