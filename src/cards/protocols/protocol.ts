export type CardAddress = Pick<Location, 'href' | 'pathname' | 'search' | 'hash'>;

export interface CardSize {
  id: string;
  height: number;
  address: CardAddress;
}

export interface Protocol {
  /** True if the parent asks for the height. Not for the card's own messages: an echo ends. */
  isRequest?(message: unknown, address: CardAddress): boolean;
  /** Returns undefined until the parent is known to use this protocol. */
  heightMessage(card: CardSize): unknown;
  /** Asks the parent to follow a link, in protocols whose frames may not open windows. */
  linkMessage?(href: string, address: CardAddress): unknown;
}

export function fieldIn(message: unknown, name: string): unknown {
  return typeof message === 'object' && message !== null
    ? (message as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** `embed.js` asks frames that loaded before it. */
export const ask = { type: 'terhubung:ask' };

export const heightMessageType = 'terhubung:height';

/** The protocol of `embed.js`. It names the card, so that no frame can speak for another (E08). */
export const own: Protocol = {
  isRequest: (message) => fieldIn(message, 'type') === ask.type,
  heightMessage: ({ id, height }) => ({ type: heightMessageType, id, height })
};
