import { placeUnder, stepUnder, topsOf } from './position.ts';
import { sticks, type StickyScene } from './sticky-scenes.ts';

/** What the page does when the reader gets somewhere. */
export interface SceneActions {
  /**
   * Shows the whole picture of a step; `glides` where the picture follows the scroll from step to
   * step.
   */
  show(sceneId: string, stepId: string, glides: boolean): void;
  /**
   * Told how far the reader has gone from a step to the next, 0 to 1; from -1 to 0 while the words
   * of the first come up to the line.
   */
  glide?(sceneId: string, stepId: string, nextId: string | undefined, share: number): void;
}

/**
 * Returns what brings pictures into the states of their steps; those that do not stick stay in that
 * of `[data-standing]`, or of the last.
 */
export function scenePictures(
  scenes: readonly StickyScene[],
  actions: SceneActions,
  mayMove: () => boolean
) {
  const standing = ({ steps }: StickyScene) => {
    const at = steps.findIndex((step) => step.hasAttribute('data-standing'));
    return at < 0 ? steps.length - 1 : at;
  };

  /** Reads every place before anything is shown: the page is laid out once for all. */
  function show(stepOf: (scene: StickyScene) => number): void {
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
    /**
     * A picture in another state may be taller, so each takes that of the last of the stops passed
     * before any height is read.
     */
    open(passed: readonly HTMLElement[]): void {
      show((scene) =>
        sticks(scene)
          ? Math.max(0, scene.steps.filter((step) => passed.includes(step)).length - 1)
          : standing(scene)
      );
    },
    /** Each takes that of the step under the reading line. */
    follow(line: number): void {
      show((scene) => {
        const sticky = sticks(scene);
        // Without motion each step has its own year, and none between (standards A06).
        scene.glides = scene.place.hasAttribute('data-glides') && mayMove() && sticky;
        return sticky ? stepUnder(topsOf(scene.steps), line) : standing(scene);
      });
    },
    /**
     * Returns what moves the gliding pictures to the place alone (standards R05): nothing is laid
     * out between the reading and that.
     */
    glide(line: number): () => void {
      const gone = scenes.flatMap(({ id, steps, glides }) => {
        if (!glides) return [];
        const tops = topsOf(steps);
        const coming = Math.min(
          1,
          Math.max(0, (tops[0]! - line) / (document.documentElement.clientHeight * 0.85 - line))
        );
        return [
          { id, steps, ...(placeUnder(tops, line, Infinity) ?? { index: 0, share: -coming }) }
        ];
      });
      return () => {
        for (const { id, steps, index, share } of gone)
          actions.glide?.(id, steps[index]!.id, steps[index + 1]?.id, share);
      };
    },
    /** On paper every picture stands as without script (standards A24). */
    finish(): void {
      for (const scene of scenes) scene.glides = false;
      show(standing);
    }
  };
}
