import { usualMost } from '../embed/frame-style.ts';
import { ask, fieldOf, heightType } from '../protocols/protocol.ts';

/** A card of the site, `…/embed/v1/en/world.html`, or of the kit, `…/world/card.html`. */
const cardAddress =
  /^([\w-]+:\/\/[^/]*)(?:\/[^?#]*)?\/(?:embed\/v1\/(?:editions\/[^/?#]+\/)?[a-z]{2}\/([a-z]+)|([a-z]+)\/card)\.html(?:[?#]|$)/;

/**
 * Returns the card that a frame holds, by its address, and where its messages come from, `null` for
 * a card that has no origin, in a sandbox or from a disk; `undefined` when it holds none, or one of
 * another site.
 * @param home where the cards lie, `https://…/embed/v1/`; empty when it is not known.
 */
export function cardInFrame(
  { src, sandbox }: Pick<HTMLIFrameElement, 'src' | 'sandbox'>,
  home: string
): { id: string; origin: string } | undefined {
  const [, origin, siteCard, kitCard] = cardAddress.exec(src) ?? [];
  const id = siteCard ?? kitCard;
  if (!origin || !id || !src.startsWith(home)) return undefined;
  const isOpaque =
    src.startsWith('file:') || (sandbox.length && !sandbox.contains('allow-same-origin'));
  return { id, origin: isOpaque ? 'null' : origin };
}

/** The height, CSS px, from which a card is believed (standards E08). */
const least = 100;

/**
 * Keeps every card of the page as tall as it says it is: those there now, which are asked, and
 * later ones, which speak for themselves. A message counts only from the very window of a frame
 * that holds a card, under that card's name and from its origin; nothing else moves the page. The
 * frames are looked up at each message, so that none has to be remembered or let go. A known height
 * (standards E04) is left as it is. Returns what ends it.
 * @param home where the cards lie; empty for those of any site.
 */
export function tendFrames(page: Window & typeof globalThis, home: string): () => void {
  const frameOf = (source: MessageEventSource | null) => {
    const isOf = ({ contentWindow }: HTMLIFrameElement) => contentWindow === source;
    return (
      [...page.document.querySelectorAll('iframe')].find(isOf) ?? framesIn(page.document).find(isOf)
    );
  };

  const hear = ({ source, origin, data }: MessageEvent) => {
    const height = fieldOf(data, 'height');
    if (fieldOf(data, 'type') !== heightType || !Number.isInteger(height)) return;
    const frame = frameOf(source);
    const card = frame && cardInFrame(frame, home);
    if (card && card.origin === origin && card.id === fieldOf(data, 'id'))
      fit(page, frame, height as number);
  };

  page.addEventListener('message', hear);
  for (const frame of framesIn(page.document))
    if (cardInFrame(frame, home)) frame.contentWindow?.postMessage(ask, '*');
  return () => page.removeEventListener('message', hear);
}

/** Returns the frames of a page, those in its open shadow roots included. */
function framesIn(root: ParentNode): HTMLIFrameElement[] {
  const within = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? framesIn(shadowRoot) : []
  );
  return [...root.querySelectorAll('iframe'), ...within];
}

/**
 * Gives a frame an inner height in CSS px, whatever border and padding the page's style sheet has
 * put around it.
 */
function fit(page: Window, frame: HTMLIFrameElement, height: number): void {
  // In text of twice the size a card is taller than that: the snippet asks leave for it.
  if (height < least || height > (Number(frame.dataset['terhubungMax']) || usualMost)) return;
  // A card in another process may speak once more after its frame was hidden.
  if (frame.getClientRects().length === 0) return;
  const style = page.getComputedStyle(frame);
  const missing =
    height - frame.clientHeight + parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  // Style sheets that say how tall every frame of a page is are common, and some insist.
  if (Math.abs(missing) > 1)
    frame.style.setProperty('height', `${parseFloat(style.height) + missing}px`, 'important');
}
