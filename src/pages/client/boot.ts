/** Milliseconds before the article is restored when a script neither loads nor fails. */
export const patience = 6000;

/**
 * Attributes on the root or on a `.stage`, and events on the document, by which scripts
 * communicate.
 */
export const signals = {
  /** On the root: the page follows its reader. */
  alive: 'data-alive',
  /** The picture does not match the text beside it yet: it is hidden. */
  awaited: 'data-awaited',
  /** On the `.stage` of the map: the view that was drawn before its script loaded. */
  drawn: 'data-drawn',
  /** On the root: parts far from the first screen are laid out later. */
  near: 'data-near',
  /** On the root: the reader asked to save data. */
  saving: 'data-saving',
  /** On the root: the reader has acted. */
  moved: 'data-moved',
  /** Event: restore the article. */
  giveBack: 'give-back',
  /** Event: the article was restored, and pictures return to the server's state. */
  givenBack: 'given-back'
} as const;

/** The script that shows the map of a page opened at it (opened-map.ts). */
export const openedMapId = 'opened';

/** Addresses of the assets that the page loads after its first text. */
export interface Rest {
  /** CSS for everything below the map. If not deferred, it is linked there (opened-map.ts). */
  sheet: string;
  script: string;
}

type Ahead = readonly [as: 'script' | 'fetch', href: string];

/* eslint-disable no-var -- must run in browsers too old for the story's own script */
/**
 * Prepares the page for its script before the first paint, and restores the article when that
 * script fails, is late, or is not there when the reader reaches the first picture (R18). Printed
 * into the page as text: no references outside itself, and only syntax that readers' browsers know.
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
  /** The Tab key and search skip parts that are not laid out, and their script may be late. */
  function act(): void {
    root.setAttribute(say.moved, '');
    root.removeAttribute(say.near);
  }

  root.className = 'js';
  // A page saved while running has the attribute, but its script may not load.
  root.removeAttribute(say.alive);
  if (/[?&]plain(&|=|$)/.test(window.location.search)) root.setAttribute('data-plain', '');
  // Chromium only, like most readers who save data: https://wicg.github.io/savedata/
  var connection = (window.navigator as { connection?: { saveData?: boolean } }).connection;
  if (connection && connection.saveData) root.setAttribute(say.saving, '');
  document.addEventListener(say.giveBack, restore);
  // The target is the window when a script threw, and a script when it did not load.
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
 * On a first visit at the top, loads typefaces, CSS and script after the first paint. On a page
 * opened further down, loads `ahead` at once and blocks rendering until the map at the id `opened`
 * (https://html.spec.whatwg.org/multipage/links.html#link-type-expect): content above it would be
 * laid out more than once. Printed as text, like `start`.
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
  /** The script reads every section, so the page must be complete. */
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

  // Opened further down, heights above the reader would change later, and a hidden page never
  // paints: lay out everything at once.
  if (
    !below &&
    kind === 'navigate' &&
    document.visibilityState === 'visible' &&
    CSS.supports('content-visibility:auto')
  ) {
    root.setAttribute(say.near, '');
    typefaces.media = 'not all';
    new PerformanceObserver(painted).observe({ type: 'paint', buffered: true });
    // Some browsers do not report paints.
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
 * The inline script of the story page; its hash is in the Content-Security-Policy. The first
 * `style` of the page must be that of the typefaces.
 * @param ahead files that a page opened further down needs first.
 */
export const boot = (rest: Rest, ahead: readonly Ahead[] = []): string => {
  const call = (run: unknown, ...given: unknown[]) =>
    `(${String(run)})(document,${given.map((one) => JSON.stringify(one)).join()});`;
  return call(start, signals, patience) + call(askForRest, signals, rest, ahead, openedMapId);
};
