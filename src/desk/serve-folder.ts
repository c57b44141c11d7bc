import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json'
};

export interface ServeOptions {
  /** 0 takes any free port. */
  port: number;
  /** Sent with every answer. */
  headers?: Readonly<Record<string, string>>;
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

async function fileAt(path: string): Promise<Found | 'folder' | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory()) return 'folder';
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

const takesBrotli = (request: IncomingMessage) =>
  /(^|[,\s])br($|[\s,;])(?!\s*q=0(\.0*)?($|,))/.test(String(request.headers['accept-encoding'] ?? ''));

async function send(request: IncomingMessage, response: ServerResponse, found: Found, status: number): Promise<void> {
  const type = contentTypes[extname(found.path)] ?? 'application/octet-stream';
  const packed = takesBrotli(request) ? await fileAt(`${found.path}.br`) : undefined;
  const body = packed && packed !== 'folder' ? packed : found;
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': body.size,
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
    ...(body === found ? {} : { 'Content-Encoding': 'br' })
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await pipeline(createReadStream(body.path), response);
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const [pathname = '/', query] = (request.url ?? '/').split('?', 2);
  const path = insidePath(folder, pathname);
  if (path === undefined) {
    response.writeHead(400).end();
    return;
  }
  let found = await fileAt(path);
  if (found === 'folder') {
    if (!pathname.endsWith('/')) {
      // Relative links of the page count from the folder. Kept on this host whatever the path looks like, and not remembered:
      // another project may be served at this port tomorrow.
      response.writeHead(307, { Location: `${pathname.replace(/^\/+/, '/')}/${query === undefined ? '' : `?${query}`}` }).end();
      return;
    }
    found = await fileAt(join(path, 'index.html'));
  }
  if (found && found !== 'folder') {
    await send(request, response, found, 200);
    return;
  }
  const missing = await fileAt(join(folder, '404.html'));
  if (missing && missing !== 'folder') await send(request, response, missing, 404);
  else response.writeHead(404).end();
}

/**
 * Serves a folder of built files on this machine only: `index.html` for folders, the brotli copy that lies beside
 * a file where the reader takes it, `404.html` for what is not there. Nothing outside the folder can be read.
 * @throws the error of the port (`EADDRINUSE`, `EACCES`) when it cannot be had.
 */
export async function serveFolder(folder: string, { port, headers = {} }: ServeOptions): Promise<FolderServer> {
  const base = normalize(folder).replace(/[/\\]+$/, '');
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(base, request, response).catch(() => {
      // The reader went away, or the file did while being read.
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', resolve);
  });
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
