import { Refusal } from '../cli/desk-io.ts';
import { say } from '../../locale/say.ts';

const ownMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

const isOwnMachine = ({ protocol, hostname }: URL) =>
  protocol === 'http:' && ownMachine.has(hostname);

/**
 * Returns an address to download from: https, or http to this machine.
 * @throws Refusal for others, and for a password, because addresses are printed.
 */
export function checkDownloadAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.protocol !== 'https:' && !isOwnMachine(url))) {
    throw new Refusal(
      'not-https',
      say`The address ${JSON.stringify(address)} does not begin with https://.`,
      say`Give an https address.`
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new Refusal(
      'address-with-password',
      say`The address of ${url.host} has a user name or a password.`,
      say`Give a public address.`
    );
  }
  return url;
}

/** Follows a redirect to any host, never from https to http. @throws Refusal. */
export function checkRedirect(location: string | undefined, from: URL): URL {
  const url =
    location !== undefined && URL.canParse(location, from.href)
      ? new URL(location, from.href)
      : undefined;
  if (!url)
    throw new Refusal(
      'redirect-nowhere',
      say`${from.href} redirects to no valid address.`,
      say`Check the address in a browser.`
    );
  const allowed = url.protocol === 'https:' || (from.protocol === 'http:' && isOwnMachine(url));
  if (!allowed || url.username !== '' || url.password !== '') {
    throw new Refusal(
      'unsafe-redirect',
      say`${from.href} redirects to ${JSON.stringify(url.href)}, which is not https or has a password.`,
      say`Check the address in a browser.`
    );
  }
  url.hash = '';
  return url;
}
