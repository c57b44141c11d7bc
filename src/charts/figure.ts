import { eachOnce } from './each-once.ts';
import type { Label, LabelIn } from '../copy/label.ts';
import type { Words } from '../copy/words.ts';
import type { MapLayer, StoryData } from '../story/data.ts';
import { estimateCredit } from '../story/ledgers/cite-estimate.ts';
import type { Estimate } from '../story/ledgers/estimate.ts';
import type { ProtectionFact } from '../story/ledgers/protection.ts';
import type { VintageRecord } from '../vintages/vintage.ts';
import type { Description, Table } from './chart.ts';
import type { MapFile } from './choropleth/payload/payload.ts';
import type { DataFiles } from './data-files.ts';
import type { MeasureText } from './drawing/face.ts';
import type { PosterPicture } from './drawing/poster.ts';
import type { PictureRecord, ShownNumber } from './picture-record.ts';
import { releaseLines, type ShownIn, type SourceLine } from './source-line.ts';

/**
 * Tags a safeguarding test reads: a scene that names a country where children were abused must also
 * name where the payers were (S07).
 */
export type FigureTag = 'names-country' | 'names-payer';

/** How the attributes of a step of the outline are read: `refuse` reports a fault in the step. */
interface StepReader {
  written(name: string): unknown;
  choice<Word extends string | number>(name: string, among: readonly Word[]): Word | undefined;
  refuse(name: string, expected: string): undefined;
}

/** What the steps of a figure that moves say in the outline besides their `id` and `was`. */
interface FigureSteps {
  /** The attributes that an editor may write. */
  attributes: readonly string[];
  /**
   * How the ids of its steps begin, so that none is taken for another place on the page; left out
   * where they begin as the figure's id does.
   */
  prefixes?: readonly string[];
  /** Returns the view that a step asks for; undefined where it was refused. */
  read(reader: StepReader): object | undefined;
}

/**
 * A part of a picture that a reader can show alone in a card; on paper all stand one below the
 * other.
 */
export interface FigurePart {
  id: string;
  label: Label;
  /** What selects it inside the picture. */
  selector: string;
  /** False where nothing of it had been published by the day of the edition. */
  isDrawn(data: StoryData): boolean;
  /**
   * Where the whole picture's sources would be a long list: those of the part; `publishersOnly`
   * where every publication is below the table.
   */
  sources?: { of(data: StoryData): string[]; publishersOnly: boolean };
}

/** A row of the small table of a newsletter. */
export type LetterRow = Pick<ShownNumber, 'label' | 'text'>;

/** Numbers of a figure by their ids: all of them, or the oldest or newest of a series. */
export type LetterChoice = readonly [ids: RegExp, which: 'all' | 'first' | 'last'];

/** A figure as partners take it along: a card, a poster, a row or five of a newsletter. */
export interface CardForm {
  /** Also its address among the cards. */
  id: string;
  /** The layer that its map shows alone, where the figure is one. */
  layer?: MapLayer;
  describe(data: StoryData, words: Words): Description;
  record(data: StoryData, words: Words): PictureRecord;
  poster(data: StoryData, words: Words, measure: MeasureText): PosterPicture;
  /**
   * Which of its numbers stand for it in a newsletter beside the large ones, in this order; or rows
   * of its own.
   */
  letter: readonly LetterChoice[] | ((data: StoryData, words: Words) => LetterRow[]);
  /** Shown one at a time when there are several. */
  parts?: readonly FigurePart[];
  /** True where the picture is a list of any length, which scrolls in its place. */
  scrolls?: boolean;
  /**
   * Labels of the message and of what is counted, where the card has its own and not the scene's.
   */
  title?: Label;
  subtitle?: Label;
  /** Label of the sentence that stands beside every map (standards S05). */
  limits?: Label;
  /** Where they are not the figure's. */
  vintages?(data: StoryData): VintageRecord[];
  isDrawable?(data: StoryData): boolean;
}

