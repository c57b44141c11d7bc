import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { serveFolder, type FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { headersFor } from '../../src/site/headers.ts';

const dist = join(import.meta.dirname, '..', '..', 'dist');
let server: FolderServer | undefined;

export function useSite() {
  beforeAll(async () => {
    if (!existsSync(join(dist, 'index.html')))
      throw new Error('dist/ is missing: run `npm run build` first; `npm test` does so by itself');
    server = await serveFolder(dist, { port: 0, headers: headersFor });
  });
  afterAll(async () => {
    await server?.close();
  });
}

export function siteUrl(path: string) {
  if (!server) throw new Error('call useSite() at the top of the test file');
  return server.url + path;
}
