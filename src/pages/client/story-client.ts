import '../styles/rest.css';
import { readMapView, viewBetween, viewText } from '#chapters/view-text.ts';
import type { MapView } from '#charts/choropleth/frame.ts';
import { revealFocus } from '#scroll/focus.ts';
import { openRows } from '#scroll/hash-target.ts';
import { followScenes } from '#scroll/scene.ts';
import { measureScenes, stickyScenes } from '#scroll/sticky-scenes.ts';
import { answerPanel } from './answer-panel.ts';
import { pageHooks } from './boot.ts';
import { layOutDeferred } from './deferred-parts.ts';
import { loadMapOnDemand } from './figures-on-demand.ts';
import { leavePage } from './leave-page.ts';
import { sectionMenu } from './section-menu.ts';

// CSS of the charts below the map; CSS of the others is in the page itself (first.css).
import.meta.glob(
  [
    '../../charts/*/*.css',
    '!../../charts/{choropleth,counts,drawing,unit}/*.css',
    '!../../charts/place/place.css'
  ],
  { eager: true }
);

// First, so that no error can prevent it.
leavePage(window);

async function fetchMap() {
  const answer = await fetch(
    document.querySelector<HTMLElement>('[data-map-data]')!.dataset['mapData']!
  );
  if (!answer.ok) throw new Error(`map: ${answer.status}`);
  return answer.text();
}

const root = document.documentElement;
const showMap = loadMapOnDemand(window, document.querySelector('[data-figure="world"]'), () =>
  Promise.all([import('./story-figures.ts'), fetchMap()])
);
const drawn = new Map<HTMLElement, DOMStringMap>();

/** Cache: a query in every frame of a scroll is slow. */
const found = new Map<string, HTMLElement>();
function find(selector: string) {
  const place = found.get(selector) ?? document.querySelector<HTMLElement>(selector) ?? undefined;
  if (place) found.set(selector, place);
  return place;
}
const viewOf = (stepId: string) => document.getElementById(stepId)!.dataset['step']!;
let mapped = '';
/** Skips a repeated view, so that the reader's own choice stays until the next change. */
function map(view: MapView) {
  if (mapped !== (mapped = viewText(view))) showMap(view);
}
function setView(sceneId: string, view: string) {
  const figure = find(`[data-figure="${sceneId}"] :is([data-view], [data-shown])`);
  if (!figure) return;
  if (!drawn.has(figure)) drawn.set(figure, { ...figure.dataset });
  const name = 'shown' in figure.dataset ? 'shown' : 'view';
  if (figure.dataset[name] !== view) figure.dataset[name] = view;
}

let risen = 0;
let published: string[][] | undefined;

/** Moves the level; value, year and line change together, at published years only. */
function riseTo(share: number) {
  const [stage, said] = [find('.rising'), find('.rising-words')];
  if (!stage || !said) return;
  const years = (published ??= JSON.parse(stage.dataset['years']!) as string[][]);
  const at = Math.round(share * (years.length - 1));
  if (at === risen) return;
  risen = at;
  const [year, level, numeral, line, words] = years[at]!;
  for (const part of [stage, said]) part.style.setProperty('--at', level!);
  said.style.setProperty('--line', line!);
  for (const [name, text] of Object.entries({ year, numeral, line: words }))
    said.querySelector(`.${name}`)!.textContent = text!;
  const born = stage.firstElementChild!;
  born.textContent = born.textContent!.replace(/^\S+ · \S+/, `${year} · ${numeral}`);
}

let grown: number | undefined;
function growTo(share: number) {
  const lines = find('.lines');
  if (!lines || share === grown) return;
  grown = share;
  lines.toggleAttribute('data-growing', share < 1);
  lines.style.setProperty('--drawn', share.toFixed(4));
}

/** The map and the level follow the scroll between steps. */
function glide(sceneId: string, stepId: string, nextId: string | undefined, share: number) {
  if (sceneId === 'signal') {
    riseTo(nextId === undefined ? 1 : share);
    return;
  }
  if (sceneId === 'speed') {
    growTo(share);
    return;
  }
  const next = nextId === undefined ? undefined : readMapView(viewOf(nextId));
  map(viewBetween(readMapView(viewOf(stepId)), next, share));
}

function show(sceneId: string, stepId: string, glides: boolean) {
  const view = viewOf(stepId);
  if (sceneId === 'world') {
    if (!glides) map(readMapView(view));
    return;
  }
  setView(sceneId, view);
}

let unfollow: (() => void) | undefined;
document.addEventListener(pageHooks.restored, () => {
  unfollow?.();
  for (const [figure, data] of drawn) Object.assign(figure.dataset, data);
  // Address and progress continue, once the reader's place has been kept.
  if (unfollow) queueMicrotask(() => followScenes({ show, glide }));
});
// The article was restored: only animate if the reader has not met a picture, so that none changes.
const picture = root.classList.contains('js') ? null : document.querySelector('.stage');
if (picture && picture.getBoundingClientRect().top >= window.innerHeight) root.classList.add('js');

const { open, close } = document.getElementById('numbers')?.dataset ?? {};
if (open && close) answerPanel(document, { label: open, close });
sectionMenu(document);
openRows();
window.addEventListener('hashchange', openRows);
revealFocus();
root.setAttribute(pageHooks.alive, '');
function follow() {
  try {
    unfollow = followScenes({ show, glide });
  } catch (error) {
    root.removeAttribute(pageHooks.alive);
    throw error;
  }
  root.removeAttribute(pageHooks.awaited);
}
// It measures positions, which would force the layout of deferred parts.
if (root.hasAttribute(pageHooks.deferring)) {
  root.removeAttribute(pageHooks.awaited);
  layOutDeferred(
    window,
    stickyScenes().map((scene) => () => measureScenes([[scene]])),
    follow
  );
}
// In a task of its own: with the reading of the modules it would block for longer.
else setTimeout(follow);
