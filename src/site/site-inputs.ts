import type { Withdrawal } from '../cards/withdrawal.ts';
import type { Language } from '../locale/languages.ts';
import type { PartHeights } from '../pages/story/part-heights.ts';
import type { SidePage } from '../pages/side/side-page.ts';

/** Everything the pages need beside the story itself. */
export interface SiteInputs extends Pick<
  SidePage,
  'helplines' | 'corrections' | 'newsroom' | 'releases'
> {
  /** Cards that were taken back. */
  withdrawals: Withdrawal[];
  /** How tall the parts of the story's page are. */
  partHeights: Readonly<Record<Language, PartHeights>>;
  /** True while the reviews of standards S35 are unsigned. */
  draft: boolean;
  /** Where the site is published, with a slash at its end; empty when not known yet. */
  address: string;
  /** The newsroom's public key as `minisign -P` takes it; undefined where it signs nothing. */
  publicKey?: string | undefined;
}
