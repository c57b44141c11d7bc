import { languageNames, languages } from '../locale/languages.ts';
import type { Desk } from './desk-io.ts';
import { openDevServer } from './dev-server.ts';
import { askedPort } from './start.ts';

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
