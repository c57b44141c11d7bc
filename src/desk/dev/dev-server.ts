import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import {
  createServer,
  isRunnableDevEnvironment,
  type EnvironmentModuleNode,
  type Plugin,
  type RunnableDevEnvironment,
  type ViteDevServer
} from 'vite';
import { bundleScripts, type InlineScripts } from '../../site/assets/bundle-script.ts';
import { contentTypeOf } from '../../site/output/content-types.ts';
import type { DevChange } from '../../site/dev/dev-client.ts';
import { bareDevPage, devPage, devScript, type DevFault } from '../../site/dev/dev-page.ts';
import { devPolicy } from '../../site/dev/dev-policy.ts';
import { headersFor } from '../../site/headers.ts';
import type { Contents, RouteTable } from '../../site/route.ts';
import { oembedFile } from '../../site/server-config/oembed-width.ts';
import { openTypeFaces, type TypeFaces } from '../../site/pictures/type-faces.ts';
import type { Problem, StoryRefused } from '../../story/problem.ts';
import { languageNames, languages } from '../../locale/languages.ts';
import type { Desk } from '../cli/desk-io.ts';
import { askedPort } from './start.ts';

/** What a development server serves. */
export interface DevServerOptions {
  /** The project with the code. */
  root: string;
  /** The project whose `data/` is shown; the same when left out. */
  project?: string;
  /** The first port that is tried; the next free one is taken. */
  port: number;
}

export interface DevServer {
  /** `http://localhost:<port>/` */
  url: string;
  port: number;
  close(): Promise<void>;
}

/** The site as it was last opened, and what keeps it from being built. */
interface Opened {
  /** Undefined until it could be opened once. */
  routes: RouteTable | undefined;
  faults: DevFault[];
}

/** The modules that run in the server, as far as they are asked for here. */
interface SiteModule {
  openDevSite(root: string, project: string, scripts: InlineScripts, type: TypeFaces): Promise<{ routes: RouteTable; problems: Problem[] }>;
}

const faultOf = ({ file, line, column, found, expected, remedy }: Problem): DevFault => ({
  place: `${file}:${line}:${column}`,
  found,
  expected,
  remedy
});

/** Code that does not compile says where. */
interface Located {
  loc?: { file?: string; line: number; column: number };
  id?: string;
}

/** Returns what an editor is told of anything that went wrong. */
function faultsOf(error: unknown, root: string): DevFault[] {
  // Thrown in the server's own modules, whose classes are others than the ones here.
  if (error instanceof Error && 'problems' in error) return (error as StoryRefused).problems.map(faultOf);
  const { loc, id } = error as Located;
  const file = loc?.file ?? id;
  const place = file === undefined ? '' : `${relative(root, file.split('?')[0]!)}${loc ? `:${loc.line}:${loc.column + 1}` : ''}`;
  const found = error instanceof Error ? error.message : String(error);
  return [{ place, found, expected: '', remedy: '' }];
}

/** The site under development: opened when it is first asked for, and again when a file of it has changed. */
class DevSite {
  #opened: Opened = { routes: undefined, faults: [] };
  #opening: Promise<Opened> | undefined;
  #scripts: Awaited<ReturnType<typeof bundleScripts>> | undefined;
  /** The last that each path was answered with. */
  readonly #last = new Map<string, Contents>();

  constructor(
    private readonly options: Required<Pick<DevServerOptions, 'root' | 'project'>>,
    private readonly type: TypeFaces,
    private readonly load: () => Promise<SiteModule>
  ) {}

