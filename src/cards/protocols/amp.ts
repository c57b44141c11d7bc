import type { CardSize, Protocol } from './protocol.ts';

/** Returns the message by which a frame in AMP, or in newswire frames, asks for a height. */
export const embedSize = ({ height }: CardSize) => ({ sentinel: 'amp', type: 'embed-size', height });

/** `<amp-iframe resizable>`, which grants 100 px and more (https://amp.dev/documentation/components/amp-iframe/). It never asks. */
export const amp: Protocol = { says: embedSize };
