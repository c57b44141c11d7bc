import type { MapView } from '../charts/choropleth/frame.ts';
import type { FigureKind, FigureName } from '../charts/figures.ts';
import type { PanelsView } from '../charts/panels/frame.ts';
import type { UnitView } from '../charts/unit/frame.ts';
import type { UnknownView } from '../charts/unknown/frame.ts';
import { mappable, unknownViews, unitEstimates } from '../story/data.ts';

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
  /** Default: `<figure>-`. */
  prefixes?: readonly string[];
  /** Undefined when it was refused. */
  read(reader: StepReader): object | undefined;
}

export const stepKinds = {
  demand: {
    attributes: ['estimate', 'statement'],
    read({ choice }): UnitView | undefined {
      const estimate = choice('estimate', unitEstimates);
      return estimate && { estimate };
    }
  },
  world: {
    attributes: ['layer', 'year'],
    prefixes: ['world-', 'coverage-'],
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

export const stepsOf = (scene: string): StepKind | undefined =>
  Object.hasOwn(stepKinds, scene) ? stepKinds[scene as MovingFigure] : undefined;

export const stepPrefixes = (figure: string): readonly string[] =>
  stepsOf(figure)?.prefixes ?? [`${figure}-`];

/**
 * In the order of the cards. Which scene may name a country is a safety rule, not the outline's
 * (S07, S09).
 */
export const figureScenes: {
  readonly [One in FigureKind as One['id']]: {
    tags: readonly SceneTag[];
    cards: readonly One['cards'][number]['id'][];
  };
} = {
  demand: { tags: ['names-country', 'names-payer'], cards: ['demand'] },
  world: { tags: [], cards: ['world', 'coverage'] },
  speed: { tags: [], cards: ['speed'] },
  protection: { tags: [], cards: ['protection'] },
  response: { tags: [], cards: ['response'] },
  since: { tags: [], cards: ['since'] },
  unknown: { tags: [], cards: ['unknown'] },
  revision: { tags: [], cards: ['revision'] }
};

export type SceneId = 'opening' | FigureName | 'closing';

interface SceneKind {
  form: 'text' | 'sticky' | 'still';
  tags: readonly SceneTag[];
}

/** The outline orders them. */
export const sceneKinds = Object.fromEntries([
  ['opening', { form: 'text', tags: [] }],
  ...Object.entries(figureScenes).map(
    ([id, { tags }]) => [id, { form: stepsOf(id) ? 'sticky' : 'still', tags }] as const
  ),
  ['closing', { form: 'text', tags: [] }]
]) as Readonly<Record<SceneId, SceneKind>>;