  /** Forgets what a changed file is in. */
  forget(file: string): void {
    this.#opening = undefined;
    if (!this.#scripts || this.#scripts.modules.has(file)) this.#scripts = undefined;
  }

  /** Returns the site as its files stand now; where it cannot be opened, as it was before, with what is wrong. */
  async open(): Promise<Opened> {
    const opening = (this.#opening ??= this.#openNow());
    const opened = await opening;
    // A file changed in the meantime: what was opened is not what stands now.
    if (this.#opening !== opening) return this.open();
    return (this.#opened = opened);
  }

  async #openNow(): Promise<Opened> {
    const { root, project } = this.options;
    try {
      const { openDevSite } = await this.load();
      this.#scripts ??= await bundleScripts(root);
      const { routes, problems } = await openDevSite(root, project, this.#scripts.scripts, this.type);
      return { routes, faults: problems.map(faultOf) };
    } catch (error) {
      return { routes: this.#opened.routes, faults: faultsOf(error, root) };
    }
  }

  /**
   * Returns what a path is answered with, and what is wrong: with the site, or with this path alone, which is then answered with what it
   * was before. Undefined when the site has no such path.
   */
  async answer(path: string): Promise<{ contents: Contents | undefined; faults: readonly DevFault[] } | undefined> {
    const { routes, faults } = await this.open();
    const make = routes?.get(path);
    if (!make) return routes ? undefined : { contents: undefined, faults };
    try {
      const contents = await make();
      this.#last.set(path, contents);
      return { contents, faults };
    } catch (error) {
      return { contents: this.#last.get(path), faults: [...faults, ...faultsOf(error, this.options.root)] };
    }
  }
}

/** Returns the path of the site that a request names: `id/index.html` for `/id/`; undefined when it is malformed. */
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

/** What a path is sent with: as a host sends it, never kept by the browser, and with room for the development server. */
function headersUnderDevelopment(path: string): Record<string, string> {
  const headers = { ...headersFor(path), 'Cache-Control': 'no-cache', 'Content-Type': contentTypeOf(path) };
  const policy = 'Content-Security-Policy';
  return policy in headers ? { ...headers, [policy]: devPolicy(String(headers[policy])) } : headers;
}

function send(response: ServerResponse, status: number, path: string, contents: Contents): void {
  response.writeHead(status, headersUnderDevelopment(path)).end(contents);
}

/** Answers what the site has; leaves the rest to Vite: scripts, styles, fonts. */
async function respond(site: DevSite, request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> {
  const path = pathOf(request.url ?? '/');
  if (path === undefined || path.startsWith('@') || /^(src|node_modules)\//.test(path)) return next();
  const answer = await site.answer(path);
  if (!answer) {
    const folder = await site.answer(`${path}/index.html`);
    if (!folder?.contents) return next();
    const { search } = new URL(request.url ?? '/', 'http://localhost');
    response.writeHead(307, { Location: `/${path}/${search}` }).end();
    return;
  }
  const { contents, faults } = answer;
  const isPage = path.endsWith('.html');
  if (contents === undefined) {
    // Nothing of it was ever shown. A page says why; a file has nowhere to say it.
    if (isPage) send(response, 500, 'index.html', bareDevPage(faults));
    else if (faults.length > 0) send(response, 500, 'robots.txt', faults.map(({ place, found }) => `${place} ${found}\n`).join(''));
    else next();
    return;
  }
  send(response, 200, path, isPage && typeof contents === 'string' ? devPage(contents, faults) : contents);
}

async function respondMissing(site: DevSite, response: ServerResponse): Promise<void> {
  const answer = await site.answer('404.html');
  send(
    response,
    404,
    '404.html',
    typeof answer?.contents === 'string' ? devPage(answer.contents, answer.faults) : bareDevPage(answer?.faults ?? [])
  );
}

/** The addresses under which a page may have loaded a module, or a style sheet that takes it in. */
function addressesOf(modules: readonly EnvironmentModuleNode[]): string[] {
  const seen = new Set<EnvironmentModuleNode>();
  const visit = (module: EnvironmentModuleNode) => {
    if (seen.has(module)) return;
    seen.add(module);
    for (const importer of module.importers) if (importer.file?.endsWith('.css')) visit(importer);
  };
  modules.forEach(visit);
  return [...seen].map(({ url }) => url.split('?')[0]!);
}

const tell = (server: ViteDevServer, change: DevChange) => server.environments['client']!.hot.send('terhubung:change', change);

/** Which changes of a file are seen in place, where a page has loaded it. */
const changesInPlace = /\.(css|svelte)$/;

/**
 * Serves the site under development on this machine: every path that a build writes, made of the files as they stand when it is asked
 * for. A change of anything under `data/` or `src/` is shown at once in the pages that are open; what would stop a build is shown over
 * them, with its place, until it is mended.
 * @throws the error of the port when it cannot be had.
 */
export async function openDevServer({ root, project = root, port }: DevServerOptions): Promise<DevServer> {
  const type = await openTypeFaces(root);
  /** Runs the site's own modules, once the server is made. */
  const running: { environment?: RunnableDevEnvironment } = {};
  const load = async () => (await running.environment!.runner.import(join(root, 'src/site/dev/dev-site.ts'))) as SiteModule;
  const site = new DevSite({ root, project }, type, load);
  let telling = false;

  /** Opens the site again and tells the pages, so that they find it open when they load again. What changes meanwhile is told with it. */
  const tellOfSite = async (server: ViteDevServer) => {
    if (telling) return;
    telling = true;
    const { faults } = await site.open();
    telling = false;
    tell(server, { kind: 'site', faults });
  };

  const folders = [join(project, 'data'), join(root, 'src')];
  const takeIn = (file: string, isInPlace: boolean, server: ViteDevServer) => {
    const modulesIn = (environment: string) => [...(server.environments[environment]!.moduleGraph.getModulesByFile(file) ?? [])];
    const inPlace = isInPlace ? modulesIn('client') : [];
    site.forget(file);
    if (inPlace.length > 0) tell(server, { kind: 'in place', addresses: addressesOf(inPlace) });
    else void tellOfSite(server);
  };

  const plugin: Plugin = {
    name: 'terhubung:dev',
    configureServer(server) {
      server.watcher.add(folders);
      // At once, so that a page which asks before the change was taken in waits for it.
      server.watcher.on('all', (_event, file) => site.forget(file));
      server.middlewares.use((request, response, next) => {
        if (request.url === devScript) {
          const script = [
            `import { createHotContext } from '/@vite/client';`,
            `import { follow } from '/src/site/dev/dev-client.ts';`,
            `follow(window, createHotContext('${devScript}'));`
          ].join('\n');
          response.writeHead(200, { 'Content-Type': contentTypeOf(devScript), 'Cache-Control': 'no-cache' }).end(script);
          return;
        }
        respond(site, request, response, next).catch(next);
      });
      return () => {
        server.middlewares.use((_request, response, next) => void respondMissing(site, response).catch(next));
      };
    },
    // Called once the modules of the file are known to be out of date.
    hotUpdate({ file, server }) {
      const isInPlace = changesInPlace.test(file);
      if (this.environment.name === 'client') return isInPlace ? undefined : [];
      if (this.environment.name === 'ssr' && folders.some((folder) => file.startsWith(folder + sep))) takeIn(file, isInPlace, server);
      return [];
    }
  };

  const server = await createServer({
    root,
    configFile: false,
    publicDir: 'static',
    appType: 'custom',
    logLevel: 'error',
    clearScreen: false,
    plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), plugin],
    optimizeDeps: { entries: ['src/pages/client/story-client.ts', 'src/cards/embed/partners-client.ts'] },
    server: {
      port,
      host: 'localhost',
      strictPort: false,
      watch: { ignored: ['dist', 'build', 'test'].map((name) => join(root, name, '**')) }
    }
  });
  const ssr = server.environments['ssr']!;
  if (!isRunnableDevEnvironment(ssr)) throw new Error('found a server environment of Vite that runs no modules, expected its usual one');
  running.environment = ssr;
  try {
    await server.listen();
  } catch (error) {
    await server.close();
    await type.close();
    throw error;
  }
  // So that the first page does not wait for all of it.
  void site.open();
  const taken = (server.httpServer!.address() as AddressInfo).port;
  return {
    port: taken,
    url: `http://localhost:${taken}/`,
    async close() {
      await server.close();
      await type.close();
    }
  };
}

/**
 * `npm run dev`: serves the story, the pages beside it, cards, pictures and tables as their files stand, and shows each change of them
 * in the open pages. Ends at Ctrl+C with 0.
 */
export async function dev(_argv: string[], desk: Desk): Promise<number> {
  const port = askedPort(process.env['PORT']);
  const server = await openDevServer({ root: desk.root, port });
  if (server.port !== port) desk.err(`Port ${port} is taken; serving at ${server.port} instead.`);
  const width = Math.max(...languages.map((language) => languageNames[language].length));
  for (const language of languages) desk.out(`${languageNames[language].padEnd(width)}  ${server.url}${language}/`);
  desk.err('A saved change is shown at once. Press Ctrl+C to stop.');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  return 0;
}
