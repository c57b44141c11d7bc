import type { HeightRequest, CardSize, Protocol } from '../protocols/protocol.ts';
import { protocols } from '../protocols/protocols.ts';

declare global {
  interface Window {
    /** Sizes the frame by its content again, in browsers with `frame-sizing`. */
    requestResize?: () => void;
  }
}

/** Milliseconds after load. A slow page may start to listen late. */
const again = [1_000, 4_000, 16_000];

/**
 * Posts the card's height to the parent page in every protocol (E08): on load, on change and on
 * request. A browser that sizes frames by their content is asked too.
 * Measures the card, not the document, whose height follows the frame: a page that obeys every
 * message would grow without end (E02). Also posts clicked links for protocols that open no window.
 */
export function postHeight(window: Window & typeof globalThis, card: HTMLElement) {
  const { parent } = window;
  if (parent === window) return;
  const asked = new Map<Protocol, HeightRequest>();
  let posted = 0;

  const size = (): CardSize => {
    const { width, height } = card.getBoundingClientRect();
    return {
      id: card.dataset['card'] ?? '',
      width: Math.round(width),
      height: Math.ceil(height),
      address: window.location
    };
  };
  const post = (chosen: readonly Protocol[]) => {
    const now = size();
    // A hidden frame has no height.
    if (!now.height) return;
    for (const protocol of chosen) {
      const message = protocol.heightMessage(now, asked.get(protocol));
      // Any origin: the card cannot know the page around it, and reveals only its size.
      if (message) parent.postMessage(message, '*');
    }
  };
  const postAll = () => {
    posted = size().height;
    post(protocols);
    if (!window.requestResize) return;
    // The browser measures at the width that the frame had first, so the body keeps today's height.
    window.document.body.style.cssText = `contain:paint;height:${posted}px`;
    try {
      window.requestResize();
    } catch {
      // The parent page embeds the card in another element than a frame.
    }
  };
  const forwardLink = ({ target }: MouseEvent) => {
    const link = (target as Element).closest<HTMLAnchorElement>('a[target]');
    for (const { linkMessage } of protocols) {
      const message = link && linkMessage?.(link.href, window.location);
      if (message) parent.postMessage(message, '*');
    }
  };
  const answer = ({ source, data }: MessageEvent) => {
    if (source !== parent) return;
    for (const protocol of protocols) {
      const before = asked.get(protocol);
      const as = protocol.parseRequest?.(data, window.location, before?.as);
      if (as === undefined) continue;
      asked.set(protocol, { as, again: before !== undefined });
      post([protocol]);
      asked.set(protocol, { as, again: true });
    }
  };

  new window.ResizeObserver(() => {
    if (size().height !== posted) postAll();
  }).observe(card);
  window.addEventListener('message', answer);
  card.addEventListener('click', forwardLink);
  window.addEventListener('load', () => {
    postAll();
    for (const time of again) window.setTimeout(postAll, time);
  });
  // WordPress adds its secret to the hash of frames that are already loaded.
  window.addEventListener('hashchange', postAll);
}
