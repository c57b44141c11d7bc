import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EnvironmentModuleNode, Plugin, ViteDevServer } from 'vite';
import type { DevChange } from '../../site/dev/dev-client.ts';
import { bareDevPage, devPage, devPolicy, devScript } from '../../site/dev/dev-page.ts';
import { contentTypeOf } from '../../site/output/content-types.ts';
import type { Contents } from '../../site/route.ts';
import { oembedFile } from '../../site/server-config/edge/paths.js';
import type { DevRoutes } from './dev-routes.ts';
import { headersHere } from './start.ts';

/** Returns a request's path on the site: `id/index.html` for `/id/`; undefined if malformed. */
function pathOf(url: string): string | undefined {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  try {
    const path = decodeURIComponent(pathname).slice(1);
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    return file.includes('/oembed/') ? oembedFile(file, searchParams.get('maxwidth')) : file;
  } catch {
    return undefined;
  }
}

function headersUnderDevelopment(path: string): Record<string, string> {
  const headers = { ...headersHere(path), 'Content-Type': contentTypeOf(path) };
  const policy = 'Content-Security-Policy';
  return policy in headers ? { ...headers, [policy]: devPolicy(String(headers[policy])) } : headers;
}

function send(response: ServerResponse, status: number, path: string, contents: Contents): void {
  response.writeHead(status, headersUnderDevelopment(path)).end(contents);
}

async function respond(
  routes: DevRoutes,
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void
): Promise<void> {
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

async function respondMissing(routes: DevRoutes, response: ServerResponse): Promise<void> {
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

/** Returns the addresses of some modules, and of the style sheets that import them. */
function addressesOf(modules: readonly EnvironmentModuleNode[]): string[] {
  const seen = new Set<EnvironmentModuleNode>();
  const visit = (module: EnvironmentModuleNode) => {
    if (seen.has(module)) return;
    seen.add(module);
    for (const importer of module.importers) if (importer.file?.endsWith('.css')) visit(importer);
  };
  modules.forEach(visit);
  return [...seen].flatMap(({ url }) => url.split('?', 1));
}

const tell = (server: ViteDevServer, change: DevChange) =>
  server.environments['client']!.hot.send('terhubung:change', change);

/** Files that Vite updates in place where a page has loaded them. */
const changesInPlace = /\.(css|svelte)$/;

const followChanges = [
  `import { createHotContext } from '/@vite/client';`,
  `import { follow } from '/src/site/dev/dev-client.ts';`,
  `follow(window, createHotContext('${devScript}'));`
].join('\n');

/**
 * Returns a plugin of Vite that serves the site's paths before Vite's, the 404 page after them, and
 * reports each change below `folders` to open pages.
 */
export function devPlugin(routes: DevRoutes, folders: readonly string[]): Plugin {
  let telling = false;
  /** With slashes, as Vite writes paths on Windows too. */
  const within = folders.map((folder) => `${folder.replaceAll('\\', '/')}/`);
  /** Opens the site before the pages reload. Changes in the meantime need no message of their own. */
  const tellOfSite = async (server: ViteDevServer) => {
    if (telling) return;
    telling = true;
    await routes.open();
    telling = false;
    tell(server, []);
  };

  return {
    name: 'terhubung:dev',
    configureServer(server) {
      server.watcher.add([...folders]);
      // At once, so that a page which loads now waits for the change.
      server.watcher.on('all', (_event, file) => routes.forget(file));
      server.middlewares.use((request, response, next) => {
        if (request.url === devScript) {
          response
            .writeHead(200, {
              'Content-Type': contentTypeOf(devScript),
              'Cache-Control': 'no-cache'
            })
            .end(followChanges);
        } else respond(routes, request, response, next).catch(next);
      });
      return () => {
        server.middlewares.use(
          (_request, response, next) => void respondMissing(routes, response).catch(next)
        );
      };
    },
    hotUpdate({ file, server }) {
      const isInPlace = changesInPlace.test(file);
      if (this.environment.name === 'client') return isInPlace ? undefined : [];
      if (this.environment.name !== 'ssr' || !within.some((folder) => file.startsWith(folder)))
        return [];
      routes.forget(file);
      const loaded = isInPlace
        ? [...(server.environments['client']!.moduleGraph.getModulesByFile(file) ?? [])]
        : [];
      if (loaded.length > 0) tell(server, addressesOf(loaded));
      else void tellOfSite(server);
      return [];
    }
  };
}
