import type { Protocol } from './protocol.ts';

/** Medium and others that embed by Embedly: JSON as text, the frame named by its whole address (https://docs.embed.ly/reference/provider-height-resizing). */
export const medium: Protocol = {
  says: ({ height, address }) => JSON.stringify({ src: address.href, context: 'iframe.resize', height })
};
