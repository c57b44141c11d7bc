export interface StoryAddress {
  /** A step's or section's id, the same in every language (R15); empty at the top. */
  stop: string;
  plain: boolean;
}

/** Reads `?plain` (A04) and `#world-2018`; drops what apps append (`&fbclid=`). Never throws. */
export function parseAddress(query: string, hash: string): StoryAddress {
  let stop = '';
  try {
    stop = decodeURIComponent(hash.replace(/^#|[?&].*/g, ''));
  } catch {
    // A malformed escape opens the story at its top.
  }
  return { stop, plain: /[?&]plain(&|=|$)/.test(query) };
}

export function formatAddress({ stop, plain }: StoryAddress): string {
  return (plain ? '?plain' : '') + (stop ? `#${encodeURIComponent(stop)}` : '');
}

/** Replaces the address without a history entry (S28, R08). */
export function writeAddress(window: Window, place: StoryAddress) {
  const { pathname, search, hash } = window.location;
  const address = formatAddress(place);
  if (address === search + hash) return;
  try {
    window.history.replaceState(window.history.state, '', pathname + address);
  } catch {
    // The browser refused; the address is a convenience.
  }
}
