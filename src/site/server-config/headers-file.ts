import { pathRules } from '../headers.ts';

/**
 * Returns the `_headers` file that Cloudflare Pages and Netlify read at the root of a site
 * (https://developers.cloudflare.com/pages/configuration/headers/, https://docs.netlify.com/manage/routing/headers/). Cloudflare
 * joins a header that two rules send with a comma, which would hold a card to the policy of a page too: so no path has two rules,
 * and there is no rule for everything.
 */
export function headersFile(): string {
  const rules = pathRules().map(({ pattern, headers }) =>
    [pattern, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  );
  return `${rules.join('\n\n')}\n`;
}
