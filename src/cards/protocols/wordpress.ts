import { fieldOf, type CardAddress, type Protocol } from './protocol.ts';

/** The secret that WordPress puts behind a frame's address; where it was put twice, its listener knows the last. */
const secretIn = ({ hash }: CardAddress) => /.*secret=([\da-z]+)/i.exec(hash)?.[1];

function withSecret(message: string, value: number | string, address: CardAddress) {
  const secret = secretIn(address);
  return secret && { message, value, secret };
}

/**
 * WordPress's own embeds (https://developer.wordpress.org/reference/functions/wp_filter_oembed_result/): until a message with the secret comes, the frame stays
 * hidden behind its blockquote. Heights are cut to 200–1,000 px there, and a link opens nothing: the host follows it.
 */
export const wordpress: Protocol = {
  hears(message, address) {
    const secret = secretIn(address);
    return secret && fieldOf(message, 'message') === 'ready' && fieldOf(message, 'secret') === secret ? secret : undefined;
  },
  says: ({ height, address }) => withSecret('height', height, address),
  // Followed where it leads to the card's own site, and only while the reader is in the frame.
  leads: (href, address) => withSecret('link', href, address)
};
