import { placeOf, type FigurePlace } from '#charts/figure.ts';
import type { MapView } from '#charts/choropleth/frame.ts';
import { figureOf, figures, type FigureName } from '#charts/figures.ts';
import type { PanelsView } from '#charts/panels/record.ts';
import type { UnitView } from '#charts/unit/record.ts';
import type { UnknownView } from '#charts/level/record.ts';
import type { SignalView } from '#charts/level/signal.ts';
import { mappable, unknownViews, unitViews } from '#story/data.ts';
import { say } from '#locale/say.ts';

/**
 * A scene that names a country where children were abused also names where the payers were (S07).
 */
export type SceneTag = 'names-country' | 'names-payer';

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
            : refuse('year', say`a year such as 2018, or "newest"`);
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
      const shown = choice('panels', [1, 2, 3, 4] as const);
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

const textSteps: StepKind = { attributes: [], read: () => undefined };
const withTextSteps: readonly string[] = ['since'];

export const stepsOf = (scene: string): StepKind | undefined =>
  isMoving(scene) ? stepKinds[scene] : withTextSteps.includes(scene) ? textSteps : undefined;

/** True when a step has a mark unless it says `mark=false`. */
export const hasMarks = isMoving;

export const stepPrefixes = (scene: string) => stepsOf(scene)?.prefixes ?? [`${scene}-`];

/** Which scene may name a country is a safety rule, not the outline's (S07, S09). */
const tagsOf: Partial<Record<FigureName, readonly SceneTag[]>> = {
  demand: ['names-country', 'names-payer']
};

export const figuresOn = (place: FigurePlace): FigureName[] =>
  figures.filter((figure) => placeOf(figure) === place).map(({ id }) => id);

/** From the root of a language: `#speed`, `data/#revision`. */
export function figureAddress(figure: FigureName) {
  const place = placeOf(figureOf(figure));
  return `${place === 'story' ? '' : `${place}/`}#${figure}`;
}

export type SceneId = 'opening' | FigureName | 'closing';

export const sceneKinds = Object.fromEntries([
  ['opening', { form: 'text', tags: [] }],
  ...figuresOn('story').map(
    (id) => [id, { form: isMoving(id) ? 'sticky' : 'still', tags: tagsOf[id] ?? [] }] as const
  ),
  ['closing', { form: 'text', tags: [] }]
]) as Readonly<Record<SceneId, { form: 'text' | 'sticky' | 'still'; tags: readonly SceneTag[] }>>;
