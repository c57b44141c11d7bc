import type { VintageRecord } from './vintage.ts';

/**
 * Returns where readers are led for the raw file of a release: to the file, or, for a treaty, to the front page of the collection
 * that answers for its facts, since both the file and the treaty's own page list states one by one (standards S02).
 */
export function publicOrigin({ unit, raw, licence }: Pick<VintageRecord, 'unit' | 'raw' | 'licence'>): string {
  return unit === 'states' ? licence.path : raw.origin;
}
