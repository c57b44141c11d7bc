import { mayStick, readingLine } from './position.ts';

export type StickyScene = ReturnType<typeof stickyScenes>[number];

/** Least room of a stage that cards pass over, in rem. */
const leastGround = { width: 20, height: 30 };
/** Px of a root whose text was enlarged after the media queries were asked. */
const largeText = 30;

/** Text that a picture must leave room for: nine lines, in rem (R16). */
const wordsHeight = 15.7;

const pixels = (length: string) => parseFloat(length) || 0;
const wordsOf = (steps: readonly HTMLElement[]) => steps[0]!.parentElement!;

/** None in the plain article or without script. */
export function stickyScenes() {
  if (!document.documentElement.matches('.js:not([data-plain])')) return [];
  return [...document.querySelectorAll<HTMLElement>('[data-scene]')].flatMap((scene) => {
    const stage = scene.querySelector<HTMLElement>('.stage, .rising');
    const steps = [...scene.querySelectorAll<HTMLElement>('[data-step]')];
    return stage && steps.length
      ? [
          {
            id: scene.dataset['scene']!,
            stage,
            place: stage.parentElement!,
            steps,
            shown: -1,
            glides: false,
            near: true,
            moves: true,
            /** Where a link to a step leads, in px from the top of the window. */
            target: 0
          }
        ]
      : [];
  });
}

export const isSticky = ({ stage }: StickyScene) => getComputedStyle(stage).position === 'sticky';

/** Distance from the top of the viewport to a stop that was scrolled to, in px. */
export function scrollTargetTop(stop: HTMLElement): number {
  return (
    pixels(getComputedStyle(document.documentElement).scrollPaddingTop) +
    pixels(getComputedStyle(stop).scrollMarginTop)
  );
}

/**
 * Passes heights to CSS and returns the reading line. Until typefaces are loaded all pictures
 * stick; the space between steps stays until the width changes (R02). Each of `groups` is one
 * layout.
 */
export function measureScenes(groups: readonly (readonly StickyScene[])[]): number {
  const root = document.documentElement;
  const { scrollPaddingTop, scrollPaddingBottom, fontSize } = getComputedStyle(root);
  const padding = pixels(scrollPaddingTop);
  const room = root.clientHeight - padding - pixels(scrollPaddingBottom);
  // `scroll-padding` is larger than the bars by this much.
  const seen = room + 1.5 * pixels(fontSize);
  const typed = document.fonts.status === 'loaded';
  // Without motion each step has a map of its own: beside a map that stays it would be the second.
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const isOver = (place: HTMLElement) => place.hasAttribute('data-over');
  const rem = pixels(fontSize);
  const isGround =
    window.parent === window &&
    CSS.supports('container-type', 'size') &&
    seen >= leastGround.height * rem &&
    root.clientWidth >= leastGround.width * rem;
  const mayNever = ({ stage, place }: Pick<StickyScene, 'stage' | 'place'>) =>
    (isCalm && (isOver(place) || stage.querySelector('[data-map]') !== null)) ||
    (isOver(place) && !isGround);
  root.toggleAttribute('data-low', !isGround);
  root.toggleAttribute('data-large', rem >= largeText);
  for (const { stage, place } of groups.flat())
    place.toggleAttribute('data-still', mayNever({ stage, place }));
  // The level has its height from CSS alone.
  const measured = groups.map((scenes) => scenes.filter(({ stage }) => !stage.matches('.rising')));
  for (const scenes of measured) {
    for (const { stage, steps } of scenes) {
      // Not on the root: every mark of every picture would be restyled.
      wordsOf(steps).style.setProperty('--svh', `${root.clientHeight / 100}px`);
      for (const part of stage.querySelectorAll<HTMLElement>('[data-asks-height]'))
        part.style.setProperty('--window', `${root.clientHeight}px`);
    }
    const sized = scenes.map((scene) => {
      const { stage, place } = scene;
      // Under cards the caption takes no room.
      const caption = isOver(place) ? 0 : (stage.querySelector('figcaption')?.offsetHeight ?? 0);
      return { ...scene, caption, height: stage.offsetHeight };
    });
    for (const { stage, steps, height, caption } of sized) {
      wordsOf(steps).style.setProperty('--stage', `${height - caption}px`);
      stage.style.setProperty('--head', `${caption}px`);
      stage.style.setProperty('--spare', `${root.clientHeight - height}px`);
    }
    // A fallback typeface may need one line more, and a picture would become static.
    if (!typed) continue;
    const placed = sized.map((picture) => {
      const beside =
        picture.steps[0]!.getBoundingClientRect().left >=
        picture.stage.getBoundingClientRect().right;
      return { ...picture, beside, room: beside ? room : seen };
    });
    for (const { place, room, ...picture } of placed)
      place.toggleAttribute(
        'data-still',
        mayNever({ ...picture, place }) ||
          (!isOver(place) && !mayStick(picture, room, wordsHeight * rem))
      );
  }
  const rests = measured
    .flat()
    .flatMap((scene) => (isSticky(scene) ? scrollTargetTop(scene.steps[0]!) : []));
  // `clientHeight` ignores a phone's bar, so the line stays when the bar hides (R02).
  return readingLine(Math.max(padding, ...rests), root.clientHeight);
}
