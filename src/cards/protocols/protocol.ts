export type CardAddress = Pick<Location, 'href' | 'pathname' | 'search' | 'hash'>;

export interface CardSize {
  id: string;
  width: number;
  height: number;
  address: CardAddress;
}

export interface HeightRequest {
  /** The name that the parent gave the card; empty in protocols without names. */
  as: string;
  again: boolean;
}

export interface Protocol {
  /**
   * Returns the name of the card if `message` asks for its height, otherwise undefined. Must ignore
   * the card's own messages, so that an echo ends. `as` is the earlier name.
   */
  parseRequest?(message: unknown, address: CardAddress, as?: string): string | undefined;
  /** Returns undefined until the parent is known to use this protocol. */
  heightMessage(card: CardSize, asked?: HeightRequest): unknown;
  /** Asks the parent to follow a link, in protocols whose frames may not open windows. */
  linkMessage?(href: string, address: CardAddress): unknown;
}

export function fieldIn(message: unknown, name: string) {
  return typeof message === 'object' && message !== null
    ? (message as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** `embed.js` asks frames that loaded before it. */
export const ask = { type: 'terhubung:ask' };

export const heightMessageType = 'terhubung:height';

/** The protocol of `embed.js`. It names the card, so that no frame can speak for another (E08). */
export const own: Protocol = {
  parseRequest: (message) => (fieldIn(message, 'type') === ask.type ? '' : undefined),
  heightMessage: ({ id, height }) => ({ type: heightMessageType, id, height })
};
