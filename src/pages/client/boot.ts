/** Milliseconds that the article waits for a script which neither comes nor fails. */
export const patience = 6000;

/**
 * What the story's scripts tell one another: by attributes of the root and, of a picture awaited,
 * of its `.stage`; by events of the document.
 */
export const signals = {
  /** On the root, once the page follows its reader. */
  alive: 'data-alive',
  /** While a picture is not yet that of the words beside it: it is not shown. */
  awaited: 'data-awaited',
  /** On the `.stage` of the map, the view of which it was drawn ahead of its script. */
  drawn: 'data-drawn',
  /** On the root, where what is far from the first screen is laid out later. */
  near: 'data-near',
  /** On the root, where the reader asked to save data. */
  saving: 'data-saving',
  /** On the root, once the reader has acted. */
  moved: 'data-moved',
  /** Asks that the article be given back. */
  giveBack: 'give-back',
  /** The article has been given back: whoever changed a picture leaves it as the server drew it. */
  givenBack: 'given-back'
} as const;

/** The id of the script that shows the map of a page opened at it (opened-map.ts). */
export const openedMapId = 'opened';

/** What a page needs after its first words: addresses as they stand in the page. */
export interface Rest {
  /**
   * The sheet of what lies below the map; a page that is not laid out bit by bit names it there
   * (opened-map.ts).
   */
  sheet: string;
  script: string;
}

/** A file that is asked for ahead: what it is used as, and its address. */
type Ahead = readonly [as: 'script' | 'fetch', href: string];

/* eslint-disable no-var -- must run in browsers too old for the story's own script */
/**
 * Sets the page as its script will have it, so that nothing is drawn twice, and gives the article
 * back when that script fails, does not come, or has not come when the reader reaches the first
 * picture (standards R18): what the reader is at keeps its place. Stands in the page as text: it
 * may use nothing from outside itself, and no word of the language younger than its readers'
 * browsers.
 */
function start(document: Document, say: typeof signals, patience: number): void {
  var window = document.defaultView!;
  var root = document.documentElement;
  var opened = window.location.hash !== '';

  function restore(): void {
    if (root.className !== 'js') return;
    var words = document.querySelectorAll('main h1, main h2, main h3, main p');
    var middle = window.innerHeight / 2;
    var held: Element | undefined;
    var top = Infinity;
    for (var i = 0; i < words.length; i++) {
      var at = words[i]!.getBoundingClientRect();
      if (
        !at.height ||
        Math.abs(at.top - middle) >= Math.abs(top - middle) ||
        words[i]!.closest('figure, details')
      )
        continue;
      held = words[i];
      top = at.top;
    }
    root.className = '';
    act();
    root.removeAttribute(say.awaited);
    document.dispatchEvent(new Event(say.givenBack));
    if (held) window.scrollBy(0, held.getBoundingClientRect().top - top);
  }
  function unlessAlive(): void {
    if (!root.hasAttribute(say.alive)) restore();
  }
  /**
   * What is not laid out is passed over by the Tab key and found by no search: the script that lays
   * it out may be long in coming.
   */
  function act(): void {
    root.setAttribute(say.moved, '');
    root.removeAttribute(say.near);
  }

  root.className = 'js';
  // A copy that a browser kept of a page at work says so, and its script may not come.
  root.removeAttribute(say.alive);
  if (/[?&]plain(&|=|$)/.test(window.location.search)) root.setAttribute('data-plain', '');
  // https://wicg.github.io/savedata/#savedata-attribute: in Chromium alone, which most readers who
  // save data have.
  var connection = (window.navigator as { connection?: { saveData?: boolean } }).connection;
  if (connection && connection.saveData) root.setAttribute(say.saving, '');
  document.addEventListener(say.giveBack, restore);
  // Told of itself, the window has met a script that threw; of a script, that it did not come.
  window.addEventListener(
    'error',
    function (event) {
      if (event.target === window || (event.target as Element).nodeName === 'SCRIPT') unlessAlive();
    },
    true
  );
  ['wheel', 'touchmove', 'keydown', 'pointerdown'].forEach(function (name) {
    window.addEventListener(name, act, { passive: true });
  });
  if (opened) window.setTimeout(unlessAlive, patience);
  window.addEventListener('scroll', function () {
    var picture = opened ? null : document.querySelector('[data-scene]');
    if (picture && picture.getBoundingClientRect().top < window.innerHeight) unlessAlive();
  });
}

