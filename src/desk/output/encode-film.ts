import { spawn } from 'node:child_process';
import { encoderSettings, type FilmInfo } from '../../site/films/film-sheet.ts';
import { Refusal } from '../cli/desk-io.ts';
import { findProgram, isRunnable } from '../files/find-program.ts';
import { say } from '../../locale/say.ts';

/** @throws Refusal when there is no ffmpeg on `path`. */
export function findFfmpeg(path: string | undefined, mayRun = isRunnable): string {
  const found = findProgram(['ffmpeg', 'ffmpeg.exe'], path, mayRun);
  if (found) return found;
  throw new Refusal(
    'ffmpeg',
    say`There is no ffmpeg on this machine.`,
    say`Install it (Debian, Ubuntu: \`apt-get install ffmpeg\`; macOS: \`brew install ffmpeg\`; Windows: \`winget install ffmpeg\`) and run this again.`
  );
}

export interface RawFrame {
  pixels: Uint8Array;
  /** For how many film frames it is shown. */
  beats: number;
}

/** Writes an MP4. @throws Refusal with ffmpeg's last line, or ENOSPC for a full disk. */
export async function encodeFilm(
  ffmpeg: string,
  told: FilmInfo,
  frames: AsyncIterable<RawFrame>,
  file: string
): Promise<void> {
  const child = spawn(ffmpeg, encoderSettings(told, file), { stdio: ['pipe', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  // A process that ends early explains itself by its exit code.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number>((resolve) => {
    child.on('error', (error) => {
      complaint += error.message;
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
  try {
    for await (const { pixels, beats } of frames) {
      for (let count = 0; count < beats && child.exitCode === null; count++) {
        if (!child.stdin.write(pixels))
          await Promise.race([new Promise((resolve) => child.stdin.once('drain', resolve)), ended]);
      }
    }
  } catch (error) {
    child.kill();
    await ended;
    throw error;
  }
  child.stdin.end();
  const code = await ended;
  if (code === 0) return;
  const lastLine = complaint.trim().split('\n').at(-1) ?? '';
  if (lastLine.includes('No space left on device'))
    throw Object.assign(new Error(lastLine), { code: 'ENOSPC' });
  throw new Refusal(
    'ffmpeg',
    say`ffmpeg failed with exit code ${code}${lastLine ? ` (“${lastLine.slice(0, 200)}”)` : ''}.`,
    say`Use an ffmpeg with libx264, such as Debian’s package \`ffmpeg\`.`
  );
}
