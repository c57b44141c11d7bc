import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { contentTypeOf, isPacked } from '../../site/output/content-types.ts';
import type { Headers } from '../../site/headers.ts';
import type { PackedCopy } from '../../site/output/packed-copies.ts';
import { oembedFile } from '../../site/server-config/oembed-width.ts';

export interface ServeOptions {
  /** 0 takes any free port. */
  port: number;
  /** What a file is sent with, by its path from the folder with forward slashes; nothing of its own when left out. */
  headers?: (path: string) => Headers;
  /** Packs what has no packed copy beside it, for a folder that is not published but measured as if it were. */
  pack?: (bytes: Uint8Array) => Promise<PackedCopy[]>;
}

export interface FolderServer {
  port: number;
  /** `http://localhost:<port>/` */
  url: string;
  close(): Promise<void>;
}

interface Found {
  path: string;
  size: number;
}

const infoOf = (path: string) => stat(path).catch(() => undefined);

async function fileAt(path: string): Promise<Found | undefined> {
  const info = await infoOf(path);
  return info?.isFile() ? { path, size: info.size } : undefined;
}

/** Returns the path inside the folder that a request names, or undefined when it is malformed or points outside. */
function insidePath(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const path = normalize(join(folder, decoded));
  return path === folder || path.startsWith(folder + sep) ? path : undefined;
}

/** The packed copies that may lie beside a file, smallest first. */
const packings = [
  { encoding: 'br', extension: '.br' },
  { encoding: 'gzip', extension: '.gz' }
];

/** Whether a reader takes an encoding: named in `Accept-Encoding`, and not with a weight of 0. */
const takes = (request: IncomingMessage, encoding: string) =>
  new RegExp(`(^|[,\\s])${encoding}($|[\\s,;])(?!\\s*q=0(\\.0*)?($|[\\s,]))`).test(String(request.headers['accept-encoding'] ?? ''));

/** A stranger's page may have its own name lead to this machine (DNS rebinding) and would read a draft as its own; a number is no name. */
const ownName = /^(?:(?:[\w-]+\.)*localhost|[\d.]+|\[[\da-f:.]+\])(?::\d+)?$/i;

interface Site {
  folder: string;
  headers: (path: string) => Headers;
  pack: ServeOptions['pack'];
}

/** What is sent of a file: the copy that the reader takes, where there is one. */
interface Body {
  encoding?: string;
  size: number;
  /** Where it lies, or its bytes where it was packed just now. */
  from: string | Uint8Array;
}

async function packedBody({ pack }: Site, request: IncomingMessage, path: string): Promise<Body | undefined> {
  const taken = packings.filter(({ encoding }) => takes(request, encoding));
  for (const { encoding, extension } of taken) {
    const found = await fileAt(path + extension);
    if (found) return { encoding, size: found.size, from: found.path };
  }
  if (!pack || !isPacked(path)) return undefined;
  const copies = await pack(await readFile(path));
  for (const { encoding, extension } of taken) {
    const copy = copies.find((one) => one.extension === extension);
    if (copy) return { encoding, size: copy.bytes.length, from: copy.bytes };
  }
  return undefined;
}

async function send(site: Site, request: IncomingMessage, response: ServerResponse, found: Found, status: number) {
  const { folder, headers } = site;
  const body = (await packedBody(site, request, found.path)) ?? { size: found.size, from: found.path };
  const path = relative(folder, found.path).replaceAll(sep, '/');
  response.writeHead(status, {
    'Cache-Control': 'no-cache',
    ...headers(path),
    'Content-Type': contentTypeOf(path),
    'Content-Length': body.size,
    ...(isPacked(path) ? { Vary: 'Accept-Encoding' } : {}),
    ...(body.encoding === undefined ? {} : { 'Content-Encoding': body.encoding })
  });
  if (request.method === 'HEAD') response.end();
  else if (typeof body.from === 'string') await pipeline(createReadStream(body.from), response);
  else response.end(body.from);
}

/** Returns the file that an oEmbed request asks for where the site has one for its `maxwidth`. */
async function oembedAt(path: string, query: string | undefined): Promise<Found | undefined> {
  if (!path.includes(`${sep}oembed${sep}`)) return undefined;
  const answer = oembedFile(path, new URLSearchParams(query).get('maxwidth'));
  return answer === path ? undefined : fileAt(answer);
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { folder } = site;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  if (!ownName.test(request.headers.host ?? '')) {
    response.writeHead(403, { 'Content-Type': 'text/plain' }).end('Served under the name localhost alone.\n');
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
      // Relative links of the page count from the folder. Kept on this host whatever the path looks like, and not remembered:
      // another project may be served at this port tomorrow.
      response.writeHead(307, { Location: `${pathname.replace(/^\/+/, '/')}/${query === undefined ? '' : `?${query}`}` }).end();
      return;
    }
    found = await fileAt(join(path, 'index.html'));
  }
  const sent = found ?? (await fileAt(join(folder, '404.html')));
  if (sent) await send(site, request, response, sent, found ? 200 : 404);
  else response.writeHead(404).end();
}

/**
 * Serves built files on this machine: `index.html`, packed copies, oEmbed answers, `404.html`, nothing outside. @throws the port's error
 * (`EADDRINUSE`, `EACCES`).
 */
export async function serveFolder(folder: string, { port, headers = () => ({}), pack }: ServeOptions): Promise<FolderServer> {
  const base = normalize(folder).replace(/[/\\]+$/, '');
  const server = createServer((request, response) => {
    answer({ folder: base, headers, pack }, request, response).catch(() => {
      // The reader went away, or the file did while being read.
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
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}
