import type { Protocol } from './protocol.ts';

/**
 * The listener that Datawrapper's embed code leaves in many pages (https://developer.datawrapper.de/docs/responsive-iframe). Newer ones find the frame
 * by the message's source; older ones take the first whose address contains the name. So the name is the end of the card's
 * path: `world` alone could be part of the address of somebody else's frame.
 */
export const datawrapper: Protocol = {
  says({ id, height, address }) {
    const [name = id] = /(?:[\w.%-]+\/){0,3}[\w.%-]+$/.exec(address.pathname) ?? [];
    return { 'datawrapper-height': { [name]: height } };
  }
};
