import { htmlShell } from '../../copy/markup.ts';
import type { Problem } from '../../story/problem.ts';

/**
 * What an editor is told over a page; what was expected is empty where only what was found is
 * known.
 */
export interface DevFault extends Pick<Problem, 'found' | 'expected' | 'remedy'> {
  /** `data/copy/en/opening.md:12:5`; empty where no place is known. */
  place: string;
}

/** Where the script that a page under development runs is answered. */
export const devScript = '/@terhubung/dev-client.js';

/**
 * What a page under development needs beyond its own policy: the scripts of the development server,
 * the styles that it puts in, its socket.
 */
const needed: Readonly<Record<string, readonly string[]>> = {
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'connect-src': ["'self'", 'ws:']
};

/**
 * Returns a Content-Security-Policy that lets the development server work in a page, and is as
 * strict as it was otherwise: what it would refuse a reader it refuses an editor. A hash of a style
 * sheet gives way, since it would shut out the styles that are put in.
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

/**
 * Returns a page as the development server sends it: with the script that reloads it and shows what
 * is wrong over it.
 */
export function devPage(html: string, faults: readonly DevFault[]): string {
  const head = [
    `<script type="application/json" id="dev-faults">${JSON.stringify(faults).replace(/</g, '\\u003c')}</script>`,
    `<script type="module" src="${devScript}"></script>`
  ].join('\n');
  return html
    .replace(policyTag, (tag, policy: string) => tag.replace(policy, () => devPolicy(policy)))
    .replace('</title>', (end) => `${end}\n${head}`);
}

/** Returns a page that has nothing to show but what is wrong: the site could not be opened yet. */
export function bareDevPage(faults: readonly DevFault[]): string {
  return devPage(htmlShell('en', ['<title>terhubung</title>'], ''), faults);
}
