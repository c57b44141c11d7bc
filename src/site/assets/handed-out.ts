import type { CardRecord } from '../../cards/card-record.ts';
import type { FileSizes } from '../../cards/embed/embed.ts';
import { withdrawalOf } from '../../cards/withdrawal.ts';
import type { PartnerAssets } from './partner-assets.ts';
import type { SiteInputs } from '../site-inputs.ts';

/** What the pages need to know of what partners are given. */
export interface HandedOut {
  /** Of every card that partners can embed, in every language. */
  records: readonly CardRecord[];
  partners: PartnerAssets;
  /** Returns those of the packs, the pictures and the kit, which must be made for it. */
  sizes: () => Promise<FileSizes>;
}

/** Returns the cards that are handed out: those that were not taken back (standards E16). */
export function handedOut(records: readonly CardRecord[], { withdrawals }: Pick<SiteInputs, 'withdrawals'>): CardRecord[] {
  return records.filter(({ card, edition }) => !withdrawalOf(withdrawals, card, edition));
}
