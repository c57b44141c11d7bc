import '../styles/rest.css';
import { readMapView, viewBetween, viewText } from '../../chapters/view-text.ts';
import type { MapView } from '../../charts/choropleth/frame.ts';
import { showFocus } from '../../scroll/focus.ts';
import { followScenes } from '../../scroll/scene.ts';
import { measureScenes, stickyScenes } from '../../scroll/sticky-scenes.ts';
import { answerPanel } from './answer-panel.ts';
import { signals } from './boot.ts';
import { layOutFarParts } from './far-parts.ts';
import { figuresOnDemand } from './figures-on-demand.ts';
import { leavePage } from './leave-page.ts';
import { sectionMenu } from './section-menu.ts';

// The sheet of each chart below the map; those down to it stand in the page itself (first.css).
import.meta.glob(
  [
    '../../charts/*/*.css',
    '!../../charts/*/card.css',
    '!../../charts/{choropleth,plot,unit}/*.css',
    '!../../charts/place/place.css'
  ],
  { eager: true }
);

// First, so that nothing which fails takes it away.
leavePage(window);

/** What the map shows is asked for beside the script that shows it. */
async function fetchMap(): Promise<string> {
  const answer = await fetch(
    document.querySelector<HTMLElement>('[data-map-data]')!.dataset['mapData']!
  );
  if (!answer.ok) throw new Error(`map: ${answer.status}`);
  return answer.text();
}

const root = document.documentElement;
const showMap = figuresOnDemand(window, document.querySelector('[data-figure="world"]'), () =>
  Promise.all([import('./story-figures.ts'), fetchMap()])
);
/** The pictures that were changed, with what the server had drawn. */
const drawn = new Map<HTMLElement, DOMStringMap>();

/**
 * What was found in the page, by its selector: at every frame of a scroll it is a long way there.
 */
const found = new Map<string, HTMLElement>();
function find(selector: string): HTMLElement | undefined {
  const place = found.get(selector) ?? document.querySelector<HTMLElement>(selector) ?? undefined;
  if (place) found.set(selector, place);
  return place;
}
const viewOf = (stepId: string) => document.getElementById(stepId)!.dataset['step']!;
let mapped = '';
/**
 * Asks once for a view: what the reader has chosen meanwhile stays until the scroll asks for
 * another.
 */
function map(view: MapView): void {
  if (mapped !== (mapped = viewText(view))) showMap(view);
}
/** How large the first square is at first: it fills its sheet. */
const largest = 60;
/** Shows a view of a picture whose whole state is one attribute. */
function showIn(sceneId: string, view: string): void {
  const figure = find(`[data-figure="${sceneId}"] :is([data-view], [data-shown])`);
  if (!figure) return;
  if (!drawn.has(figure)) drawn.set(figure, { ...figure.dataset });
  const name = 'shown' in figure.dataset ? 'shown' : 'view';
  if (figure.dataset[name] !== view) figure.dataset[name] = view;
}

/**
 * Years go by between two steps of the map, a square shrinks into its place, and the first of who
 * told fills its bar.
 */
function glide(sceneId: string, stepId: string, nextId: string | undefined, share: number): void {
  if (sceneId === 'world') {
    map(
      viewBetween(
        readMapView(viewOf(stepId)),
        nextId === undefined ? undefined : readMapView(viewOf(nextId)),
        share
      )
    );
    return;
  }
  if (sceneId === 'unknown') {
    showIn(sceneId, share < -0.5 ? 'all' : viewOf(stepId));
    return;
  }
  const zoom = (largest ** Math.max(0, -share)).toFixed(2);
  const marks = find('[data-figure="demand"] .marks');
  if (marks?.style.getPropertyValue('--zoom') !== zoom) marks?.style.setProperty('--zoom', zoom);
}

/** Each step under the reading line says what its figure shows. */
function show(sceneId: string, stepId: string, glides: boolean): void {
  const view = viewOf(stepId);
  if (sceneId === 'world') {
    if (!glides) map(readMapView(view));
    return;
  }
  showIn(sceneId, view);
}

let unfollow: (() => void) | undefined;
document.addEventListener(signals.givenBack, () => {
  unfollow?.();
  for (const [figure, data] of drawn) Object.assign(figure.dataset, data);
  // The address and the progress go on following, once the reader's place has been kept.
  if (unfollow) queueMicrotask(() => followScenes({ show, glide }));
});
// Given back before this came, it takes its scroll on only for a reader who has not yet met a
// picture: nothing in sight changes.
const scene = document.querySelector('[data-scene]');
if (scene && scene.getBoundingClientRect().top >= window.innerHeight) root.classList.add('js');

const { open, close } = document.getElementById('numbers')?.dataset ?? {};
if (open && close) answerPanel(document, { label: open, close });
sectionMenu(document);
showFocus();
root.setAttribute(signals.alive, '');
function follow(): void {
  try {
    unfollow = followScenes({ show, glide });
  } catch (error) {
    root.removeAttribute(signals.alive);
    throw error;
  }
  root.removeAttribute(signals.awaited);
}
// It looks where everything is: what is laid out later would be laid out for it.
if (root.hasAttribute(signals.near))
  layOutFarParts(
    window,
    stickyScenes().map((scene) => () => measureScenes([[scene]])),
    follow
  );
else follow();
