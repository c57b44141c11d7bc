import { fieldOf, type Protocol } from './protocol.ts';

/**
 * `<amp-iframe resizable>`, which grants 100 px and more and never asks (https://amp.dev/documentation/components/amp-iframe/), and @newswire/frames 1.0
 * (https://github.com/rdmurphy/frames), which takes the same message and asks frames that were loaded before it.
 */
export const amp: Protocol = {
  hears: (message) => (fieldOf(message, 'sentinel') === 'amp' && fieldOf(message, 'type') === 'frames-init' ? '' : undefined),
  says: ({ height }) => ({ sentinel: 'amp', type: 'embed-size', height })
};
