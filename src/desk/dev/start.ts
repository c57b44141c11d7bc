import { once } from 'node:events';
import { join } from 'node:path';
import { languageNames, languages } from '#locale/languages.ts';
import { headersFor } from '#site/headers.ts';
import { ensureEdition } from '../output/build.ts';
import { refuse, type Desk } from '../cli/desk-io.ts';
import { codeOf } from '../files/disk-refusal.ts';
import { serveFolder } from './serve-folder.ts';
import { say } from '#locale/say.ts';

const usualPort = 4173;

export function askedPort(value: string | undefined) {
  if (value === undefined || value === '') return usualPort;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    refuse(
      'port',
      say`PORT is "${value}", which is not a port.`,
      say`Set it to a whole number from 1 to 65535, or unset it.`
    );
  return port;
}

/** Returns the headers of a draft: no browser caches it, and no other site's page reads it. */
export function headersHere(path: string): Record<string, string> {
  const { 'Access-Control-Allow-Origin': _anyone, ...headers } = headersFor(path);
  return { ...headers, 'Cache-Control': 'no-cache' };
}

export async function serveAtFreePort(folder: string, port: number, desk: Pick<Desk, 'err'>) {
  const headers = headersHere;
  const server = await serveFolder(folder, { port, headers }).catch((error: unknown) => {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    return serveFolder(folder, { port: 0, headers });
  });
  sayPort(server.port, port, desk);
  return server;
}

export function sayPort(taken: number, asked: number, desk: Pick<Desk, 'err'>) {
  if (taken !== asked) desk.err(say`Port ${asked} is taken; serving at ${taken} instead.`);
}

export function printStory(url: string, desk: Pick<Desk, 'out'>) {
  const width = Math.max(...languages.map((language) => languageNames[language].length));
  for (const language of languages)
    desk.out(`${languageNames[language].padEnd(width)}  ${url}${language}/`);
}

export const interrupted = (): Promise<unknown> =>
  Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)));

export async function start(_argv: string[], desk: Desk) {
  const port = askedPort(process.env['PORT']);
  await ensureEdition(desk);
  const server = await serveAtFreePort(join(desk.root, 'dist'), port, desk);
  printStory(server.url, desk);
  desk.err(say`Press Ctrl+C to stop.`);
  await interrupted();
  await server.close();
  return 0;
}
