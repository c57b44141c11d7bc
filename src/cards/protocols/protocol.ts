/** The parts of a card's address that a dialect may need. */
export type CardAddress = Pick<Location, 'href' | 'pathname' | 'search' | 'hash'>;

/** What a card tells the page around it. */
export interface CardSize {
  /** The card's name: `world`. */
  id: string;
  /** CSS px, whole. */
  width: number;
  height: number;
  address: CardAddress;
}

/** What a card knows of a host that has asked in a dialect. */
export interface Asked {
  /** What the host calls the card; empty where the dialect has no names. */
  as: string;
  /** True when the host has been answered before. */
  again: boolean;
}

/** One dialect in which pages and frames speak of heights. */
export interface Protocol {
  /**
   * Returns what the host calls the card when `message` asks for its height in this dialect, `as`
   * what it called it before; `undefined` for any other message, among them the card's own, sent
   * back.
   */
  hears?(message: unknown, address: CardAddress, as?: string): string | undefined;
  /**
   * Returns the message that tells the height, or `undefined` as long as nothing shows that the
   * host speaks this dialect.
   */
  says(card: CardSize, asked?: Asked): unknown;
  /**
   * Returns the message that asks the host to follow a link of the card's, where frames of this
   * dialect may open no window.
   */
  leads?(href: string, address: CardAddress): unknown;
}

/** Returns a field of a message that anybody may have sent, `undefined` when there is none. */
export function fieldOf(message: unknown, name: string): unknown {
  return typeof message === 'object' && message !== null
    ? (message as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** What `embed.js` asks frames that were loaded before it. */
export const ask = { type: 'terhubung:ask' };

/** The type of a message that tells a height. */
export const heightType = 'terhubung:height';

/**
 * Our own dialect, which `embed.js` listens to: the only one that names the card, so that no frame
 * can speak for another (standards E08).
 */
export const own: Protocol = {
  hears: (message) => (fieldOf(message, 'type') === ask.type ? '' : undefined),
  says: ({ id, height }) => ({ type: heightType, id, height })
};
