import { fieldOf, type Protocol } from './protocol.ts';

/** What `embed.js` asks frames that were loaded before it. */
export const ask = { type: 'terhubung:ask' };

/** The type of a message that tells a height. */
export const heightType = 'terhubung:height';

/** Our own dialect, which `embed.js` listens to: the only one that names the card, so that no frame can speak for another (standards E08). */
export const own: Protocol = {
  hears: (message) => (fieldOf(message, 'type') === ask.type ? '' : undefined),
  says: ({ id, height }) => ({ type: heightType, id, height })
};
