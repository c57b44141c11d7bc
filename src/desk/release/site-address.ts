import { addressVariable as variable, siteAddress } from '../../site/site-address.ts';
import { Refusal } from '../cli/desk-io.ts';
import { say } from '../../locale/say.ts';

/** Paths are appended as they are, so it must end in a slash and have no query. */
const isAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:\/\/[^\s?#@"<>]*\/$/.test(text);

/** Returns a warning when there is no address. @throws Refusal for an invalid one. */
export function checkSiteAddress(
  env: Readonly<Record<string, string | undefined>>
): string | undefined {
  const address = siteAddress(env);
  if (address === '')
    return say`No address: snippets, oEmbed and feeds contain paths only, which do not work on partners’ pages. Publish with ${variable}=https://…/`;
  if (isAddress(address)) return undefined;
  throw new Refusal(
    'site-address',
    say`${variable} is “${address}”, which is not a full address that ends in a slash.`,
    say`Set it to one such as https://example.org/terhubung/.`
  );
}
