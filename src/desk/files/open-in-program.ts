import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { say } from '../../locale/say.ts';
import { Refusal } from '../cli/desk-io.ts';
import { findProgram } from './find-program.ts';

/** Editors that need the terminal, which the desk's page does not have. */
const ofTerminals = /^(?:vi|vim|nvim|nano|pico|ed|emacs|micro|joe|mcedit)\b/;

/** Opens a file in the editor's own program: VISUAL, EDITOR, or the system's for such files. */
export function openInProgram(
  path: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform
): void {
  const [own = '', ...words] = (env['VISUAL'] || env['EDITOR'] || '').split(' ').filter(Boolean);
  const isUsable =
    own !== '' && !ofTerminals.test(own.split(/[\\/]/).at(-1)!.replace(extname(own), ''));
  const opener = { darwin: 'open', win32: 'explorer.exe' }[platform] ?? 'xdg-open';
  const program = isUsable ? own : platform === 'win32' ? opener : findProgram([opener]);
  if (program === undefined)
    throw new Refusal(
      'no-program',
      say`No program was found to open ${path}.`,
      say`Open it yourself, or set EDITOR to a program with a window.`
    );
  spawn(program, [...(isUsable ? words : []), path], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
