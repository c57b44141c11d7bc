import { readingAt, stepAt, topsOf, type ReadingPosition } from './position.ts';
import { isSticky, scrollTargetTop, type StickyScene } from './sticky-scenes.ts';

export interface SceneActions {
  /** `glides` when the picture follows the scroll between steps. */
  show(sceneId: string, stepId: string, glides: boolean): void;
  /** `share` of the way to the next step, or for the map from its words to the next. */
  glide?(sceneId: string, stepId: string, nextId: string | undefined, share: number): void;
}

/** A picture that does not stick shows the step `[data-standing]`, or the last. */
export function scenePictures(
  scenes: readonly StickyScene[],
  actions: SceneActions,
  mayMove: () => boolean
) {
  const standing = ({ steps }: StickyScene) => {
    const at = steps.findIndex((step) => step.hasAttribute('data-standing'));
    return at < 0 ? steps.length - 1 : at;
  };

  /** Reads all positions before it writes: one layout for all. */
  function show(stepOf: (scene: StickyScene) => number) {
    const shown = scenes.map(stepOf);
    scenes.forEach((scene, at) => {
      const index = shown[at]!;
      if (index === scene.shown) return;
      scene.shown = index;
      scene.steps.forEach((step, i) => step.toggleAttribute('data-active', i === index));
      actions.show(scene.id, scene.steps[index]!.id, scene.glides);
    });
  }

  return {
    /** Sets states before heights are measured: a picture may be taller in another state. */
    open(passed: readonly HTMLElement[]) {
      show((scene) =>
        isSticky(scene)
          ? Math.max(0, scene.steps.filter((step) => passed.includes(step)).length - 1)
          : standing(scene)
      );
    },
    follow(line: number) {
      show((scene) => {
        const sticky = isSticky(scene);
        // Without motion each step shows its own year and nothing between (A06).
        scene.glides = scene.place.hasAttribute('data-glides') && mayMove() && sticky;
        if (!scene.glides)
          for (const one of [scene.place, ...scene.steps]) {
            one.removeAttribute('data-passing');
            one.removeAttribute('data-left');
          }
        return sticky ? stepAt(topsOf(scene.steps), line) : standing(scene);
      });
    },
    /** Finds the pictures that move: near the window, or just left, to their first or last state. */
    look() {
      for (const scene of scenes) {
        const wasNear = scene.near;
        scene.near = isNear(scene.place);
        scene.moves = scene.near || wasNear;
        if (scene.glides) scene.target = scrollTargetTop(scene.steps[0]!);
      }
    },
    /** Measures now; the returned function moves the gliding pictures by position alone (R05). */
    glide(): () => void {
      const gone = scenes.flatMap((scene) =>
        scene.glides && scene.moves ? [{ ...scene, ...glidingAt(scene) }] : []
      );
      return () => {
        for (const { id, place, steps, index, share } of gone) {
          steps.forEach((step, at) => step.toggleAttribute('data-left', at < index));
          place.toggleAttribute('data-passing', share > 0 && place.dataset['glides'] !== 'words');
          actions.glide?.(id, steps[index]!.id, steps[index + 1]?.id, share);
        }
      };
    },
    /** On paper every picture is as without script (A24). */
    showStanding() {
      for (const scene of scenes) scene.glides = false;
      show(standing);
    }
  };
}

/** Where the words are, in window heights, when a picture starts and ends to grow. */
const growing = { start: 1.35, end: 0.6 } as const;

/** Within a window's height of the window. */
function isNear(place: HTMLElement) {
  const { top, bottom } = place.getBoundingClientRect();
  return top < 2 * innerHeight && bottom > -innerHeight;
}

/** A picture stands still while the reader reads a card over it. */
function glidingAt({ place, steps, target }: StickyScene): ReadingPosition {
  const high = document.documentElement.clientHeight;
  if (place.dataset['glides'] === 'words') {
    const way = steps[0]!.getBoundingClientRect().top / high;
    const { start, end } = growing;
    return { index: 0, share: Math.min(1, Math.max(0, (start - way) / (start - end))) };
  }
  return readingAt(topsOf(steps), { leaves: target - 12, moves: 0.55 });
}
