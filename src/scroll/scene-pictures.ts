import { positionAt, stepAt, topsOf } from './position.ts';
import { isSticky, type StickyScene } from './sticky-scenes.ts';

export interface SceneActions {
  /** `glides` when the picture follows the scroll between steps. */
  show(sceneId: string, stepId: string, glides: boolean): void;
  /** `share` of the way to the next step; -1 to 0 while the first step approaches the line. */
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
    /** Sets states before heights are measured: a picture may be taller in another state. */
    open(passed: readonly HTMLElement[]): void {
      show((scene) =>
        isSticky(scene)
          ? Math.max(0, scene.steps.filter((step) => passed.includes(step)).length - 1)
          : standing(scene)
      );
    },
    follow(line: number): void {
      show((scene) => {
        const sticky = isSticky(scene);
        // Without motion each step shows its own year and nothing between (A06).
        scene.glides = scene.place.hasAttribute('data-glides') && mayMove() && sticky;
        return sticky ? stepAt(topsOf(scene.steps), line) : standing(scene);
      });
    },
    /** Measures now; the returned function moves the gliding pictures by position alone (R05). */
    glide(line: number): () => void {
      const gone = scenes.flatMap(({ id, steps, glides }) => {
        if (!glides) return [];
        const tops = topsOf(steps);
        const coming = Math.min(
          1,
          Math.max(0, (tops[0]! - line) / (document.documentElement.clientHeight * 0.85 - line))
        );
        return [
          { id, steps, ...(positionAt(tops, line, Infinity) ?? { index: 0, share: -coming }) }
        ];
      });
      return () => {
        for (const { id, steps, index, share } of gone)
          actions.glide?.(id, steps[index]!.id, steps[index + 1]?.id, share);
      };
    },
    /** On paper every picture is as without script (A24). */
    showStanding(): void {
      for (const scene of scenes) scene.glides = false;
      show(standing);
    }
  };
}
