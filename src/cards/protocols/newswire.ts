import { embedSize } from './amp.ts';
import { fieldOf } from './field-of.ts';
import type { Protocol } from './protocol.ts';

/** @newswire/frames 1.0 (https://github.com/rdmurphy/frames): AMP's message, and a question of its own for frames loaded before the host's script. */
export const newswire: Protocol = {
  hears: (message) => (fieldOf(message, 'sentinel') === 'amp' && fieldOf(message, 'type') === 'frames-init' ? '' : undefined),
  says: (card, asked) => asked && embedSize(card)
};
