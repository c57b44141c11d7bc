import { once } from 'node:events';
import { join } from 'node:path';
import { languageNames, languages } from '../../locale/languages.ts';
import { headersFor, type Headers } from '../../site/headers.ts';
import { ensureEdition } from '../output/build.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { serveFolder, type FolderServer } from './serve-folder.ts';

const usualPort = 4173;
/** How many ports after the asked one are tried. */
const further = 50;

/**
 * Returns the port that `PORT` asks for, the usual one when it is unset.
 * @throws Refusal when it is no port.
 */
export function askedPort(value: string | undefined): number {
  if (value === undefined || value === '') return usualPort;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Refusal(
      `PORT: found "${value}", expected a whole number from 1 to 65535. Unset it or choose another.`
    );
  }
  return port;
}

/**
 * Returns what a path is sent with on this machine: kept by no browser, and read by no page of
 * another site, which what may be a draft is not for.
 */
export function headersHere(path: string): Record<string, string> {
  const { 'Access-Control-Allow-Origin': _anyone, ...headers } = headersFor(path);
  return { ...headers, 'Cache-Control': 'no-cache' };
}

/**
 * Serves a folder at the first free port from `port`, kept by no browser; `pathOf` gives paths on
 * the site.
 * @throws Refusal when all are taken.
 */
export async function serveAtFreePort(
  folder: string,
  port: number,
  desk: Pick<Desk, 'err'>,
  pathOf: (path: string) => string = (path) => path
): Promise<FolderServer> {
  const headers = (path: string): Headers => headersHere(pathOf(path));
  for (let tried = port; tried <= Math.min(port + further, 65_535); tried++) {
    try {
      const server = await serveFolder(folder, { port: tried, headers });
      if (tried !== port) desk.err(`Port ${port} is taken; serving at ${tried} instead.`);
      return server;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Refusal(
    `Ports ${port} to ${Math.min(port + further, 65_535)} are all taken. Close one of their programs, or set PORT to another.`
  );
}

/** Prints the address of the story in each language. */
export function printStory(url: string, desk: Pick<Desk, 'out'>): void {
  const width = Math.max(...languages.map((language) => languageNames[language].length));
  for (const language of languages)
    desk.out(`${languageNames[language].padEnd(width)}  ${url}${language}/`);
}

/** Waits for Ctrl+C, or for the end that the system asks for. */
export const interrupted = (): Promise<unknown> =>
  Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)));

/**
 * `npm start`: builds the edition where needed, serves it and prints the address of each language.
 * Ends at Ctrl+C with 0.
 */
export async function start(_argv: string[], desk: Desk): Promise<number> {
  const port = askedPort(process.env['PORT']);
  await ensureEdition(desk);
  const server = await serveAtFreePort(join(desk.root, 'dist'), port, desk);
  printStory(server.url, desk);
  desk.err('Press Ctrl+C to stop.');
  await interrupted();
  await server.close();
  return 0;
}
