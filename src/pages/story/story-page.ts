import type { Scene } from '../../chapters/chapter.ts';
import type { ChapterCopy } from '../../copy/read-chapter.ts';
import type { Language } from '../../locale/languages.ts';
import type { Claim } from '../../story/claim.ts';
import type { PastClaim } from '../../story/claim-history.ts';
import type { PerIndicator } from '../../story/data.ts';
import type { SidePage } from '../side/side-page.ts';

/** What a reader is told of where a number comes from. */
type ClaimOrigin = Pick<Claim, 'source' | 'bound'> & { year?: number | undefined };

/** Everything one language's story page is made of. Plain data: the page is a function of it. */
export interface StoryPage extends Pick<
  SidePage,
  'data' | 'words' | 'helplines' | 'corrections' | 'releases' | 'home'
> {
  /** In reading order, each with the words of its copy among `chapters`. */
  scenes: readonly Scene[];
  chapters: ChapterCopy[];
  /** Each claim as this language prints it, by id. */
  printed: Readonly<Record<string, string>>;
  origins: Readonly<Record<string, ClaimOrigin>>;
  /** What each claim was in earlier releases, by id. */
  history: Readonly<Record<string, readonly PastClaim[]>>;
  pins: Readonly<PerIndicator<{ source: string; release: string }>>;
  /** Words of the whole story, for the reading time (standards R06). */
  wordCount: number;
  /** True while the reviews of standards S35 are unsigned. */
  draft: boolean;
  /**
   * The last day on which the newsroom answers for the figures (standards D14); null until it has
   * named one.
   */
  reviewBy: string | null;
}

export type StoryPages = Readonly<Record<Language, StoryPage>>;
