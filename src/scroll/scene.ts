import { writeAddress } from './address.ts';
import { hashTarget, hashNamesOther, openingStop } from './hash-target.ts';
import { pageNav } from './page-nav.ts';
import { pullBack } from './pull-back.ts';
import { savePosition, stopAt, topsOf } from './position.ts';
import { scenePictures, type SceneActions } from './scene-pictures.ts';
import { watchScroll } from './scroller.ts';
import { stepButtons } from './step-buttons.ts';
import { measureScenes, scrollTargetTop, stickyScenes } from './sticky-scenes.ts';
import { widenGauge } from './widen.ts';

/**
 * Follows the reader. Reads `[data-section]`, `[data-scene]` with `.stage` and `[data-step]`,
 * `[data-progress]`, `[data-section-name]`, `[data-gauge]`, `[data-section-link]`,
 * `[data-language-link]`, `[data-plain-switch]`, `[data-go="prev|next"]`, `[data-widens]`. Sets
 * `data-still` on the parent of a `.stage` without room to stick, and `--window` (viewport height) on
 * `[data-asks-height]`. Returns a cleanup.
 */
export function followScenes(actions: SceneActions): () => void {
  const root = document.documentElement;
  const plain = root.hasAttribute('data-plain');
  const sections = [...document.querySelectorAll<HTMLElement>('[data-section]')];
  const stops = [...document.querySelectorAll<HTMLElement>('[data-section], [data-step]')];
  const scenes = stickyScenes();
  const reduced = matchMedia('(prefers-reduced-motion: reduce)');
  const mayMove = () => !reduced.matches;
  const pictures = scenePictures(scenes, actions, mayMove);
  const pulled = pullBack(scenes);
  const widened = widenGauge(scenes);
  const nav = pageNav(sections, stops, plain);
  const following = new AbortController();
  const { signal } = following;
  let line = 0;
  /** Scroll offset at which the pictures near the window were found. */
  let lookedAt = NaN;
  let position: ReturnType<typeof savePosition>;

  // One at a time while there is a place to keep: a page that grows or shrinks loses it.
  function measure() {
    line = measureScenes(position ? scenes.map((scene) => [scene]) : [scenes]);
    pulled.measure();
    widened.measure();
    return line;
  }
  function decorate() {
    // Each look reaches a window's height further than the window.
    if (!(Math.abs(scrollY - lookedAt) < innerHeight / 2)) {
      lookedAt = scrollY;
      pictures.look();
    }
    const glide = pictures.glide();
    const pull = pulled.follow();
    const widen = widened.follow();
    nav.showProgress();
    glide();
    pull();
    widen();
  }

  /** Below a short stop that a link or button leads to, the next has passed the line already. */
  function isWhereLinksLead(stop: HTMLElement) {
    const { top } = stop.getBoundingClientRect();
    return top >= 0 && top < line && Math.abs(top - scrollTargetTop(stop)) < 2;
  }

  const pageEnd = () => root.scrollHeight - scrollY;

  /** Returns the index of the stop. `atRest` also finds the words that are read. */
  function follow(atRest: boolean) {
    opening.retry();
    const ended = scrollY > 0 && pageEnd() <= innerHeight + 2;
    position = savePosition(stops, line, pageEnd(), atRest && scrollY > 0 && !opening.stop);
    const linked = stops.findIndex(isWhereLinksLead);
    const reached = linked < 0 ? (position?.index ?? -1) : linked;
    const at = ended ? stops.length - 1 : reached;
    const section = ended ? sections.length - 1 : stopAt(topsOf(sections), line);
    pictures.follow(line);
    nav.update(section, at);
    lookedAt = NaN;
    decorate();
    return at;
  }

  function update() {
    const at = follow(true);
    // Until the page is moved, the address stays as opened: measurements may be off meanwhile.
    const stop = opening.stop ?? (at > 0 ? stops[at] : undefined);
    if (!hashNamesOther(stops)) writeAddress(window, { stop: stop?.id ?? '', plain });
    return at;
  }

  /**
   * Browsers keep the distance from the top, which is another place once lines break differently or
   * pictures no longer stick (A16). A button's scroll goes on.
   */
  function relayout(resized?: Event) {
    const before = position;
    const to = endButtonScroll();
    opening.accept();
    update();
    if (to) to.scrollIntoView();
    else if (before && !opening.stop && (resized || before.index !== position?.index))
      scrollBy(0, before.deltaAt(line, pageEnd()));
    update();
  }

  const endButtonScroll = stepButtons(stops, update, mayMove, signal);
  const interact = (event: Event) => {
    opening.stop = undefined;
    endButtonScroll(event);
  };
  const scrollEnd = () => {
    endButtonScroll();
    update();
  };
  signal.addEventListener('abort', pulled.clear);
  signal.addEventListener('abort', widened.clear);
  addEventListener('beforeprint', pictures.showStanding, { signal });
  addEventListener('afterprint', update, { signal });

  const opened = stops.indexOf(hashTarget() ?? root);
  pictures.open(stops.slice(0, opened + 1));
  const opening = openingStop(stops[opened]);
  const captions = scenes.flatMap(({ stage }) => [...stage.querySelectorAll('figcaption')]);
  watchScroll(
    stops,
    captions,
    { cross: () => void follow(false), update, scrollEnd, interact, relayout, decorate, measure },
    signal
  );
  // Save the place before anything is measured again; at the top the next frame is soon enough.
  if (opened >= 0 || scrollY > 0) update();
  return () => following.abort();
}
