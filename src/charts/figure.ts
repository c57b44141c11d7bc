import {
  uniqueBy,
  type Description,
  type Table,
  type PictureRecord,
  releaseLines,
  type ShownIn,
  type SourceLine
} from './chart.ts';
import { type Label, type LabelIn, speak, type Words } from '#copy/words.ts';
import type { MapLayer, StoryData } from '#story/data.ts';
import { estimateCredit, type Estimate } from '#story/ledgers/estimate.ts';
import type { ProtectionFact } from '#story/ledgers/protection.ts';
import type { VintageRecord } from '#vintages/vintage.ts';
import type { MapFile } from './choropleth/payload/payload.ts';
import type { Colour } from './drawing/element.ts';
import type { MeasureText } from './drawing/face.ts';
import type { DrawParts, Part } from './drawing/parts.ts';

/** A card can show it alone; on paper all parts are printed below each other. */
export interface FigurePart {
  id: string;
  label: Label;
  selector: string;
  /** `publishersOnly` when the table below lists every publication. */
  sources?: { of(data: StoryData): string[]; publishersOnly: boolean };
}

export interface CardForm {
  id: string;
  layer?: MapLayer;
  describe(data: StoryData, words: Words): Description;
  record(data: StoryData, words: Words): PictureRecord;
  /** On its poster. Default: the figure's. */
  draw?: DrawParts;
  parts?: readonly FigurePart[];
  /** Message and subject of the card; default: the scene's. */
  title?: Label;
  subtitle?: Label;
  /** The sentence beside every map (S05). */
  limits?: Label;
  /** Default: the figure's. */
  vintages?(data: StoryData): VintageRecord[];
  ledger?(data: StoryData, words: Words): string[];
}

export interface Sheet {
  id: string;
  parts: Part[];
  description: Description;
}

/** `isRepeated`: the picture or the step says it too, so only a moving stage has it, for the eye. */
interface StepType {
  lines: { text: string; look: 'numeral' | 'hint' }[];
  isRepeated?: boolean;
}

/** Selects a country that the reader picked elsewhere on the page; null clears the selection. */
export type SelectCountry = (iso3: string | null) => void;

/** Adds the interactive parts. Returns the setter of its country list, if it has one. */
export type MountPicture = (root: HTMLElement, map: MapFile) => SelectCountry | undefined;

export type FigurePlace = 'story' | 'data' | 'methods';

export const placeOf = ({ place = 'story' }: Pick<Figure, 'place'>) => place;

export interface Figure {
  /** Also the anchor of its section and the name of its copy file. */
  id: string;
  chart: string;
  /** Default: the story. */
  place?: FigurePlace;
  /** Read by a safeguarding test: the first figure of the page shows demand (S07). */
  role: 'demand' | 'connection' | 'protection' | 'limits';
  /** Widths of its drawings on the page; default: `pageWidths`. */
  widths?: Readonly<Record<string, number>>;
  /** True when the picture sticks and grows with the scroll, before the scene's words. */
  grows?: true;
  /** True when the picture may run to the edges of a phone. */
  bleed?: boolean;
  /** The picture; without it, that of the map. */
  draw?: DrawParts;
  /** The picture of one step, which stands before the step's words. */
  sheet?(data: StoryData, words: Words, view: never): Sheet;
  /** Type above the words of a step, by what the step shows. */
  type?(data: StoryData, words: Words): Readonly<Record<string, StepType>>;
  /** A stage for the whole scene, over which a script passes its steps: markup. */
  stage?(data: StoryData, words: Words): string;
  /** Small pictures below the words of steps, by the step: markup. */
  asides?(data: StoryData, words: Words, measure: MeasureText): Readonly<Record<string, string>>;
  /** Attributes of the root that a script changes, as they are without one: `data-<name>`. */
  still?: Readonly<Record<string, string>>;
  /** Colour of the bar on top of posters and films; the warm one is reserved for estimates. */
  accent?: Colour;
  record(data: StoryData, words: Words, view: never): PictureRecord;
  tables(data: StoryData, words: Words): Table[];
  /** The releases that it shows; their notice of change is `credit.changed.<shownIn>`. */
  vintages?(data: StoryData): VintageRecord[];
  shownIn?: ShownIn;
  ledger?(data: StoryData, words: Words): string[];
  /** Replaces the credits when each entry of the picture names its own source. */
  ownCredits?: Label;
  /** The ledger rows that it draws, for the list of sources. */
  estimates?(data: StoryData): Estimate[];
  facts?(data: StoryData, words: Words): ProtectionFact[];
  frame?(data: StoryData): unknown;
  /** The labels that `mount.ts` needs in the browser. */
  clientLabels?: RegExp;
  cards: readonly CardForm[];
}

export const creditsOf = (estimates: readonly Estimate[]) =>
  uniqueBy(estimates.map((estimate) => estimateCredit(estimate)));

export function figureReleases(
  { vintages, shownIn }: Pick<Figure, 'vintages' | 'shownIn'>,
  data: StoryData,
  words: Words,
  form?: Parameters<typeof releaseLines>[3]
): SourceLine[] {
  return shownIn === undefined ? [] : releaseLines(vintages?.(data) ?? [], shownIn, words, form);
}

export function ledgerLines(
  { ledger, ownCredits }: Pick<Figure, 'ledger' | 'ownCredits'>,
  data: StoryData,
  words: Words
): SourceLine[] {
  if (ownCredits) return [{ credit: `${speak(words, ownCredits)}.`, ownWords: true }];
  const rows = ledger?.(data, words) ?? [];
  return rows.length ? [{ credit: `${rows.join('; ')}.` }] : [];
}

export function figurePart(
  id: LabelIn<'card.part'>,
  rest: Pick<FigurePart, 'sources'> = {}
): FigurePart {
  return { id, label: `card.part.${id}`, selector: `[data-part="${id}"]`, ...rest };
}
