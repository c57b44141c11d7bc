import type { Protocol } from './protocol.ts';

const mark = '[iFrameSizer]';

/**
 * iframe-resizer 4.3 (https://github.com/davidjbradshaw/iframe-resizer), the last under the MIT licence, and hosts that speak its language. The host's first
 * message is a list of settings, its own name for the frame before them and a flag in third place, and it runs its partner's
 * `onInit` at the answer `init`: said once.
 */
export const iframeResizer: Protocol = {
  hears(message, _address, as) {
    if (typeof message !== 'string' || !message.startsWith(mark)) return undefined;
    const fields = message.slice(mark.length).split(':');
    if (fields[2] === 'true' || fields[2] === 'false') return fields[0];
    return fields[0] === 'resize' ? as : undefined;
  },
  says: ({ width, height }, asked) => asked && mark + [asked.as, height, width, asked.again ? 'resizeObserver' : 'init'].join(':')
};
