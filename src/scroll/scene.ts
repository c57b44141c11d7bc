import { formatAddress, parseAddress, writeAddress } from './address.ts';
import { watchMotion } from './motion.ts';
import { leavesRoom, placeUnder, readingLine, stepShown, stopUnder, wayBack, type HeldPlace, type StopBox } from './position.ts';
import { progressText, scrolledShare } from './progress.ts';
import { watchScroll } from './scroller.ts';

/** What the page does when the reader gets somewhere. */
export interface SceneActions {
  /** Shows the whole picture of a step; `glides` where the picture follows the scroll from step to step. */
  show(sceneId: string, stepId: string, glides: boolean): void;
  /**
   * Told of a picture `[data-glides]` how far the reader has gone from one step to the next, from 0 to 1; from -1 to 0 while the words
   * of the first one come up to the reading line.
   */
  glide?(sceneId: string, stepId: string, nextId: string | undefined, share: number): void;
  /** Told when the reader enters another section: its id and its place among `count`, from 0. */
  onSection?(sectionId: string, index: number, count: number): void;
}

/** A sticky scene on the page and the step that it shows. */
interface StickyScene {
  id: string;
  stage: HTMLElement;
  steps: HTMLElement[];
  shown: number;
  /** True while its picture follows the scroll. */
  glides: boolean;
}

const boxes = (elements: readonly HTMLElement[]): StopBox[] =>
  elements.map((element) => ({ id: element.id, top: element.getBoundingClientRect().top }));
const positionOf = (stop: HTMLElement) => ({ stop, top: stop.getBoundingClientRect().top, y: stop.ownerDocument.defaultView!.scrollY });
const pixels = (length: string) => parseFloat(length) || 0;
/** Height of the text that a picture must leave room for, in the root's font size: nine lines (standards R16). */
const wordsHeight = 15.7;

/**
 * Follows the reader through the page: shows in each sticky scene the picture of the step under the reading line,
 * and keeps the address, the progress, the language link and the previous and next buttons in step.
 *
 * The page holds `[data-section]` with an id; sticky scenes as `[data-scene]` around one `.stage` and its `[data-step]`;
 * and any of `[data-progress]` (with `data-template`), `[data-gauge]`, `[data-section-link]`, `[data-language-link]`,
 * `[data-plain-switch]` (with `data-off`, its words in the plain article) and `[data-go="prev|next"]`. The parent of a `.stage`
 * that has no room to stick gets `data-still`. What a picture has as `[data-asks-height]` is told the height of the window as `--window`.
 * In the plain article (`html[data-plain]`), and in one that was given back (no `html.js`), the pictures stay as the server drew them.
 * `html[data-moved]` says that the reader had acted before.
 * @returns a function that stops following.
 */
