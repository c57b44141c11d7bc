/**
 * Where in the story an address points, and whether it asks for the plain article (standards A04).
 */
export interface Place {
  /** A step's or section's id; empty at the top. The same ids in every language (standards R15). */
  stop: string;
  plain: boolean;
}

/**
 * Returns the place that a query (`?plain`) and a hash (`#world-2018`) name, whatever an app has
 * hung on to it (`&fbclid=`). Never throws: a hash that cannot be decoded is no place.
 */
export function parseAddress(query: string, hash: string): Place {
  let stop = '';
  try {
    stop = decodeURIComponent(hash.replace(/^#|[?&].*/g, ''));
  } catch {
    // A malformed escape in a shared link opens the story at its top.
  }
  return { stop, plain: /[?&]plain(&|=|$)/.test(query) };
}

/**
 * Returns the query and hash of a place: `?plain#world-2018`; empty for the top of the scrolling
 * story.
 */
export function formatAddress({ stop, plain }: Place): string {
  return (plain ? '?plain' : '') + (stop ? `#${encodeURIComponent(stop)}` : '');
}

/**
 * Puts the place into the address bar, not into the history (standards S28, R08); where the browser
 * refuses, the address stays.
 */
export function writeAddress(window: Window, place: Place): void {
  const { pathname, search, hash } = window.location;
  const address = formatAddress(place);
  if (address === search + hash) return;
  try {
    window.history.replaceState(window.history.state, '', pathname + address);
  } catch {
    // The address is a convenience; reading goes on.
  }
}
