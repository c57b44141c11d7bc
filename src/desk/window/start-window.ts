import { spawn } from 'node:child_process';
import { spoken } from '#locale/say.ts';
import type { Desk } from '../cli/desk-io.ts';
import { interrupted } from '../dev/start.ts';
import { loadWindow } from '../bundled.mjs';
import { findProgram } from '../files/find-program.ts';

function openBrowser(url: string) {
  const opener =
    { darwin: 'open', win32: 'explorer.exe' }[process.platform as string] ?? 'xdg-open';
  const program = process.platform === 'win32' ? opener : findProgram([opener]);
  if (program === undefined) return;
  spawn(program, [url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

/** `npm run desk`: opens the desk's page. It is bundled apart, because it has components. */
export async function startWindow(desk: Desk): Promise<number> {
  const { runWindow } = await loadWindow(desk.root);
  return runWindow(desk, { language: spoken(), openBrowser, until: interrupted() });
}
