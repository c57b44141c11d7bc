import { storyTitle } from '#chapters/chapter.ts';
import { checkedLine, type Table } from '#charts/chart.ts';
import type { ShareCardWords } from '#charts/drawing/share-card.ts';
import type { MeasureText } from '#charts/drawing/face.ts';
import type { ChapterCopy } from '#copy/read-chapter.ts';
import { labelError, speak, type Words } from '#copy/words.ts';
import type { StoryData } from '#story/data.ts';
import type { VintageRecord } from '#vintages/vintage.ts';
import type { Correction } from './correction.ts';
import type { Helpline } from '../helpline.ts';
import type { Newsroom } from '../newsroom.ts';

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

export function sideTitle({ id, articles, words }: Pick<SidePage, 'id' | 'articles' | 'words'>) {
  const title = articles.find((article) => article.id === id)?.title ?? words.labels[`${id}.title`];
  if (title === undefined)
    throw labelError(
      `words.pages.json (${words.language}) has no label “${id}.title”. Add it, or write an article.`,
      { language: words.language, key: `${id}.title` }
    );
  return title;
}

export function sideShareCard(
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
    // The story's title: not every page has numbers of the story.
    source: storyTitle(page.articles, words),
    checked: checkedLine(page.data.edition, words),
    name: heading,
    description
  };
}

export interface ListedRelease extends VintageRecord {
  tables: string[];
  shown: boolean;
}

export interface TableFile {
  id: string;
  caption: string;
  /** From the root of the site. */
  path: string;
  credit: string;
  /** Our changes to the sources; empty when no licence asks for them. */
  changed: string;
  licences: { title: string; path: string }[];
  /** No address when that would open a list of countries. */
  sources: readonly { title: string; address: string | null }[];
  version: string;
  edition: string;
  author: string;
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
  /** Newest last within each source. */
  releases: readonly ListedRelease[];
  measure: MeasureText;
  tables: TableFile[];
  longTables: ReadonlyMap<string, Table>;
  home: string;
}
