import type { Scene } from '#chapters/chapter.ts';
import type { ChapterCopy } from '#copy/read-chapter.ts';
import type { Language } from '#locale/languages.ts';
import type { Claim } from '#story/claim.ts';
import type { PastClaim } from '#story/claim-history.ts';
import type { PerIndicator } from '#story/data.ts';
import type { SidePage } from '../side/side-page.ts';

/** From the lite edition. The query stops the server from redirecting readers who save data. */
export const wholeStoryHref = '../?whole';

type ClaimOrigin = Pick<Claim, 'source' | 'bound'> & { year?: number | undefined };

export interface StoryPage extends Pick<
  SidePage,
  'data' | 'words' | 'measure' | 'helplines' | 'corrections' | 'releases' | 'home'
> {
  /** In reading order; the copy is in `chapters`. */
  scenes: readonly Scene[];
  chapters: ChapterCopy[];
  beside: ChapterCopy[];
  printed: Readonly<Record<string, string>>;
  origins: Readonly<Record<string, ClaimOrigin>>;
  history: Readonly<Record<string, readonly PastClaim[]>>;
  pins: Readonly<PerIndicator<{ source: string; release: string }>>;
  /** Words of the whole story, for the reading time (R06). */
  wordCount: number;
  draft: boolean;
  /** The lite edition, one file without script, or the card of the whole story; else the page. */
  form?: 'lite' | 'card';
  reviewBy: string | null;
}

export type StoryPages = Readonly<Record<Language, StoryPage>>;
