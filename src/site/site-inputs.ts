import type { Withdrawal } from '#cards/withdrawal.ts';
import type { Language } from '#locale/languages.ts';
import type { PartHeights } from '#pages/story/part-heights.ts';
import type { Assessment } from '#story/ledgers/accessibility.ts';
import type { SidePage } from '#pages/side/side-page.ts';

export interface SiteInputs extends Pick<
  SidePage,
  'helplines' | 'corrections' | 'newsroom' | 'releases' | 'measure'
> {
  withdrawals: Withdrawal[];
  partHeights: Readonly<Record<Language, PartHeights>>;
  assessment: Assessment;
  /** True while the reviews of S35 are unsigned. */
  draft: boolean;
  /** Ends with a slash; empty when not known. */
  address: string;
  /** As `minisign -P` takes it; undefined when the newsroom does not sign. */
  publicKey?: string | undefined;
}
