import { leavesRoom, readingLine } from './position.ts';

/**
 * A sticky scene on the page, the step that it shows, and whether its picture follows the scroll.
 */
export type StickyScene = ReturnType<typeof stickyScenes>[number];

/**
 * Height of the text that a picture must leave room for, in the root's font size: nine lines
 * (standards R16).
 */
const wordsHeight = 15.7;

const pixels = (length: string) => parseFloat(length) || 0;
const wordsOf = (steps: readonly HTMLElement[]) => steps[0]!.parentElement!;

/**
 * Returns the scenes of a page that have a picture and steps, in reading order; none in the plain
 * article, or in one that was given back.
 */
export function stickyScenes() {
  if (!document.documentElement.matches('.js:not([data-plain])')) return [];
  return [...document.querySelectorAll<HTMLElement>('[data-scene]')].flatMap((scene) => {
    const stage = scene.querySelector<HTMLElement>('.stage');
    const steps = [...scene.querySelectorAll<HTMLElement>('[data-step]')];
    return stage && steps.length
      ? [
          {
            id: scene.dataset['scene']!,
            stage,
            place: stage.parentElement!,
            steps,
            shown: -1,
            glides: false
          }
        ]
      : [];
  });
}

/** Whether the picture of a scene has room to stick. */
export const sticks = ({ stage }: StickyScene): boolean =>
  getComputedStyle(stage).position === 'sticky';

/** Returns the height in the window at which a stop comes to rest when it is gone to, in pixels. */
export function restingTop(stop: HTMLElement): number {
  return (
    pixels(getComputedStyle(document.documentElement).scrollPaddingTop) +
    pixels(getComputedStyle(stop).scrollMarginTop)
  );
}

/**
 * Tells the style sheet how tall window and pictures are, and returns the line below the tallest
 * that sticks: all do until the typefaces are there. The room between steps keeps until the width
 * changes (standards R02). Each of `groups` is measured, and laid out, at once.
 */
export function measureScenes(groups: readonly (readonly StickyScene[])[]): number {
  const root = document.documentElement;
  const { scrollPaddingTop, scrollPaddingBottom, fontSize } = getComputedStyle(root);
  const padding = pixels(scrollPaddingTop);
  const room = root.clientHeight - padding - pixels(scrollPaddingBottom);
  // The scroll's own padding keeps what is gone to further off the bars than they reach, by as much
  // as this.
  const seen = room + 1.5 * pixels(fontSize);
  const typed = document.fonts.status === 'loaded';
  for (const scenes of groups) {
    for (const { stage, steps, place } of scenes) {
      // Each length is told to no more than what asks for it: the root would hand it on to every
      // mark of every picture.
      wordsOf(steps).style.setProperty('--svh', `${root.clientHeight / 100}px`);
      for (const part of stage.querySelectorAll<HTMLElement>('[data-asks-height]'))
        part.style.setProperty('--window', `${root.clientHeight}px`);
      place.removeAttribute('data-still');
    }
    const sized = scenes.map((scene) => {
      const caption = scene.stage.querySelector('figcaption')?.offsetHeight ?? 0;
      return { ...scene, caption, height: scene.stage.offsetHeight };
    });
    for (const { stage, steps, height, caption } of sized) {
      wordsOf(steps).style.setProperty('--stage', `${height - caption}px`);
      stage.style.setProperty('--head', `${caption}px`);
      stage.style.setProperty('--spare', `${root.clientHeight - height}px`);
    }
    // A stand-in typeface may need a line more: a picture that has room in its own would stand
    // still, and then move all below it.
    if (!typed) continue;
    const placed = sized.map((picture) => ({
      ...picture,
      beside:
        picture.steps[0]!.getBoundingClientRect().left >=
        picture.stage.getBoundingClientRect().right
    }));
    for (const { place, ...picture } of placed)
      place.toggleAttribute(
        'data-still',
        !leavesRoom(picture, picture.beside ? room : seen, wordsHeight * pixels(fontSize))
      );
  }
  const rests = groups
    .flat()
    .flatMap((scene) => (sticks(scene) ? restingTop(scene.steps[0]!) : []));
  // The root's own height leaves a phone's bar out, so the line stays when the bar hides (standards
  // R02).
  return readingLine(Math.max(padding, ...rests), root.clientHeight);
}
