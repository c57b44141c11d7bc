import type { CardAddress, Protocol } from './protocol.ts';

const between = 'xPYMx';
const nameIn = ({ search }: CardAddress) => new URLSearchParams(search).get('childId');

/**
 * Pym.js 1.3.2 (https://blog.apps.npr.org/pym.js/): the host gives the card a name in its address, and sends the new width when its window changes.
 * Of the messages it obeys only `height` is ever sent: the others move or leave the partner's page.
 */
export const pym: Protocol = {
  hears(message, address) {
    const name = nameIn(address);
    return name && typeof message === 'string' && message.startsWith(['pym', name, 'width', ''].join(between)) ? name : undefined;
  },
  says({ height, address }) {
    const name = nameIn(address);
    return name ? ['pym', name, 'height', height].join(between) : undefined;
  }
};
