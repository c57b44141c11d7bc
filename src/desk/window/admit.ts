import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Gate {
  /** `127.0.0.1:<port>`, as a browser sends it: another name may be a stranger's (DNS rebinding). */
  host: string;
  token: string;
}

export interface Asked {
  isPost: boolean;
  /** Segments after the token. */
  path: string[];
  query: URLSearchParams;
}

const hash = (text: string) => createHash('sha256').update(text).digest();

/** Compares in constant time. */
export const isSame = (one: string, other: string) => timingSafeEqual(hash(one), hash(other));

/** Returns what a request asks for, or the HTTP status of its refusal. */
export function admit(
  { method = '', url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  { host, token }: Gate
): Asked | number {
  if (headers.host !== host) return 403;
  const [, pathname = '', query = ''] = /^([^?]*)(?:\?(.*))?$/s.exec(url) ?? [];
  const [, given = '', ...path] = pathname.split('/');
  if (!isSame(given, token)) return 404;
  const isPost = method === 'POST';
  if (!isPost && method !== 'GET' && method !== 'HEAD') return 405;
  const site = headers['sec-fetch-site'] ?? 'same-origin';
  // Typed and opened addresses have `none`.
  if (site !== 'same-origin' && (isPost || site !== 'none')) return 403;
  if (isPost && headers.origin !== `http://${host}`) return 403;
  return { isPost, path, query: new URLSearchParams(query) };
}
