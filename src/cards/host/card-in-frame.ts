/** What the address of a frame says of the card in it. */
export interface FramedCard {
  id: string;
  /** Where its messages come from; `null` for a card that has no origin: in a sandbox, or from a disk. */
  origin: string;
}

const cardAddress = /^([\w-]+:\/\/[^/]*)(?:\/[^?#]*)?\/embed\/v1\/(?:editions\/[^/?#]+\/)?[a-z]{2}\/([a-z]+)\.html(?:[?#]|$)/;

/**
 * Returns the card that a frame holds, by its address; `undefined` when it holds none, or one of another site.
 * @param home where the cards lie, `https://…/embed/v1/`; empty when it is not known.
 */
export function cardInFrame({ src, sandbox }: Pick<HTMLIFrameElement, 'src' | 'sandbox'>, home: string): FramedCard | undefined {
  const [, origin, id] = cardAddress.exec(src) ?? [];
  if (!origin || !id || !src.startsWith(home)) return undefined;
  const isOpaque = src.startsWith('file:') || (sandbox.length && !sandbox.contains('allow-same-origin'));
  return { id, origin: isOpaque ? 'null' : origin };
}
