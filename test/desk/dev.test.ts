import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connect } from 'vite';
import { expect, it } from 'vitest';
import { devPlugin } from '../../src/desk/dev/dev-plugin.ts';
import { DevRoutes } from '../../src/desk/dev/dev-routes.ts';
import type { TypeFaces } from '../../src/site/pictures/type-faces.ts';

const project = { root: '/project', project: '/project' };

it('opens the site again when a file changes in the meantime', async () => {
  let times = 0;
  const routes: DevRoutes = new DevRoutes(project, {} as TypeFaces, async () => {
    await Promise.resolve();
    if (++times === 1) routes.forget('/project/data/copy/en/opening.md');
    throw new Error(`read ${times} times`);
  });
  expect((await routes.open()).faults).toMatchObject([{ wrong: 'read 2 times' }]);
});

it('shows the faults on every page until the site can be opened', async () => {
  const routes = new DevRoutes(project, {} as TypeFaces, () =>
    Promise.reject(new Error('a comma too many'))
  );
  const answers: Connect.NextHandleFunction[] = [];
  const vite = {
    watcher: { add: () => {}, on: () => {} },
    middlewares: { use: (answer: Connect.NextHandleFunction) => answers.push(answer) }
  };
  (devPlugin(routes, []).configureServer as (server: unknown) => void)(vite);
  const server = createServer((request, response) =>
    answers[0]!(request, response, () => response.end('left to Vite'))
  );
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  try {
    const ask = (path: string) =>
      fetch(`http://localhost:${(server.address() as AddressInfo).port}/${path}`);
    const page = await ask('id/');
    expect([page.status, page.headers.get('content-type')]).toEqual([
      500,
      'text/html; charset=utf-8'
    ]);
    expect(await page.text()).toContain('<pre>a comma too many</pre>');
    const file = await ask('data/data.csv');
    expect([file.status, await file.text()]).toEqual([500, ' a comma too many\n']);
    expect(await (await ask('src/pages/client/story-client.ts')).text()).toBe('left to Vite');
  } finally {
    server.close();
  }
});
