import { htmlShell, tag } from '#copy/markup.ts';
import type { Problem } from '#story/problem.ts';

/** An error shown over a page. `fix` is empty for an error of the code. */
export interface DevFault extends Pick<Problem, 'wrong' | 'fix'> {
  place: string;
}

const devScript = '/@vite/client';

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
export function devPolicy(policy: string) {
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

const styles = `
  dialog { position: fixed; inset: auto 0 0; z-index: 2147483647; width: auto; max-width: none; max-height: 45vh; overflow: auto; box-sizing: border-box; padding: 0.75rem 3.5rem 0.75rem 1rem;
    border: 0; border-top: 4px solid #b3261e; background: #fff; color: #1b1b1b; color-scheme: light; font: 15px/1.45 system-ui, sans-serif; box-shadow: 0 -4px 24px #0004; }
  h2 { margin: 0 0 0.5rem; font-size: 1rem; }
  ol { margin: 0; padding-left: 1.5rem; }
  li { margin: 0 0 0.6rem; }
  code { font: 600 14px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
  pre { margin: 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
  button { position: absolute; top: 0.5rem; right: 0.75rem; min-width: 2.75rem; min-height: 2.75rem; border: 0; background: none; font-size: 1.5rem; cursor: pointer; }
`;

function faultsBox(faults: readonly DevFault[]) {
  if (faults.length === 0) return '';
  const heading =
    faults.length === 1 ? 'One error stops the build' : `${faults.length} errors stop the build`;
  const items = faults.map(
    ({ place, wrong, fix }) =>
      `<li>${place && tag('code', place)}${tag('pre', wrong)}${fix && tag('pre', fix)}</li>`
  );
  return `<div><template shadowrootmode="open"><style>${styles}</style><dialog open lang="en"><div role="alert">${tag('h2', heading)}<ol>${items.join('')}</ol></div><form method="dialog"><button aria-label="Close">×</button></form></dialog></template></div>`;
}

export const devPage = (html: string, faults: readonly DevFault[]) =>
  html
    .replace(policyTag, (meta, policy: string) => meta.replace(policy, () => devPolicy(policy)))
    .replace('</title>', (end) => `${end}\n<script type="module" src="${devScript}"></script>`)
    .replace('</body>', (end) => `${faultsBox(faults)}\n${end}`);

export const bareDevPage = (faults: readonly DevFault[]) =>
  devPage(htmlShell('en', ['<title>terhubung</title>'], ''), faults);
