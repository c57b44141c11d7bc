/** Milliseconds that the article waits for a script which neither comes nor fails. */
export const patience = 6000;

/** What the story's scripts tell one another: by attributes of the root and, of a picture awaited, of its `.stage`; by events of the document. */
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

/** The attributes of a link. */
type Link = Readonly<Record<string, string>>;

/* eslint-disable no-var -- it must run, to give the article back, where the story's own script cannot even be read */
/**
 * Sets the page as its script will have it, so that nothing is drawn twice, and gives the article back when that script fails, does not
 * come, or has not come when the reader reaches the first picture (standards R18): what the reader is at keeps its place. A page
 * opened further down waits there for its picture, which is not shown meanwhile: what brings it is asked for at once.
 * Stands in the page as text: it may use nothing from outside itself, and no word of the language younger than its readers' browsers.
 */
function start(document: Document, say: typeof signals, patience: number, ahead: readonly Link[]): void {
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
      if (!at.height || Math.abs(at.top - middle) >= Math.abs(top - middle) || words[i]!.closest('figure, details')) continue;
      held = words[i];
      top = at.top;
    }
    root.className = '';
    act();
    root.removeAttribute(say.awaited);
    root.removeAttribute(say.near);
    document.dispatchEvent(new Event(say.givenBack));
    if (held) window.scrollBy(0, held.getBoundingClientRect().top - top);
  }
  function unlessAlive(): void {
    if (!root.hasAttribute(say.alive)) restore();
  }
  function act(): void {
    root.setAttribute(say.moved, '');
  }

  root.className = 'js';
  var visit = window.performance && window.performance.getEntriesByType && window.performance.getEntriesByType('navigation')[0];
  // Opened further down, what is above the reader would come to its height under way: all is laid out at once there.
  if (!opened && visit && (visit as PerformanceNavigationTiming).type === 'navigate') root.setAttribute(say.near, '');
  if (/[?&]plain(&|=|$)/.test(window.location.search)) root.setAttribute('data-plain', '');
  if (opened) {
    root.setAttribute(say.awaited, visit ? (visit as PerformanceNavigationTiming).type : '');
    for (var j = 0; j < ahead.length; j++) {
      var link = document.createElement('link');
      for (var name in ahead[j]) link.setAttribute(name, ahead[j]![name]!);
      document.head.appendChild(link);
    }
  }
  // https://wicg.github.io/savedata/#savedata-attribute: in Chromium alone, which most readers who save data have.
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
  window.addEventListener('load', unlessAlive);
  ['wheel', 'touchmove', 'keydown', 'pointerdown'].forEach(function (name) {
    window.addEventListener(name, act, { passive: true });
  });
  if (opened) window.setTimeout(unlessAlive, patience);
  window.addEventListener('scroll', function () {
    var picture = opened ? null : document.querySelector('[data-scene]');
    if (picture && picture.getBoundingClientRect().top < window.innerHeight) unlessAlive();
  });
}
/* eslint-enable no-var */

/**
 * Returns the one inline script of the story page that runs before the first paint: says that script is available and whether the address
 * asks for the plain article (standards A04). Its hash stands in the page's Content-Security-Policy.
 * @param files what a page opened further down needs first: the script and the data of the figures. Nothing of it is painted before the
 * map can be: what lies above would be laid out more than once (https://html.spec.whatwg.org/multipage/links.html#link-type-expect).
 */
export const boot = (files: readonly (readonly [as: 'script' | 'fetch', href: string])[] = []): string => {
  const ahead: Link[] = files.map(([as, href]) => ({ rel: 'preload', as, crossorigin: '', href }));
  if (files.length) ahead.push({ rel: 'expect', blocking: 'render', href: `#${openedMapId}` });
  return `(${start})(document,${JSON.stringify(signals)},${patience},${JSON.stringify(ahead)})`;
};
