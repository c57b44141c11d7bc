import type { MapView } from '../charts/choropleth/frame.ts';
import type { FigureKind, FigureName } from '../charts/figures.ts';
import type { PanelsView } from '../charts/panels/record.ts';
import type { UnitView } from '../charts/unit/record.ts';
import type { UnknownView } from '../charts/level/record.ts';
import type { SignalView } from '../charts/level/signal.ts';
import { mappable, unknownViews, unitViews } from '../story/data.ts';

// Charts are imported as types only: the outline and the copy are checked without loading one.

/**
 * A scene that names a country where children were abused also names where the payers were (S07).
 */
export type SceneTag = 'names-country' | 'names-payer';

/** Reads the attributes of a step; `refuse` reports a fault in the step. */
interface StepReader {
  written(name: string): unknown;
  choice<Word extends string | number>(name: string, among: readonly Word[]): Word | undefined;
  refuse(name: string, allowed: string): undefined;
}

export interface StepKind {
  attributes: readonly string[];
  /** Default: `<scene>-`. */
  prefixes?: readonly string[];
  /** Undefined when it was refused. */
  read(reader: StepReader): object | undefined;
}

/** The steps of figures that move. */
export const stepKinds = {
  demand: {
    attributes: ['estimate', 'statement'],
    read({ choice }): UnitView | undefined {
      const estimate = choice('estimate', unitViews);
      return estimate && { estimate };
    }
  },
  world: {
    attributes: ['layer', 'year'],
    /** "newest" is the newest year in which most economies have a figure. */
    read({
      written,
      choice,
      refuse
    }): (Pick<MapView, 'layer'> & { year: number | 'newest' }) | undefined {
      const layer = choice('layer', mappable);
      const value = written('year');
      const year =
        value === 'newest'
          ? value
          : /^\d{4}$/.test(String(value))
            ? Number(value)
            : refuse('year', 'a year such as 2018, or "newest"');
      return layer && year !== undefined ? { layer, year } : undefined;
    }
  },
  signal: {
    attributes: ['stage'],
    read({ choice }): SignalView | undefined {
      const stage = choice('stage', ['then', 'now'] as const);
      return stage && { stage };
    }
  },
  protection: {
    attributes: ['panels'],
    read({ choice }): PanelsView | undefined {
      const shown = choice('panels', [1, 2, 3] as const);
      return shown && { shown };
    }
  },
  unknown: {
    attributes: ['told'],
    prefixes: ['told-'],
    read({ choice }): UnknownView | undefined {
      const told = choice('told', unknownViews);
      return told && { told };
    }
  }
} as const satisfies Partial<Record<FigureName, StepKind>>;

export type MovingFigure = keyof typeof stepKinds;

const isMoving = (scene: string): scene is MovingFigure => Object.hasOwn(stepKinds, scene);

/** Scenes whose steps are text alone, in the flow of the page. */
const textSteps: StepKind = { attributes: [], read: () => undefined };
const withTextSteps: readonly string[] = ['since'];

export const stepsOf = (scene: string): StepKind | undefined =>
  isMoving(scene) ? stepKinds[scene] : withTextSteps.includes(scene) ? textSteps : undefined;

/** True when a step has a mark unless it says `mark=false`. */
export const hasMarks = isMoving;

export const stepPrefixes = (scene: string): readonly string[] =>
  stepsOf(scene)?.prefixes ?? [`${scene}-`];

/** A figure is in the story, or on a page beside it. */
export type FigurePlace = 'story' | 'data' | 'methods';

/**
 * In the order of the cards. Which scene may name a country is a safety rule, not the outline's
 * (S07, S09).
 */
export const figureScenes: {
  readonly [One in FigureKind as One['id']]: {
    place: FigurePlace;
    tags: readonly SceneTag[];
    cards: readonly One['cards'][number]['id'][];
  };
} = {
  demand: { place: 'story', tags: ['names-country', 'names-payer'], cards: ['demand'] },
  world: { place: 'story', tags: [], cards: ['world', 'coverage'] },
  signal: { place: 'story', tags: [], cards: ['signal'] },
  speed: { place: 'story', tags: [], cards: ['speed'] },
  protection: { place: 'story', tags: [], cards: ['protection'] },
  since: { place: 'story', tags: [], cards: ['since'] },
  unknown: { place: 'story', tags: [], cards: ['unknown'] },
  revision: { place: 'data', tags: [], cards: ['revision'] },
  counts: { place: 'methods', tags: [], cards: ['counts'] }
};

export const figuresOn = (place: FigurePlace): FigureName[] =>
  (Object.keys(figureScenes) as FigureName[]).filter((id) => figureScenes[id].place === place);

/** From the root of a language: `#speed`, `data/#revision`. */
export function figureAddress(figure: FigureName): string {
  const { place } = figureScenes[figure];
  return `${place === 'story' ? '' : `${place}/`}#${figure}`;
}

export type SceneId = 'opening' | FigureName | 'closing';

interface SceneKind {
  form: 'text' | 'sticky' | 'still';
  tags: readonly SceneTag[];
}

/** The outline orders them. */
export const sceneKinds = Object.fromEntries([
  ['opening', { form: 'text', tags: [] }],
  ...figuresOn('story').map(
    (id) => [id, { form: isMoving(id) ? 'sticky' : 'still', tags: figureScenes[id].tags }] as const
  ),
  ['closing', { form: 'text', tags: [] }]
]) as Readonly<Record<SceneId, SceneKind>>;
