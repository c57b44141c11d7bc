import { fieldIn, own, type CardAddress, type Protocol } from './protocol.ts';

/** https://github.com/rdmurphy/frames, 1.0. It reuses AMP's sentinel. */
export const newswire: Protocol = {
  parseRequest: (message) =>
    fieldIn(message, 'sentinel') === 'amp' && fieldIn(message, 'type') === 'frames-init'
      ? ''
      : undefined,
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
  parseRequest(message, address) {
    const secret = secretIn(address);
    return secret &&
      fieldIn(message, 'message') === 'ready' &&
      fieldIn(message, 'secret') === secret
      ? secret
      : undefined;
  },
  heightMessage: ({ height, address }) => withSecret('height', height, address),
  // WordPress follows links to the card's own site only, while the frame has focus.
  linkMessage: (href, address) => withSecret('link', href, address)
};

const between = 'xPYMx';
const nameIn = ({ search }: CardAddress) => new URLSearchParams(search).get('childId');

/**
 * Pym.js 1.3.2 (https://blog.apps.npr.org/pym.js/). The parent names the card in its address, and
 * posts its width. The card sends only `height`: other messages navigate the parent.
 */
export const pym: Protocol = {
  parseRequest(message, address) {
    const name = nameIn(address);
    return name &&
      typeof message === 'string' &&
      message.startsWith(['pym', name, 'width', ''].join(between))
      ? name
      : undefined;
  },
  heightMessage({ height, address }) {
    const name = nameIn(address);
    return name ? ['pym', name, 'height', height].join(between) : undefined;
  }
};

const mark = '[iFrameSizer]';

/**
 * iframe-resizer 4.3 (https://github.com/davidjbradshaw/iframe-resizer), the last under MIT. The
 * parent's first message lists settings: its name for the frame first, a flag third. The answer
 * `init` runs the parent's `onInit`, so it is sent once.
 */
export const iframeResizer: Protocol = {
  parseRequest(message, _address, as) {
    if (typeof message !== 'string' || !message.startsWith(mark)) return undefined;
    const fields = message.slice(mark.length).split(':');
    if (fields[2] === 'true' || fields[2] === 'false') return fields[0];
    return fields[0] === 'resize' ? as : undefined;
  },
  heightMessage: ({ width, height }, asked) =>
    asked && mark + [asked.as, height, width, asked.again ? 'resizeObserver' : 'init'].join(':')
};

const questions: readonly unknown[] = ['iframe-child-init', 'iframe-get-child-dimensions'];

/** https://github.com/Lemick/open-iframe-resizer, 2. The parent asks until it is answered. */
export const openIframeResizer: Protocol = {
  parseRequest: (message) => (questions.includes(fieldIn(message, 'type')) ? '' : undefined),
  heightMessage: ({ width, height }, asked) => asked && { type: 'iframe-resized', width, height }
};

export const protocols: readonly Protocol[] = [
  own,
  newswire,
  datawrapper,
  medium,
  wordpress,
  pym,
  iframeResizer,
  openIframeResizer
];
