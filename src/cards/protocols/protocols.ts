import { fieldIn, own, type CardAddress, type Protocol } from './protocol.ts';

/** https://github.com/rdmurphy/frames, 1.0. It reuses AMP's sentinel. */
export const newswire: Protocol = {
  isRequest: (message) =>
    fieldIn(message, 'sentinel') === 'amp' && fieldIn(message, 'type') === 'frames-init',
  heightMessage: ({ height }) => ({ sentinel: 'amp', type: 'embed-size', height })
};

/**
 * https://developer.datawrapper.de/docs/responsive-iframe
 * Old listeners resize the first frame whose address contains the name. `world` could match another
 * frame, so the name is the end of the card's path.
 */
export const datawrapper: Protocol = {
  heightMessage({ id, height, address }) {
    const [name = id] = /(?:[\w.%-]+\/){0,3}[\w.%-]+$/.exec(address.pathname) ?? [];
    return { 'datawrapper-height': { [name]: height } };
  }
};

/** Embedly: https://docs.embed.ly/reference/provider-height-resizing */
export const medium: Protocol = {
  heightMessage: ({ height, address }) =>
    JSON.stringify({ src: address.href, context: 'iframe.resize', height })
};

/** Returns the last secret: WordPress may add it twice, and its listener knows the last. */
const secretIn = ({ hash }: CardAddress) => /.*secret=([\da-z]+)/i.exec(hash)?.[1];

function withSecret(message: string, value: number | string, address: CardAddress) {
  const secret = secretIn(address);
  return secret && { message, value, secret };
}

/**
 * https://developer.wordpress.org/reference/functions/wp_filter_oembed_result/
 * The frame stays hidden until a message has the secret. Heights are clamped to 200–1,000 px, and
 * only the parent can follow a link.
 */
export const wordpress: Protocol = {
  isRequest: (message, address) =>
    fieldIn(message, 'message') === 'ready' &&
    secretIn(address) !== undefined &&
    fieldIn(message, 'secret') === secretIn(address),
  heightMessage: ({ height, address }) => withSecret('height', height, address),
  // WordPress follows links to the card's own site only, while the frame has focus.
  linkMessage: (href, address) => withSecret('link', href, address)
};

export const protocols: readonly Protocol[] = [own, newswire, datawrapper, medium, wordpress];