/**
 * Chooses for the reader, who has named a country elsewhere on the page; null takes the choice
 * back.
 */
export type Choose = (iso3: string | null) => void;

/**
 * Adds to a picture what only a script can; returns what chooses in its list of countries, where it
 * shares the reader's choice.
 */
export type MountPicture = (
  root: HTMLElement,
  map: MapFile,
  files: DataFiles
) => Choose | undefined;

/** All that the rest of the house knows of a chart. Its picture is `Chart.svelte` beside it. */
export interface Figure {
  /** Of its scene too: the section's address and the name of its copy file. */
  id: string;
  /** The folder of `charts/` that it lies in. */
  chart: string;
  /**
   * Which scene may name a country is not the outline's to say: it is a rule of the story's safety
   * (standards S07, S09).
   */
  tags: readonly FigureTag[];
  /** What a safeguarding test reads: the first figure of the page shows demand (standards S07). */
  role: 'demand' | 'response' | 'connection' | 'protection' | 'limits';
  /** True when the picture may run to the edges of a phone. */
  bleed?: boolean;
  /** Left out where the picture stands still. */
  steps?: FigureSteps;
  /** What the picture says in numbers, in the view of a step where it has steps. */
  record(data: StoryData, words: Words, view: never): PictureRecord;
  tables(data: StoryData, words: Words): Table[];
  /**
   * The releases that it shows, and whose notice of change goes with them, `credit.changed.…`; left
   * out where it shows none.
   */
  vintages?(data: StoryData): VintageRecord[];
  shownIn?: ShownIn;
  /** `Publisher, title` of each ledger row drawn. */
  ledger?(data: StoryData, words: Words): string[];
  /** The label that stands in place of those where each entry of the picture names its own. */
  namesItsOwn?: Label;
  /** The rows of the ledgers that it draws, for the story's list of sources. */
  estimates?(data: StoryData): Estimate[];
  facts?(data: StoryData, words: Words): ProtectionFact[];
  /**
   * False where nothing of what the picture shows had been published by the day of the edition: the
   * page says so instead.
   */
  isDrawable?(data: StoryData): boolean;
  /**
   * What is drawn.
   * @throws Error where a release or ledger lacks what it needs; left out where none can.
   */
  frame?(data: StoryData): unknown;
  /** The labels that its `mount.ts` speaks. */
  spoken?: RegExp;
  /**
   * Its HTML in the lite edition, which asks nothing of the page but the size of its letters; left
   * out, that is `Chart.svelte` without its sheet.
   */
  lite?(data: StoryData, words: Words): string;
  cards: readonly CardForm[];
}

/** Returns how the ids of a figure's steps begin. */
export const stepPrefixes = ({ id, steps }: Pick<Figure, 'id' | 'steps'>): readonly string[] =>
  steps?.prefixes ?? [`${id}-`];

/** Returns `Publisher, title` of estimates, each once. */
export const creditsOf = (estimates: readonly Estimate[]): string[] =>
  eachOnce(estimates.map((estimate) => estimateCredit(estimate)));

/** Returns the credit of each release that a figure shows, as `releaseLines` does. */
export function figureReleases(
  { vintages, shownIn }: Pick<Figure, 'vintages' | 'shownIn'>,
  data: StoryData,
  words: Words,
  form?: Parameters<typeof releaseLines>[3]
): SourceLine[] {
  return shownIn === undefined ? [] : releaseLines(vintages?.(data) ?? [], shownIn, words, form);
}

/**
 * Returns a part by the name that it has in its picture, which selects it where nothing else does.
 */
export function figurePart(
  id: LabelIn<'card.part'>,
  rest: Pick<FigurePart, 'isDrawn' | 'sources'> & { selector?: string }
): FigurePart {
  return { id, label: `card.part.${id}`, selector: `[data-part="${id}"]`, ...rest };
}
