import { usualMost } from '../embed/frame-style.ts';
import { ask, fieldIn, heightMessageType } from '../protocols/protocol.ts';

/** Matches a card of the site, `…/embed/v1/en/world.html`, or of the kit, `…/world/card.html`. */
const cardAddress =
  /^([\w-]+:\/\/[^/]*)(?:\/[^?#]*)?\/(?:embed\/v1\/(?:editions\/[^/?#]+\/)?[a-z]{2}\/([a-z]+)|([a-z]+)\/card)\.html(?:[?#]|$)/;

/**
 * Returns the id of the card in a frame and the origin of its messages (`null` in a sandbox or from
 * a disk).
 * @param home the folder of the cards, `https://…/embed/v1/`; empty accepts any site.
 */
export function cardInFrame(
  { src, sandbox }: Pick<HTMLIFrameElement, 'src' | 'sandbox'>,
  home: string
) {
  const [, origin, siteCard, kitCard] = cardAddress.exec(src) ?? [];
  const id = siteCard ?? kitCard;
  if (!origin || !id || !src.startsWith(home)) return undefined;
  const isOpaque =
    src.startsWith('file:') || (sandbox.length && !sandbox.contains('allow-same-origin'));
  return { id, origin: isOpaque ? 'null' : origin };
}

/** Least height in CSS px that is accepted (E08). */
const least = 100;

/**
 * Resizes the frame of each card to the height that the card reports (E08). Accepts a message only
 * from that frame's window, with its card's id and origin.
 * @param home the folder of the cards; empty accepts any site.
 */
export function resizeFrames(page: Window & typeof globalThis, home: string) {
  const frameOf = (source: MessageEventSource | null) => {
    const isOf = ({ contentWindow }: HTMLIFrameElement) => contentWindow === source;
    return (
      [...page.document.querySelectorAll('iframe')].find(isOf) ?? framesIn(page.document).find(isOf)
    );
  };

  const hear = ({ source, origin, data }: MessageEvent) => {
    const height = fieldIn(data, 'height');
    if (fieldIn(data, 'type') !== heightMessageType || !Number.isInteger(height)) return;
    const frame = frameOf(source);
    const card = frame && cardInFrame(frame, home);
    if (card && card.origin === origin && card.id === fieldIn(data, 'id'))
      fit(page, frame, height as number);
  };

  page.addEventListener('message', hear);
  for (const frame of framesIn(page.document))
    if (cardInFrame(frame, home)) frame.contentWindow?.postMessage(ask, '*');
}

/** Includes frames in open shadow roots. */
function framesIn(root: ParentNode): HTMLIFrameElement[] {
  const within = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? framesIn(shadowRoot) : []
  );
  return [...root.querySelectorAll('iframe'), ...within];
}

/** Sets the inner height in CSS px, whatever border and padding the page adds. */
function fit(page: Window, frame: HTMLIFrameElement, height: number) {
  // Doubled text needs more than the usual limit, so the snippet grants more.
  if (height < least || height > (Number(frame.dataset['terhubungMax']) || usualMost)) return;
  // A frame in another process may post once more after it was hidden.
  if (frame.getClientRects().length === 0) return;
  const style = page.getComputedStyle(frame);
  const missing =
    height - frame.clientHeight + parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  if (Math.abs(missing) <= 1) return;
  // Read before `max-height` is lifted: browsers that size frames then change it.
  const wanted = parseFloat(style.height) + missing;
  frame.style.maxHeight = 'none';
  // `!important`, because some partners' style sheets fix the height of all frames.
  frame.style.setProperty('height', `${wanted}px`, 'important');
}