export function followScenes(document: Document, actions: SceneActions): () => void {
  const window = document.defaultView!;
  const root = document.documentElement;
  const all = (selector: string, within: ParentNode = document) => [...within.querySelectorAll<HTMLElement>(selector)];
  const plain = root.hasAttribute('data-plain');
  const moving = root.classList.contains('js') && !plain;
  const motion = watchMotion(window);
  const sections = all('[data-section]');
  const stops = all('[data-section], [data-step]');
  const scenes = all('[data-scene]').flatMap((scene): StickyScene[] => {
    const [stage] = all('.stage', scene);
    const steps = all('[data-step]', scene);
    return stage && steps.length && moving ? [{ id: scene.dataset['scene']!, stage, steps, shown: -1, glides: false }] : [];
  });
  const buttons = all('[data-go]');
  const gauges = all('[data-gauge]');
  const sectionLinks = all('[data-section-link]');
  const languageLinks = all('a[data-language-link]').map((link) => ({ link, base: link.getAttribute('href')!.replace(/[?#].*$/, '') }));
  const plainLinks = all('a[data-plain-switch]');
  let line = 0;
  let at = -2;
  let section = -2;
  /** Where the reader was when last looked at. */
  let held: HeldPlace | undefined;
  /** Where a button is taking the reader while the page is still moving, until it rests or the reader takes it elsewhere. */
  let aim = -1;
  /** The stop that the address named and where it was when last looked at, until anything but the layout has moved the page. */
  let opening: { stop: HTMLElement; top: number; y: number } | undefined;

  const sticks = (scene: StickyScene) => window.getComputedStyle(scene.stage).position === 'sticky';

  function show(scene: StickyScene, index: number): void {
    if (index === scene.shown) return;
    scene.shown = index;
    scene.steps.forEach((step, i) => step.toggleAttribute('data-active', i === index));
    actions.show(scene.id, scene.steps[index]!.id, scene.glides);
  }

  /** A picture that follows the scroll is a function of the place alone, as the steps are (standards R05). */
  function glide(): void {
    for (const { id, steps, glides } of scenes) {
      if (!glides) continue;
      const tops = boxes(steps);
      const coming = Math.min(1, Math.max(0, (tops[0]!.top - line) / (root.clientHeight * 0.85 - line)));
      const { index, share } = placeUnder(tops, line, Infinity) ?? { index: 0, share: -coming };
      actions.glide?.(id, steps[index]!.id, steps[index + 1]?.id, share);
    }
  }

  /**
   * Tells the style sheet how tall the window and each picture is, and returns the line below the tallest one that sticks.
   * The room between steps is kept in pixels until the width changes: nothing moves when the height alone does (standards R02).
   */
  function measure(): number {
    const { scrollPaddingTop, scrollPaddingBottom, fontSize } = window.getComputedStyle(root);
    const padding = pixels(scrollPaddingTop);
    const room = root.clientHeight - padding - pixels(scrollPaddingBottom);
    // The scroll's own padding keeps what is gone to further off the bars than they reach, by as much as this.
    const seen = room + 1.5 * pixels(fontSize);
    // Together, so that the page is laid out once for all; one at a time where a place is to be kept, which a page much taller or
    // shorter meanwhile would lose.
    for (const group of held ? scenes.map((scene) => [scene]) : [scenes]) {
      const pictures = group.map(({ stage, steps }) => ({
        stage,
        first: steps[0]!,
        steps: steps[0]!.parentElement!,
        place: stage.parentElement!
      }));
      for (const { stage, steps, place } of pictures) {
        // Each length is told to no more than what asks for it: the root would hand it on to every mark of every picture.
        steps.style.setProperty('--svh', `${root.clientHeight / 100}px`);
        for (const part of all('[data-asks-height]', stage)) part.style.setProperty('--window', `${root.clientHeight}px`);
        place.removeAttribute('data-still');
      }
      const sized = pictures.map((picture) => {
        const caption = all('figcaption', picture.stage)[0]?.offsetHeight ?? 0;
        return { ...picture, caption, height: picture.stage.offsetHeight };
      });
      for (const { stage, steps, height, caption } of sized) {
        steps.style.setProperty('--stage', `${height - caption}px`);
        stage.style.setProperty('--head', `${caption}px`);
        stage.style.setProperty('--spare', `${root.clientHeight - height}px`);
      }
      const placed = sized.map((picture) => ({
        ...picture,
        beside: picture.first.getBoundingClientRect().left >= picture.stage.getBoundingClientRect().right
      }));
      for (const { place, ...picture } of placed)
        place.toggleAttribute('data-still', !leavesRoom(picture, picture.beside ? room : seen, wordsHeight * pixels(fontSize)));
    }
    const rest = Math.max(
      padding,
      ...scenes.filter(sticks).map(({ steps }) => padding + pixels(window.getComputedStyle(steps[0]!).scrollMarginTop))
    );
    // The root's own height leaves a phone's bar out, so the line stays when the bar hides (standards R02).
    return (line = readingLine(rest, root.clientHeight));
  }

  function drift(): void {
    const share = scrolledShare(window.scrollY, root.scrollHeight, window.innerHeight);
    for (const gauge of gauges) gauge.style.transform = `scaleX(${share.toFixed(4)})`;
    glide();
  }

  function enter(index: number): void {
    section = index;
    const current = sections[Math.max(0, index)];
    if (!current) return;
    for (const place of all('[data-progress]'))
      place.textContent = progressText(place.dataset['template'] ?? '{at}/{of}', index, sections.length);
    for (const link of sectionLinks) {
      if (link.dataset['sectionLink'] === current.id) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    actions.onSection?.(current.id, Math.max(0, index), sections.length);
  }

  function arrive(index: number): void {
    at = index;
    // The top of the story is the page's own address.
    const stop = index > 0 ? stops[index]!.id : '';
    for (const { link, base } of languageLinks) link.setAttribute('href', base + formatAddress({ stop, plain }));
    for (const link of plainLinks) link.setAttribute('href', window.location.pathname + formatAddress({ stop, plain: !plain }));
    for (const button of buttons)
      button.setAttribute('aria-disabled', String(button.dataset['go'] === 'next' ? index >= stops.length - 1 : index <= 0));
  }

  /** What the address names; an address that a step had before names the step. */
  function namedPlace(): HTMLElement | null {
    const named = document.getElementById(parseAddress('', window.location.hash).stop);
    return named?.matches('[data-step] > span') ? named.parentElement : named;
  }

  /** True while the address names something on screen that is no stop, such as the help block: it keeps its address. */
  function namesAnotherPlace(): boolean {
    const named = namedPlace();
    if (!named || stops.includes(named)) return false;
    // The browser has yet to go there.
    if (document.readyState !== 'complete' && window.scrollY === 0) return true;
    const { top, bottom } = named.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  }

  /**
   * Goes to the address again, for as long as nothing but the layout has moved the page from there: the browser goes there once, before
   * the pictures have told their height, and before late type has given the words theirs.
   */
  function open(): void {
    if (!opening) return;
    const { stop, top, y } = opening;
    const now = stop.getBoundingClientRect().top;
    const rests = pixels(window.getComputedStyle(root).scrollPaddingTop) + pixels(window.getComputedStyle(stop).scrollMarginTop);
    const same = (one: number, other: number) => Math.abs(one - other) < 2;
    if (!same(now, rests)) {
      // The page was moved and its layout was not. Where both are, the browser follows the layout, some only half of the way.
      if (!same(window.scrollY, y) && same(now + window.scrollY, top + y)) {
        opening = undefined;
        return;
      }
      stop.scrollIntoView({ block: 'start', behavior: 'instant' });
    }
    opening = positionOf(stop);
  }

  const pageEnd = () => root.scrollHeight - window.scrollY;

  function look(): void {
    open();
    const ended = window.scrollY > 0 && window.scrollY + window.innerHeight >= root.scrollHeight - 2;
    const place = placeUnder(boxes(stops), line, pageEnd());
    const index = ended ? stops.length - 1 : (place?.index ?? -1);
    const entered = ended ? sections.length - 1 : stopUnder(boxes(sections), line);
    const shown = scenes.map((scene) => {
      const sticky = sticks(scene);
      // Without motion each step has its own year, and none between (standards A06).
      scene.glides = scene.stage.parentElement!.hasAttribute('data-glides') && motion.allowed() && sticky;
      const id = sticky ? stepShown(boxes(scene.steps), line) : scene.steps.at(-1)!.id;
      return scene.steps.findIndex((step) => step.id === id);
    });
    scenes.forEach((scene, index) => show(scene, shown[index]!));
    held = place;
    if (entered !== section) enter(entered);
    if (index !== at) arrive(index);
    drift();
    // Until the page is moved away, it stays at what opened it: what is measured meanwhile may be elsewhere.
    const stop = opening?.stop ?? (index > 0 ? stops[index] : undefined);
    if (!namesAnotherPlace()) writeAddress(window, { stop: stop?.id ?? '', plain });
  }

  /**
   * Looks, and where a turned phone or larger text has put another stop under the line, goes back to where the reader was: the browser
   * keeps the distance from the top, which is another place once the pictures no longer stick (standards A16). A shift within the stop
   * is left to it.
   */
  function keep(): void {
    const before = held;
    // Nothing but the turn has moved it.
    if (opening) opening = positionOf(opening.stop);
    look();
    if (!before || opening || before.index === held?.index) return;
    window.scrollBy({ top: wayBack(boxes(stops), before, line, pageEnd()), behavior: 'instant' });
    look();
  }

  function act(event: Event): void {
    opening = undefined;
    if (!(event.target as Element | null)?.closest?.('[data-go]')) aim = -1;
  }

  function rest(): void {
    aim = -1;
    look();
  }

  function go(step: 1 | -1): void {
    if (aim < 0) look();
    const target = stops[Math.min(stops.length - 1, Math.max(0, (aim < 0 ? at : aim) + step))];
    if (!target) return;
    opening = undefined;
    aim = stops.indexOf(target);
    target.scrollIntoView({ block: 'start', behavior: motion.allowed() ? 'smooth' : 'instant' });
  }

  const following = new AbortController();
  const { signal } = following;
  for (const button of buttons) button.addEventListener('click', () => go(button.dataset['go'] === 'next' ? 1 : -1), { signal });
  for (const link of plainLinks) if (plain && link.dataset['off']) link.textContent = link.dataset['off'];
  // On paper every picture is in its last state, as without script (standards A24).
  window.addEventListener(
    'beforeprint',
    () =>
      scenes.forEach((scene) => {
        scene.glides = false;
        show(scene, scene.steps.length - 1);
      }),
    { signal }
  );
  window.addEventListener('afterprint', look, { signal });

  // A picture in another state may be taller, so each takes its state before any height is read:
  // that of the step which the address names, or the one before it.
  const opened = stops.indexOf(namedPlace() ?? root);
  const first = scenes.map((scene) =>
    Math.max(0, sticks(scene) ? scene.steps.filter((step) => stops.indexOf(step) <= opened).length - 1 : scene.steps.length - 1)
  );
  scenes.forEach((scene, index) => show(scene, first[index]!));
  const captions = scenes.flatMap(({ stage }) => all('figcaption', stage));
  const [visit] = window.performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const named = stops[opened];
  // A return or a reload keeps the place where the reader was, and a script that came late that to which the reader has moved. A browser
  // may not know yet what kind of visit this is.
  if (named && !root.hasAttribute('data-moved') && (visit?.type ?? 'navigate') === 'navigate') opening = positionOf(named);
  const unwatch = watchScroll(window, stops, captions, { look, rest, act, keep, drift, measure });
  return () => {
    following.abort();
    unwatch();
  };
}
