import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer, isRunnableDevEnvironment } from 'vite';
import type * as Pages from '#site/build-pages.ts';
import { tellLanguages } from '#site/assets/bundle-script.ts';
import { useLanguages } from '#site/languages/added-languages.ts';
import { openTypeFaces } from '#site/pictures/type-faces.ts';
import { readProject } from '#site/story/read-project.ts';
import type { Desk } from '../cli/desk-io.ts';
import { devPlugin } from './dev-plugin.ts';
import { DevRoutes } from './dev-routes.ts';
import { askedPort, interrupted, printStory, sayPort } from './start.ts';
import { say } from '#locale/say.ts';

/**
 * Serves the site from the code of `root` and the `data/` of `project`.
 * @param port the first to try; the next free one is taken.
 */
export async function openDevServer({
  root,
  project = root,
  port
}: {
  root: string;
  project?: string;
  port: number;
}) {
  const type = await openTypeFaces(root);
  const load = async () => {
    const ssr = server.environments['ssr'];
    if (!ssr || !isRunnableDevEnvironment(ssr))
      throw new Error(say`This server of Vite runs no modules.`);
    return (await ssr.runner.import(join(root, 'src/site/build-pages.ts'))) as typeof Pages;
  };
  const routes = new DevRoutes({ root, project }, type, load);
  useLanguages(await readProject(project));
  const server = await createServer({
    root,
    configFile: false,
    publicDir: 'static',
    appType: 'custom',
    logLevel: 'error',
    clearScreen: false,
    plugins: [
      svelte({ configFile: false, compilerOptions: { runes: true } }),
      tellLanguages(),
      devPlugin(routes, [join(project, 'data'), join(root, 'src')])
    ],
    optimizeDeps: {
      entries: ['src/pages/client/story-client.ts', 'src/cards/embed/partners-client.ts']
    },
    server: {
      port,
      host: 'localhost',
      strictPort: false,
      watch: { ignored: ['dist', 'build', 'test'].map((name) => join(root, name, '**')) }
    }
  });
  const close = async () => {
    await server.close();
    await type.close();
  };
  try {
    await server.listen();
  } catch (error) {
    await close();
    throw error;
  }
  // In advance, so that the first page comes sooner.
  void routes.open();
  const taken = (server.httpServer!.address() as AddressInfo).port;
  return { port: taken, url: `http://localhost:${taken}/`, close };
}

export async function dev(_argv: string[], desk: Desk) {
  const port = askedPort(process.env['PORT']);
  const server = await openDevServer({ root: desk.root, port });
  sayPort(server.port, port, desk);
  printStory(server.url, desk);
  desk.err(say`A saved change is shown at once. Press Ctrl+C to stop.`);
  await interrupted();
  await server.close();
  return 0;
}
