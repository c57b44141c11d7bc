import { tallestBar } from './scroller.ts';
import { isSticky, type StickyScene } from './sticky-scenes.ts';

type Point = readonly [x: number, y: number];

interface Pull {
  scene: StickyScene;
  stage: HTMLElement;
  /** What sticks: the stage, or a picture in it. */
  ground: Element;
  drawing: SVGElement;
  /** In its first mark. */
  words: HTMLElement;
  /** Scale at which the mark fills the stage. */
  most: number;
  /** From the corner of the drawing, and of the words, to the point that does not move. */
  ofDrawing: Point;
  ofWords: Point;
  /** Scale of the words under which they are too small to read. */
  least: number;
  /** Px of scroll until the marks stand. */
  way: number;
  /** Where the top of the first card is then, from the top of the stage. */
  foot: number;
}

/** Px of the smallest letters of the words. */
const leastLetter = 16;

/**
 * Starts a picture with one of its marks, as large as the stage, and pulls back to all of them with
 * the scroll: by position alone (R05), by transform alone, and without one at rest.
 */
export function pullBack(scenes: readonly StickyScene[]) {
  let pulls: Pull[] = [];
  const clear = () => {
    for (const pull of pulls) draw(pull, 1);
  };

  return {
    clear,
    /** Reads sizes, which change with the layout alone. */
    measure() {
      clear();
      pulls = scenes.filter(isSticky).flatMap(measurePull);
    },
    /** Measures now; the returned function moves the pictures. */
    follow(): () => void {
      const moving = pulls.filter(({ scene }) => scene.moves);
      const shares = moving.map(({ scene: { steps }, ground, foot, way }) => {
        const gone = ground.getBoundingClientRect().top - steps[0]!.getBoundingClientRect().top;
        return Math.min(1, Math.max(0, 1 + (gone + foot) / way));
      });
      return () => moving.forEach((pull, at) => draw(pull, shares[at]!));
    }
  };
}

function measurePull(scene: StickyScene): Pull[] {
  const { stage, place, steps } = scene;
  const marks = [...stage.querySelectorAll<SVGElement>('[data-first]')].find(
    (path) => path.getClientRects().length > 0
  );
  const drawing = marks?.ownerSVGElement;
  const words = stage.querySelector<HTMLElement>('[data-alone="first"]');
  if (!drawing || !words) return [];
  const [start = 0, side = 1, whole = 1] = marks.dataset['first']!.split(' ').map(Number);
  const picture = drawing.closest('.picture') ?? stage;
  const ground = picture.getBoundingClientRect();
  const all = marks.getBoundingClientRect();
  const unit = all.width / whole;
  const size = unit * side;
  // A phone's bar may hide.
  const full = Math.max(ground.width, ground.height + tallestBar);
  // While this point stays, the mark grows to both edges of the stage.
  const fixed = (from: number) => from + (from * size) / (full - size);
  const [x, y] = [
    ground.left + fixed(all.left - ground.left + start * unit),
    ground.top + fixed(all.top - ground.top + start * unit)
  ];
  const pointOf = (part: Element): Point => {
    const { left, top } = part.getBoundingClientRect();
    return [x - left, y - top];
  };
  const card = steps[0]!.querySelector('.words') ?? steps[0]!;
  const isBeside = card.getBoundingClientRect().left >= all.right;
  const foot = isBeside ? all.bottom - ground.top : ground.height;
  const begin = steps[0]!.getBoundingClientRect().top - place.getBoundingClientRect().top;
  const letters = parseFloat(getComputedStyle(words.firstElementChild ?? words).fontSize);
  return [
    {
      scene,
      stage,
      ground: picture,
      drawing,
      words,
      most: full / size,
      ofDrawing: pointOf(drawing),
      ofWords: pointOf(words),
      least: leastLetter / letters,
      foot,
      way: begin - foot
    }
  ];
}

const scaled = ([x, y]: Point, scale: number) =>
  `translate(${(x * (1 - scale)).toFixed(2)}px, ${(y * (1 - scale)).toFixed(2)}px) scale(${scale.toFixed(5)})`;

function draw({ stage, drawing, words, most, ofDrawing, ofWords, least }: Pull, share: number) {
  const scale = most ** (1 - share);
  const isPulled = share < 1;
  stage.toggleAttribute('data-pulled', isPulled);
  if (isPulled) {
    drawing.style.transform = scaled(ofDrawing, scale);
    words.style.transform = scaled(ofWords, scale / most);
    words.style.opacity = String(4 * (scale / most / least - 1));
  } else for (const part of [drawing, words]) part.removeAttribute('style');
}
