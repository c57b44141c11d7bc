/** Variables that send a browser's requests to another machine. */
const proxies = ['http_proxy', 'https_proxy', 'all_proxy', 'ftp_proxy'];

/**
 * Returns the environment that browsers are driven in: every request is to this machine, so no proxy is in between, and what they keep
 * goes to a folder of their own, whatever the user's home holds or refuses.
 */
export function browserEnvironment(env: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !proxies.includes(name.toLowerCase()) && !name.startsWith('XDG_'));
  return { ...Object.fromEntries(kept), HOME: home, XDG_RUNTIME_DIR: home };
}
