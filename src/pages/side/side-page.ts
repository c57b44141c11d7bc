import { storyTitle } from '../../chapters/chapter.ts';
import type { Table } from '../../charts/chart.ts';
import type { ShareCardWords } from '../../charts/drawing/share-card.ts';
import type { ChapterCopy } from '../../copy/read-chapter.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import type { Correction } from './correction.ts';
import type { Helpline } from '../helpline.ts';
import type { Newsroom } from '../newsroom.ts';

/** The pages beside the story, by the last part of their address; the same in every language. */
export const sidePages = [
  'methods',
  'sources',
  'data',
  'corrections',
  'help',
  'partners',
  'safety'
] as const;
export type SidePageId = (typeof sidePages)[number];

/**
 * Returns the title of a page: of its article where it has one.
 * @throws Error when it has none, and no label either.
 */
export function sideTitle({
  id,
  articles,
  words
}: Pick<SidePage, 'id' | 'articles' | 'words'>): string {
  const title = articles.find((article) => article.id === id)?.title ?? words.labels[`${id}.title`];
  if (title === undefined)
    throw new Error(
      `words.pages.json (${words.language}) has no label "${id}.title" for a page without an article`
    );
  return title;
}

/**
 * Returns what a page is about, in one sentence, and the picture that a link to it shows, as words.
 */
export function aboutSide(
  page: Pick<SidePage, 'id' | 'articles' | 'words'> & { data: Pick<StoryData, 'edition'> }
): ShareCardWords {
  const { id, words } = page;
  const heading = sideTitle(page);
  const description = speak(words, `about.${id}`);
  return {
    language: words.language,
    site: speak(words, 'site.name'),
    part: speak(words, 'site.kicker'),
    heading,
    large: [],
    lead: description,
    // Whose page it is: not every one has numbers of the story.
    source: storyTitle(page.articles, words),
    checked: speak(words, 'figure.checked', {
      date: formatDate(page.data.edition, words.language)
    }),
    name: heading,
    description
  };
}

/** One kept release, as the data page lists it. */
export interface KeptRelease extends VintageRecord {
  /** Names of its tables: `data.csv`, `aggregates.csv`. */
  tables: string[];
  /** True when this edition shows it. */
  shown: boolean;
}

/**
 * A table of the story's figures as the data page offers it. Texts are in the reader's language;
 * credits are their publishers'.
 */
export interface TableFile {
  id: string;
  caption: string;
  /** Its file, from the folder of the site. */
  path: string;
  credit: string;
  /**
   * What was changed of its sources, in the reader's language; empty where no licence asks for
   * that.
   */
  changed: string;
  /** Each licence once, as its title and its address. */
  licences: { title: string; path: string }[];
  /** What it was made from; no address where that would open a list of countries. */
  sources: readonly { title: string; address: string | null }[];
  version: string;
  /** The day of the edition, as `YYYY-MM-DD`. */
  edition: string;
  /** Who makes the table, as a citation names its author. */
  author: string;
  /** Where the site is published, with a slash at its end; empty when not known yet. */
  address: string;
}

export interface SidePage {
  id: SidePageId;
  words: Words;
  data: StoryData;
  articles: ChapterCopy[];
  newsroom: Newsroom;
  helplines: readonly Helpline[];
  /** Newest first. */
  corrections: readonly Correction[];
  /** Every one that is kept, newest last in each source. */
  releases: readonly KeptRelease[];
  tables: TableFile[];
  /** Those that are too long for the story's page, by id: the data page holds them. */
  longTables: ReadonlyMap<string, Table>;
  /** Path from this page to the site's root: `../`. */
  home: string;
}
