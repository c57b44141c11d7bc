import { writeAddress } from './address.ts';
import { hashTarget, namesNoStop, openingStop } from './hash-target.ts';
import { pageNav } from './page-nav.ts';
import { holdPlace, stopUnder, topsOf } from './position.ts';
import { scenePictures, type SceneActions } from './scene-pictures.ts';
import { watchScroll } from './scroller.ts';
import { stepButtons } from './step-buttons.ts';
import { measureScenes, stickyScenes } from './sticky-scenes.ts';

/**
 * Follows the reader through the page: shows in each sticky scene the picture of the step under the
 * reading line, and keeps the address, the progress, the language link and the previous and next
 * buttons in step.
 *
 * The page holds `[data-section]` with an id; sticky scenes as `[data-scene]` around one `.stage`
 * and its `[data-step]`; and any of `[data-progress]` (with `data-template`), `[data-gauge]`,
 * `[data-section-link]`, `[data-language-link]`, `[data-plain-switch]` (with `data-off`, its words
 * in the plain article) and `[data-go="prev|next"]`. The parent of a `.stage` that has no room to
 * stick gets `data-still`. What a picture has as `[data-asks-height]` is told the height of the
 * window as `--window`. In the plain article (`html[data-plain]`), and in one that was given back
 * (no `html.js`), the pictures stay as the server drew them. `html[data-moved]` says that the
 * reader had acted before.
 * @returns a function that stops following.
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
  const nav = pageNav(sections, stops, plain);
  const following = new AbortController();
  const { signal } = following;
  let line = 0;
  /** Where the reader was when last looked at. */
  let held: ReturnType<typeof holdPlace>;

  // One at a time where a place is to be kept, which a page much taller or shorter meanwhile would
  // lose.
  const measure = () => (line = measureScenes(held ? scenes.map((scene) => [scene]) : [scenes]));
  function drift(): void {
    const glide = pictures.glide(line);
    nav.drift();
    glide();
  }

  const pageEnd = () => root.scrollHeight - scrollY;

  /** Shows and says where the reader is. Returns the index of the stop. */
  function look(): number {
    opening.goAgain();
    const ended = scrollY > 0 && pageEnd() <= innerHeight + 2;
    held = holdPlace(stops, line, pageEnd(), scrollY > 0 && !opening.stop);
    const at = ended ? stops.length - 1 : (held?.index ?? -1);
    const section = ended ? sections.length - 1 : stopUnder(topsOf(sections), line);
    pictures.follow(line);
    nav.update(section, at);
    drift();
    // Until the page is moved away, it stays at what opened it: what is measured meanwhile may be
    // elsewhere.
    const stop = opening.stop ?? (at > 0 ? stops[at] : undefined);
    if (!namesNoStop(stops)) writeAddress(window, { stop: stop?.id ?? '', plain });
    return at;
  }

  /**
   * Looks, and goes back to where the reader was, to the words or the part of a step: the browser
   * keeps the distance from the top, which is another place once lines break elsewhere or pictures
   * no longer stick (standards A16). A button's way leads to its end.
   */
  function keep(turned?: Event): void {
    const before = held;
    const to = leaveAim();
    opening.stay();
    look();
    if (to) to.scrollIntoView();
    else if (before && !opening.stop && (turned || before.index !== held?.index))
      scrollBy(0, before.back(line, pageEnd()));
    look();
  }

  const leaveAim = stepButtons(stops, look, mayMove, signal);
  const act = (event: Event) => {
    opening.stop = undefined;
    leaveAim(event);
  };
  const rest = () => {
    leaveAim();
    look();
  };
  addEventListener('beforeprint', pictures.finish, { signal });
  addEventListener('afterprint', look, { signal });

  const opened = stops.indexOf(hashTarget() ?? root);
  pictures.open(stops.slice(0, opened + 1));
  const opening = openingStop(stops[opened]);
  const captions = scenes.flatMap(({ stage }) => [...stage.querySelectorAll('figcaption')]);
  watchScroll(stops, captions, { look, rest, act, keep, drift, measure }, signal);
  // Where there is a place to keep, it is known before anything is measured again; at the top the
  // next frame is soon enough.
  if (opened >= 0 || scrollY > 0) look();
  return () => following.abort();
}
