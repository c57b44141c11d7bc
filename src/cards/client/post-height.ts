import type { Asked, CardSize, Protocol } from '../protocols/protocol.ts';
import { protocols } from '../protocols/protocols.ts';

/** When a card says its height again, milliseconds after it has loaded. */
const again = [1_000, 4_000, 16_000];

/**
 * Tells the page around the card how tall it is, in every dialect that page may understand
 * (standards E08): once loaded, some times again, since a slow page may begin to listen after the
 * card has spoken, whenever the height changes, and when the page asks. Measures the card and never
 * the document, whose height follows the frame's: a host that obeys every message would be made to
 * grow for ever (standards E02). A card on its own tells nobody. Hands on what is pressed where the
 * page has to follow it.
 */
export function postHeight(window: Window & typeof globalThis, card: HTMLElement): void {
  const host = window.parent;
  if (host === window) return;
  const asked = new Map<Protocol, Asked>();
  let told = 0;

  const size = (): CardSize => {
    const { width, height } = card.getBoundingClientRect();
    return {
      id: card.dataset['card'] ?? '',
      width: Math.round(width),
      height: Math.ceil(height),
      address: window.location
    };
  };
  const tell = (speakers: readonly Protocol[]) => {
    const now = size();
    // A frame that is not shown has no height.
    if (!now.height) return;
    for (const protocol of speakers) {
      const message = protocol.says(now, asked.get(protocol));
      // No address: the card does not know, and need not know, whose page it stands in. It tells
      // nobody more than its size.
      if (message) host.postMessage(message, '*');
    }
  };
  const tellAll = () => {
    told = size().height;
    tell(protocols);
  };
  const lead = ({ target }: MouseEvent) => {
    const link = (target as Element).closest<HTMLAnchorElement>('a[target]');
    for (const { leads } of protocols) {
      const message = link && leads?.(link.href, window.location);
      if (message) host.postMessage(message, '*');
    }
  };
  const answer = ({ source, data }: MessageEvent) => {
    if (source !== host) return;
    for (const protocol of protocols) {
      const before = asked.get(protocol);
      const as = protocol.hears?.(data, window.location, before?.as);
      if (as === undefined) continue;
      asked.set(protocol, { as, again: before !== undefined });
      tell([protocol]);
      asked.set(protocol, { as, again: true });
    }
  };

  new window.ResizeObserver(() => {
    if (size().height !== told) tellAll();
  }).observe(card);
  window.addEventListener('message', answer);
  card.addEventListener('click', lead);
  window.addEventListener('load', () => {
    tellAll();
    for (const time of again) window.setTimeout(tellAll, time);
  });
  // WordPress adds its secret to frames that stand in the page already.
  window.addEventListener('hashchange', tellAll);
}
