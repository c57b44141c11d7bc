import { tmpdir } from 'node:os';
import type { Language } from '#locale/languages.ts';
import { say } from '#locale/say.ts';
import type { Desk } from '../cli/desk-io.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';
import { speakLanguage } from '../words/choose-language.ts';
import { serveWindow } from './serve-window.ts';

export interface WindowRun {
  language: Language;
  openBrowser(url: string): void;
  until: Promise<unknown>;
}

export const runWindow = (desk: Desk, { language, openBrowser, until }: WindowRun) =>
  withTemporaryFolder(tmpdir(), 'terhubung-window', async (folder) => {
    const server = await serveWindow(desk, { folder, language });
    speakLanguage(language);
    desk.out(server.url);
    desk.err(
      say`The desk is open at this address, on this machine only. Press Ctrl+C to close it.`
    );
    desk.err(say`For the list of commands, run \`npm run desk -- help\`.`);
    openBrowser(server.urlOnce);
    await until;
    await server.close();
    return 0;
  });
