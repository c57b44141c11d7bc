/** What a page under development needs beyond its own policy: the scripts of the development server, the styles that it puts in, its socket. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'connect-src': ["'self'", 'ws:']
};

/**
 * Returns a Content-Security-Policy that lets the development server work in a page, and is as strict as it was otherwise: what it
 * would refuse a reader it refuses an editor. A hash of a style sheet gives way, since it would shut out the styles that are put in.
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
