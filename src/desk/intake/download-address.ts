import { Refusal } from '../cli/desk-io.ts';

const ownMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

const isOwnMachine = ({ protocol, hostname }: URL) =>
  protocol === 'http:' && ownMachine.has(hostname);

/**
 * Returns an address to download from: https, or http to this machine.
 * @throws Refusal for others, and for one with a password: they are printed.
 */
export function checkAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.protocol !== 'https:' && !isOwnMachine(url))) {
    throw new Refusal(
      `found the address ${JSON.stringify(address)}, expected one that begins with https://`
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new Refusal(
      `found a name or a password in the address of ${url.host}, expected a public address`
    );
  }
  return url;
}

/**
 * Returns where a redirect leads: to any host, never from https to less.
 * @throws Refusal where no file may be downloaded from.
 */
export function checkRedirect(location: string | undefined, from: URL): URL {
  const url =
    location !== undefined && URL.canParse(location, from.href)
      ? new URL(location, from.href)
      : undefined;
  if (!url)
    throw new Refusal(
      `found a redirect to nowhere at ${from.href}, expected the file: check the address in a browser`
    );
  const allowed = url.protocol === 'https:' || (from.protocol === 'http:' && isOwnMachine(url));
  if (!allowed || url.username !== '' || url.password !== '') {
    throw new Refusal(
      `found a redirect from ${from.href} to ${JSON.stringify(url.href)}, expected an address that begins with https:// and holds no password: check the address in a browser`
    );
  }
  // A part of a page means nothing to a server.
  url.hash = '';
  return url;
}

/**
 * Returns how many milliseconds a server asks to wait by `Retry-After` (RFC 9110, 10.2.3); 0 for
 * nothing, the past, and what is not understood.
 */
export function retryAfter(header: string | undefined, now: Date): number {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Only the form that servers write: `Date.parse` takes a lot of other things for dates.
  const date = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  return Number.isNaN(date) ? 0 : Math.max(0, date - now.getTime());
}

/** Errors of the network that a second try may not meet. */
export const passingCodes = [
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH'
];
