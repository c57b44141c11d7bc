import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin, ViteDevServer } from 'vite';
import { bareDevPage, devPage, devPolicy } from '#site/dev/dev-page.ts';
import { contentTypeOf } from '#site/output/content-types.ts';
import type { Contents } from '#site/route.ts';
import { oembedFile } from '#site/server-config/edge/paths.js';
import type { DevRoutes } from './dev-routes.ts';
import { headersHere } from './start.ts';

/** Returns a request's path on the site: `id/index.html` for `/id/`; undefined if malformed. */
function pathOf(url: string) {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  try {
    const path = decodeURIComponent(pathname).slice(1);
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    return file.includes('/oembed/') ? oembedFile(file, searchParams.get('maxwidth')) : file;
  } catch {
    return undefined;
  }
}

function headersUnderDevelopment(path: string) {
  const headers = { ...headersHere(path), 'Content-Type': contentTypeOf(path) };
  const policy = 'Content-Security-Policy';
  return policy in headers ? { ...headers, [policy]: devPolicy(String(headers[policy])) } : headers;
}

function send(response: ServerResponse, status: number, path: string, contents: Contents) {
  response.writeHead(status, headersUnderDevelopment(path)).end(contents);
}

async function respond(
  routes: DevRoutes,
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void
) {
  const path = pathOf(request.url ?? '/');
  if (path === undefined || path.startsWith('@') || /^(src|node_modules)\//.test(path))
    return next();
  const answer = await routes.answer(path);
  if (!answer) {
    const folder = await routes.answer(`${path}/index.html`);
    if (!folder?.contents) return next();
    const { search } = new URL(request.url ?? '/', 'http://localhost');
    response.writeHead(307, { Location: `/${path}/${search}` }).end();
    return;
  }
  const { contents, faults } = answer;
  const isPage = path.endsWith('.html');
  if (contents === undefined) {
    if (isPage) send(response, 500, 'index.html', bareDevPage(faults));
    else if (faults.length > 0)
      send(
        response,
        500,
        'robots.txt',
        faults.map(({ place, wrong, fix }) => `${`${place} ${wrong} ${fix}`.trimEnd()}\n`).join('')
      );
    else next();
    return;
  }
  send(
    response,
    200,
    path,
    isPage && typeof contents === 'string' ? devPage(contents, faults) : contents
  );
}

async function respondMissing(routes: DevRoutes, response: ServerResponse) {
  const answer = await routes.answer('404.html');
  send(
    response,
    404,
    '404.html',
    typeof answer?.contents === 'string'
      ? devPage(answer.contents, answer.faults)
      : bareDevPage(answer?.faults ?? [])
  );
}

/**
 * Returns a plugin of Vite that serves the site's paths before Vite's, the 404 page after them, and
 * reloads open pages after each change below `folders`.
 */
export function devPlugin(routes: DevRoutes, folders: readonly string[]): Plugin {
  let telling = false;
  /** With slashes, as Vite writes paths on Windows too. */
  const within = folders.map((folder) => `${folder.replaceAll('\\', '/')}/`);
  /** Opens the site before the pages reload. Changes in the meantime need no message of their own. */
  const reload = async (server: ViteDevServer) => {
    if (telling) return;
    telling = true;
    await routes.open();
    telling = false;
    server.environments['client']!.hot.send({ type: 'full-reload' });
  };

  return {
    name: 'terhubung:dev',
    configureServer(server) {
      server.watcher.add([...folders]);
      // At once, so that a page which loads now waits for the change.
      server.watcher.on('all', (_event, file) => routes.forget(file));
      server.middlewares.use(
        (request, response, next) => void respond(routes, request, response, next).catch(next)
      );
      return () => {
        server.middlewares.use(
          (_request, response, next) => void respondMissing(routes, response).catch(next)
        );
      };
    },
    hotUpdate({ file, server }) {
      if (this.environment.name === 'ssr' && within.some((folder) => file.startsWith(folder))) {
        routes.forget(file);
        void reload(server);
      }
      return [];
    }
  };
}
