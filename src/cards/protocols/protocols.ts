import { fieldOf, own, type CardAddress, type Protocol } from './protocol.ts';

/**
 * @newswire/frames 1.0 (https://github.com/rdmurphy/frames). It borrows AMP's sentinel, and asks
 * frames that were loaded before it.
 */
export const newswire: Protocol = {
  hears: (message) =>
    fieldOf(message, 'sentinel') === 'amp' && fieldOf(message, 'type') === 'frames-init'
      ? ''
      : undefined,
  says: ({ height }) => ({ sentinel: 'amp', type: 'embed-size', height })
};

/**
 * The listener that Datawrapper's embed code leaves in many pages
 * (https://developer.datawrapper.de/docs/responsive-iframe). Newer ones find the frame by the
 * message's source; older ones take the first whose address contains the name. So the name is the
 * end of the card's path: `world` alone could be part of the address of somebody else's frame.
 */
export const datawrapper: Protocol = {
  says({ id, height, address }) {
    const [name = id] = /(?:[\w.%-]+\/){0,3}[\w.%-]+$/.exec(address.pathname) ?? [];
    return { 'datawrapper-height': { [name]: height } };
  }
};

/**
 * Medium and others that embed by Embedly: JSON as text, the frame named by its whole address
 * (https://docs.embed.ly/reference/provider-height-resizing).
 */
export const medium: Protocol = {
  says: ({ height, address }) =>
    JSON.stringify({ src: address.href, context: 'iframe.resize', height })
};

/**
 * The secret that WordPress puts behind a frame's address; where it was put twice, its listener
 * knows the last.
 */
const secretIn = ({ hash }: CardAddress) => /.*secret=([\da-z]+)/i.exec(hash)?.[1];

function withSecret(message: string, value: number | string, address: CardAddress) {
  const secret = secretIn(address);
  return secret && { message, value, secret };
}

/**
 * WordPress's own embeds
 * (https://developer.wordpress.org/reference/functions/wp_filter_oembed_result/): until a message
 * with the secret comes, the frame stays hidden behind its blockquote. Heights are cut to 200–1,000
 * px there, and a link opens nothing: the host follows it.
 */
export const wordpress: Protocol = {
  hears(message, address) {
    const secret = secretIn(address);
    return secret &&
      fieldOf(message, 'message') === 'ready' &&
      fieldOf(message, 'secret') === secret
      ? secret
      : undefined;
  },
  says: ({ height, address }) => withSecret('height', height, address),
  // Followed where it leads to the card's own site, and only while the reader is in the frame.
  leads: (href, address) => withSecret('link', href, address)
};

const between = 'xPYMx';
const nameIn = ({ search }: CardAddress) => new URLSearchParams(search).get('childId');

/**
 * Pym.js 1.3.2 (https://blog.apps.npr.org/pym.js/): the host gives the card a name in its address,
 * and sends the new width when its window changes. Of the messages it obeys only `height` is ever
 * sent: the others move or leave the partner's page.
 */
export const pym: Protocol = {
  hears(message, address) {
    const name = nameIn(address);
    return name &&
      typeof message === 'string' &&
      message.startsWith(['pym', name, 'width', ''].join(between))
      ? name
      : undefined;
  },
  says({ height, address }) {
    const name = nameIn(address);
    return name ? ['pym', name, 'height', height].join(between) : undefined;
  }
};

const mark = '[iFrameSizer]';

/**
 * iframe-resizer 4.3 (https://github.com/davidjbradshaw/iframe-resizer), the last under the MIT
 * licence, and hosts that speak its language. The host's first message is a list of settings, its
 * own name for the frame before them and a flag in third place, and it runs its partner's `onInit`
 * at the answer `init`: said once.
 */
export const iframeResizer: Protocol = {
  hears(message, _address, as) {
    if (typeof message !== 'string' || !message.startsWith(mark)) return undefined;
    const fields = message.slice(mark.length).split(':');
    if (fields[2] === 'true' || fields[2] === 'false') return fields[0];
    return fields[0] === 'resize' ? as : undefined;
  },
  says: ({ width, height }, asked) =>
    asked && mark + [asked.as, height, width, asked.again ? 'resizeObserver' : 'init'].join(':')
};

const questions: readonly unknown[] = ['iframe-child-init', 'iframe-get-child-dimensions'];

/**
 * @open-iframe-resizer/core 2 (https://github.com/Lemick/open-iframe-resizer): the host asks until
 * it is answered.
 */
export const openIframeResizer: Protocol = {
  hears: (message) => (questions.includes(fieldOf(message, 'type')) ? '' : undefined),
  says: ({ width, height }, asked) => asked && { type: 'iframe-resized', width, height }
};

/** Every dialect that a card speaks (standards E08). */
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