/**
 * Asks for what the page needs after its first words. On a first visit at the top the words come
 * first: typefaces, the sheet and the script are asked for once they are painted. A page opened
 * further down waits there for its picture, which is not shown meanwhile: what brings it, `ahead`,
 * is asked for at once, and nothing is painted before the map can be, at the id `opened`: what lies
 * above would be laid out more than once
 * (https://html.spec.whatwg.org/multipage/links.html#link-type-expect). As text, like `start`.
 */
function askForRest(
  document: Document,
  say: typeof signals,
  rest: Rest,
  ahead: readonly Ahead[],
  opened: string
): void {
  var window = document.defaultView!;
  var root = document.documentElement;
  var below = window.location.hash !== '';
  var visit =
    window.performance &&
    window.performance.getEntriesByType &&
    window.performance.getEntriesByType('navigation')[0];
  var kind = visit ? (visit as PerformanceNavigationTiming).type : '';
  var typefaces = document.querySelector('style')!;

  function add(
    name: string,
    attributes: Readonly<Record<string, string>>,
    done?: () => void
  ): void {
    var element = document.createElement(name);
    for (var key in attributes) element.setAttribute(key, attributes[key]!);
    if (done) element.onload = element.onerror = done;
    document.head.appendChild(element);
  }
  function preload(as: string, href: string): void {
    add('link', { rel: 'preload', as: as, crossorigin: '', href: href });
  }
  function bring(): void {
    add('script', { type: 'module', src: rest.script });
  }
  /** It follows every section, so the page must be whole before it runs. */
  function bringWhenWhole(): void {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', bring);
    else bring();
  }
  function painted(): void {
    if (!typefaces.media) return;
    typefaces.media = '';
    preload('script', rest.script);
    add('link', { rel: 'stylesheet', href: rest.sheet }, bringWhenWhole);
  }

  // Opened further down, what is above the reader would come to its height under way: all is laid
  // out at once there. So is a page that nobody sees yet, which is not painted.
  if (
    !below &&
    kind === 'navigate' &&
    document.visibilityState === 'visible' &&
    CSS.supports('content-visibility:auto')
  ) {
    root.setAttribute(say.near, '');
    typefaces.media = 'not all';
    new PerformanceObserver(painted).observe({ type: 'paint', buffered: true });
    // Some do not say that they have painted.
    window.setTimeout(painted, 3000);
    return;
  }
  preload('script', rest.script);
  add('link', { rel: 'preload', as: 'style', href: rest.sheet });
  bringWhenWhole();
  if (!below) return;
  root.setAttribute(say.awaited, kind);
  for (var i = 0; i < ahead.length; i++) preload(ahead[i]![0], ahead[i]![1]);
  add('link', { rel: 'expect', blocking: 'render', href: '#' + opened });
}
/* eslint-enable no-var */

/**
 * Returns the one inline script of the story page that runs before the first paint: says that
 * script is available and whether the address asks for the plain article (standards A04). Its hash
 * stands in the page's Content-Security-Policy. The page's first style is that of its typefaces.
 * @param ahead what a page opened further down needs first: the script and the data of the figures.
 */
export const boot = (rest: Rest, ahead: readonly Ahead[] = []): string => {
  const call = (run: unknown, ...given: unknown[]) =>
    `(${String(run)})(document,${given.map((one) => JSON.stringify(one)).join()});`;
  return call(start, signals, patience) + call(askForRest, signals, rest, ahead, openedMapId);
};
