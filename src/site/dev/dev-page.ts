import { htmlShell } from '../../copy/markup.ts';
import type { Problem } from '../../story/problem.ts';

/** An error shown over a page. `fix` is empty for an error of the code. */
export interface DevFault extends Pick<Problem, 'wrong' | 'fix'> {
  /** `data/copy/en/opening.md:12:5`, or empty. */
  place: string;
}

export const devScript = '/@terhubung/dev-client.js';

/** Sources that the development server needs besides the page's own policy. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'connect-src': ["'self'", 'ws:']
};

/**
 * Adds the development server's sources to a Content-Security-Policy. Hashes of style sheets are
 * dropped: they would disable 'unsafe-inline'.
 */
export function devPolicy(policy: string): string {
  const rules = new Map(
    policy.split('; ').map((rule) => {
      const [name = '', ...sources] = rule.split(' ');
      return [name, sources] as const;
    })
  );
  for (const [name, more] of Object.entries(needed)) {
    const own = (rules.get(name) ?? rules.get('default-src') ?? []).filter(
      (source) => source !== "'none'" && !(name === 'style-src' && source.startsWith("'sha"))
    );
    rules.set(name, [...new Set([...own, ...more])]);
  }
  return [...rules].map(([name, sources]) => [name, ...sources].join(' ')).join('; ');
}

const policyTag = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/;

export function devPage(html: string, faults: readonly DevFault[]): string {
  const head = [
    `<script type="application/json" id="dev-faults">${JSON.stringify(faults).replace(/</g, '\\u003c')}</script>`,
    `<script type="module" src="${devScript}"></script>`
  ].join('\n');
  return html
    .replace(policyTag, (tag, policy: string) => tag.replace(policy, () => devPolicy(policy)))
    .replace('</title>', (end) => `${end}\n${head}`);
}

export function bareDevPage(faults: readonly DevFault[]): string {
  return devPage(htmlShell('en', ['<title>terhubung</title>'], ''), faults);
}
