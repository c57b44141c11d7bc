import { spawn } from 'node:child_process';
import { encoderSettings, type FilmInfo } from '../../site/films/encoder-settings.ts';
import { Refusal } from '../cli/desk-io.ts';
import { findProgram, isRunnable } from '../files/find-program.ts';

/**
 * Returns the path of ffmpeg in the folders of a `PATH`.
 * @throws Refusal with what to do when there is none.
 */
export function findFfmpeg(path: string | undefined, mayRun = isRunnable): string {
  const found = findProgram(['ffmpeg', 'ffmpeg.exe'], path, mayRun);
  if (found) return found;
  throw new Refusal(
    'found no ffmpeg on this machine, expected one that writes H.264: install it (Debian, Ubuntu: `apt-get install ffmpeg`; macOS: `brew install ffmpeg`; Windows: `winget install ffmpeg`) and run this again'
  );
}

/** Pixels of one picture and how many beats it stands. */
export interface RawFrame {
  pixels: Uint8Array;
  beats: number;
}

/**
 * Writes pictures as one MP4 of H.264.
 * @throws Refusal with what ffmpeg said when it cannot, or an error of the disk when that is full.
 */
export async function encodeFilm(
  ffmpeg: string,
  told: FilmInfo,
  frames: AsyncIterable<RawFrame>,
  file: string
): Promise<void> {
  const child = spawn(ffmpeg, encoderSettings(told, file), { stdio: ['pipe', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  // What ends before it has read all says why by its exit code.
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
  const said = complaint.trim().split('\n').at(-1) ?? '';
  if (said.includes('No space left on device'))
    throw Object.assign(new Error(said), { code: 'ENOSPC' });
  throw new Refusal(
    `found an ffmpeg that ended with ${code}${said ? ` (“${said.slice(0, 200)}”)` : ''}, expected a film: it must have libx264, as Debian's package \`ffmpeg\` has`
  );
}
