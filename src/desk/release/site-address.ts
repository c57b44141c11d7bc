import { addressVariable as variable, siteAddress } from '../../site/site-address.ts';
import { Refusal } from '../cli/desk-io.ts';

/**
 * Paths are put behind it as they are: without its last slash, or with a question, each would lead
 * elsewhere.
 */
const isAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:\/\/[^\s?#@"<>]*\/$/.test(text);

/**
 * Looks at the address that the site is built for.
 * @returns what is said to whoever publishes where there is none.
 * @throws Refusal for one that readers cannot be led to.
 */
export function lackOfAddress(
  env: Readonly<Record<string, string | undefined>>
): string | undefined {
  const address = siteAddress(env);
  if (address === '')
    return `Without an address: snippets, oEmbed and feeds name paths only, which work in no partner’s page. Publish with ${variable}=https://…/`;
  if (isAddress(address)) return undefined;
  throw new Refusal(
    `found ${variable} "${address}", expected the full address of the site with a slash at its end, for example https://example.org/terhubung/: correct it`
  );
}
