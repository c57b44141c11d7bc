/** The policy of every page: no origin but the page's own (standards S29). `scripts` are what may run inline. */
const policy = (scripts: string): string[] => [
  "default-src 'self'",
  `script-src 'self' ${scripts}`.trim(),
  // Marks carry their position in a style attribute; no style sheet is inline.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'"
];

/** Returns the policy that a page carries itself: its inline scripts are named by hash, filled in at build. */
export function contentSecurityPolicy(scriptHashes: readonly string[]): string {
  return policy(scriptHashes.map((hash) => `'${hash}'`).join(' ')).join('; ');
}

/**
 * What every story page is sent with (standards S29, S31, E10). `frame-ancestors` works only as a header. One header serves all
 * pages, so it leaves inline scripts to the policy that each page carries: a browser applies both.
 */
export const storyHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [...policy("'unsafe-inline'"), "frame-ancestors 'self'"].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin'
};
