/** Milliseconds before the article is restored when a script neither loads nor fails. */
export const scriptTimeout = 6000;

/** Attributes (on the root or a `.stage`) and events (on the document) between scripts. */
export const pageHooks = {
  /** The page follows its reader. */
  alive: 'data-alive',
  /** The picture does not match the text beside it yet: it is hidden. */
  awaited: 'data-awaited',
  /** The view of the map that was drawn before its script loaded. */
  drawn: 'data-drawn',
  /** Parts below the first screen are laid out later (`[data-deferred]`). */
  deferring: 'data-deferring',
  moved: 'data-moved',
  restore: 'restore-article',
  restored: 'article-restored'
} as const;

export const openedMapId = 'opened';

export interface DeferredAssets {
  /** CSS below the map; opened-map.ts links it, unless it is deferred. */
  stylesheet: string;
  script: string;
}

type Preload = readonly [as: 'script' | 'fetch', href: string];

/* eslint-disable no-var -- must run in browsers too old for the story's own script */
/**
 * Prepares the page for its script before the first paint, and restores the article when that
 * script fails, is late, or is missing when the reader reaches the first picture (R18). Printed
 * into the page as text: no references outside itself, and only syntax that readers' browsers know.
 */
function start(document: Document, hooks: typeof pageHooks, timeout: number) {
  var window = document.defaultView!;
  var root = document.documentElement;
  var opened = window.location.hash !== '';

  function restore() {
    if (root.className !== 'js') return;
    var words = document.querySelectorAll('main h1, main h2, main h3, main p');
    var middle = window.innerHeight / 2;
    var anchor: Element | undefined;
    var top = Infinity;
    for (var i = 0; i < words.length; i++) {
      var at = words[i]!.getBoundingClientRect();
      if (
        !at.height ||
        Math.abs(at.top - middle) >= Math.abs(top - middle) ||
        words[i]!.closest('figure, details')
      )
        continue;
      anchor = words[i];
      top = at.top;
    }
    root.className = '';
    markMoved();
    root.removeAttribute(hooks.awaited);
    document.dispatchEvent(new Event(hooks.restored));
    if (anchor) window.scrollBy(0, anchor.getBoundingClientRect().top - top);
  }
  function unlessAlive() {
    if (!root.hasAttribute(hooks.alive)) restore();
  }
  /** The Tab key and search skip parts that are not laid out, and their script may be late. */
  function markMoved() {
    root.setAttribute(hooks.moved, '');
    root.removeAttribute(hooks.deferring);
  }

  root.className = 'js';
  // A page saved while running has the attribute, but its script may not load.
  root.removeAttribute(hooks.alive);
  if (/[?&]plain(&|=|$)/.test(window.location.search)) root.setAttribute('data-plain', '');
  document.addEventListener(hooks.restore, restore);
  // The target is the window when a script threw, and a script when it did not load.
  window.addEventListener(
    'error',
    function (event) {
      if (event.target === window || (event.target as Element).nodeName === 'SCRIPT') unlessAlive();
    },
    true
  );
  ['wheel', 'touchmove', 'keydown', 'pointerdown'].forEach(function (name) {
    window.addEventListener(name, markMoved, { passive: true });
  });
  if (opened) window.setTimeout(unlessAlive, timeout);
  window.addEventListener('scroll', function () {
    // Never measured in a living page: that would lay it out early.
    if (opened || root.hasAttribute(hooks.alive)) return;
    var picture = document.querySelector('.stage');
    if (picture && picture.getBoundingClientRect().top < window.innerHeight) restore();
  });
}

/**
 * On a first visit at the top, loads typefaces, CSS and script after the first paint. Opened
 * further down, loads `ahead` at once and paints when the map is there: content above it would be
 * laid out more than once (https://html.spec.whatwg.org/multipage/links.html#link-type-expect).
 */
function loadAssets(
  document: Document,
  hooks: typeof pageHooks,
  assets: DeferredAssets,
  ahead: readonly Preload[],
  opened: string
) {
  var window = document.defaultView!;
  var root = document.documentElement;
  var below = window.location.hash !== '';
  var visit =
    window.performance &&
    window.performance.getEntriesByType &&
    window.performance.getEntriesByType('navigation')[0];
  var kind = visit ? (visit as PerformanceNavigationTiming).type : '';
  var typefaces = document.querySelector('style')!;

  function add(name: string, attributes: Readonly<Record<string, string>>, done?: () => void) {
    var element = document.createElement(name);
    for (var key in attributes) element.setAttribute(key, attributes[key]!);
    if (done) element.onload = element.onerror = done;
    document.head.appendChild(element);
  }
  function preload(as: string, href: string) {
    add('link', { rel: 'preload', as: as, crossorigin: '', href: href });
  }
  function runScript() {
    add('script', { type: 'module', src: assets.script });
  }
  /** The script reads every section, so the page must be complete. */
  function runWhenParsed() {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', runScript);
    else runScript();
  }
  function afterPaint() {
    if (!typefaces.media) return;
    typefaces.media = '';
    preload('script', assets.script);
    add('link', { rel: 'stylesheet', href: assets.stylesheet }, runWhenParsed);
  }

  // Opened further down, heights above would change later; a hidden page never paints.
  if (
    !below &&
    kind === 'navigate' &&
    document.visibilityState === 'visible' &&
    CSS.supports('content-visibility:auto')
  ) {
    root.setAttribute(hooks.deferring, '');
    typefaces.media = 'not all';
    new PerformanceObserver(afterPaint).observe({ type: 'paint', buffered: true });
    // Some browsers do not report paints.
    window.setTimeout(afterPaint, 3000);
    return;
  }
  preload('script', assets.script);
  add('link', { rel: 'preload', as: 'style', href: assets.stylesheet });
  runWhenParsed();
  if (!below) return;
  root.setAttribute(hooks.awaited, kind);
  for (var i = 0; i < ahead.length; i++) preload(ahead[i]![0], ahead[i]![1]);
  add('link', { rel: 'expect', blocking: 'render', href: '#' + opened });
}
/* eslint-enable no-var */

/**
 * The inline script of the story page; its hash is in the Content-Security-Policy. The first
 * `style` of the page must be that of the typefaces. `ahead` is for a page opened further down.
 */
export const boot = (assets: DeferredAssets, ahead: readonly Preload[] = []) => {
  const call = (run: unknown, ...given: unknown[]) =>
    `(${String(run)})(document,${given.map((one) => JSON.stringify(one)).join()});`;
  return (
    call(start, pageHooks, scriptTimeout) + call(loadAssets, pageHooks, assets, ahead, openedMapId)
  );
};
