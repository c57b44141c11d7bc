import { vintageRead } from '#story/lock.ts';
import type { Estimate } from '#story/ledgers/estimate.ts';
import type { ProtectionFact } from '#story/ledgers/protection.ts';
import { vintageName } from '#vintages/vintage.ts';
import type { ListedRelease } from '../side/side-page.ts';
import type { StoryPage } from './story-page.ts';

type ClaimSource =
  | { kind: 'estimate'; row: Estimate }
  | { kind: 'fact'; row: ProtectionFact }
  | { kind: 'release'; row: ListedRelease };

/** A claim's source is a pinned indicator, another release, or a row of a ledger. */
export function claimSource(source: string, { data, pins, releases }: StoryPage): ClaimSource {
  const estimate =
    data.estimates[source] ??
    Object.values(data.estimates).find(({ series }) => series.split('/')[0] === source);
  if (estimate) return { kind: 'estimate', row: estimate };
  const fact = data.protection[source];
  if (fact) return { kind: 'fact', row: fact };
  const name = vintageRead(source, pins);
  const kept = releases.find((release) => vintageName(release) === name);
  if (!kept)
    throw new Error(
      `The release ${name} of a number in the text is not kept. Add it to data/edition.lock.json.`
    );
  return { kind: 'release', row: kept };
}
