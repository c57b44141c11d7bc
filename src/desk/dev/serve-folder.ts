import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { contentTypeOf, isCompressible } from '#site/output/content-types.ts';
import type { Headers } from '#site/headers.ts';
import { oembedFile } from '#site/server-config/edge/paths.js';

export type FolderServer = Awaited<ReturnType<typeof serveFolder>>;

const infoOf = (path: string) => stat(path).catch(() => undefined);

async function fileAt(path: string) {
  const info = await infoOf(path);
  return info?.isFile() ? { path, size: info.size } : undefined;
}

type Found = NonNullable<Awaited<ReturnType<typeof fileAt>>>;

/** Returns the path of a request inside the folder; undefined if malformed or outside. */
function insidePath(folder: string, pathname: string) {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  const path = normalize(join(folder, decoded));
  return path === folder || path.startsWith(folder + sep) ? path : undefined;
}

/**
 * Refuses DNS rebinding: a stranger's domain may point to this machine and would then read a draft
 * as its own origin.
 */
const localHost = /^(?:(?:[\w-]+\.)*localhost|[\d.]+|\[[\da-f:.]+\])(?::\d+)?$/i;

interface Site {
  folder: string;
  /** The headers of a file, by its path from the folder with forward slashes. */
  headers: (path: string) => Headers;
}

async function send(
  { folder, headers }: Site,
  request: IncomingMessage,
  response: ServerResponse,
  found: Found,
  status: number
) {
  const isAccepted = /\bbr\b/.test(String(request.headers['accept-encoding']));
  const packed = isAccepted ? await fileAt(`${found.path}.br`) : undefined;
  const body = packed ?? found;
  const path = relative(folder, found.path).replaceAll(sep, '/');
  response.writeHead(status, {
    'Cache-Control': 'no-cache',
    ...headers(path),
    'Content-Type': contentTypeOf(path),
    'Content-Length': body.size,
    ...(isCompressible(path) ? { Vary: 'Accept-Encoding' } : {}),
    ...(packed ? { 'Content-Encoding': 'br' } : {})
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(body.path), response);
}

async function oembedAt(path: string, query: string | undefined) {
  if (!path.includes(`${sep}oembed${sep}`)) return undefined;
  const answer = oembedFile(path, new URLSearchParams(query).get('maxwidth'));
  return answer === path ? undefined : fileAt(answer);
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse) {
  const { folder } = site;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  if (!localHost.test(request.headers.host ?? '')) {
    response
      .writeHead(403, { 'Content-Type': 'text/plain' })
      .end('Use localhost as the name of this server.\n');
    return;
  }
  const [pathname = '/', query] = (request.url ?? '/').split('?', 2);
  const path = insidePath(folder, pathname);
  if (path === undefined) {
    response.writeHead(400).end();
    return;
  }
  let found = (await oembedAt(path, query)) ?? (await fileAt(path));
  if (!found && (await infoOf(path))?.isDirectory()) {
    if (!pathname.endsWith('/')) {
      // Temporary, since another project may use this port tomorrow. One slash only: with two the
      // path would name another host.
      response
        .writeHead(307, {
          Location: `${pathname.replace(/^\/+/, '/')}/${query === undefined ? '' : `?${query}`}`
        })
        .end();
      return;
    }
    found = await fileAt(join(path, 'index.html'));
  }
  const sent = found ?? (await fileAt(join(folder, '404.html')));
  if (sent) await send(site, request, response, sent, found ? 200 : 404);
  else response.writeHead(404).end();
}

/**
 * Serves a built site on this machine: `index.html`, brotli copies, oEmbed answers, `404.html`.
 * @param port 0 for any free one.
 * @throws the port's error (`EADDRINUSE`, `EACCES`).
 */
export async function serveFolder(
  folder: string,
  { port, headers = () => ({}) }: { port: number } & Partial<Pick<Site, 'headers'>>
) {
  const base = normalize(folder).replace(/[/\\]+$/, '');
  const server = createServer((request, response) => {
    answer({ folder: base, headers }, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await once(server.listen(port, 'localhost'), 'listening');
  const taken = (server.address() as AddressInfo).port;
  return {
    port: taken,
    url: `http://localhost:${taken}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}
