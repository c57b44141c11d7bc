import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { languages } from '#locale/languages.ts';
import { say } from '#locale/say.ts';
import { formatSize } from '#locale/numbers.ts';
import {
  captionsName,
  filmFolder,
  filmForms,
  filmName,
  filmPath,
  stillName,
  transcriptName,
  filmScenes,
  type FilmScene
} from '#cards/embed/film-names.ts';
import { filmShapes, encoderSettings, type FilmInfo } from '#site/films/film-sheet.ts';
import {
  filmCaptions,
  filmDigest,
  filmLimits,
  filmOf,
  filmTranscript,
  type Film,
  filmNote,
  type FilmNote
} from '#site/films/film.ts';
import { openStory } from '#site/story/open-story.ts';
import { pngOf, rawFrame } from '#site/pictures/png.ts';
import { openTypeFaces, type TypeFaces } from '#site/pictures/type-faces.ts';
import { refuseAny } from '#story/problem.ts';
import { sha256 } from '#vintages/sha256.ts';
import { command, wrongUsage } from '../cli/command.ts';
import { refuse, type Desk } from '../cli/desk-io.ts';
import { counting } from '../cli/progress.ts';
import { onDisk } from '../files/disk-refusal.ts';
import { projectOf } from '../files/disk-project.ts';
import { freshFolder, replaceFolder } from '../files/switch-folder.ts';
import { spawn } from 'node:child_process';
import { findProgram, isRunnable } from '../files/find-program.ts';

export function findFfmpeg(path: string | undefined, mayRun = isRunnable) {
  const found = findProgram(['ffmpeg', 'ffmpeg.exe'], path, mayRun);
  if (found) return found;
  refuse(
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
) {
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
  refuse(
    'ffmpeg',
    say`ffmpeg failed with exit code ${code}${lastLine ? ` (“${lastLine.slice(0, 200)}”)` : ''}.`,
    say`Use an ffmpeg with libx264, such as Debian’s package \`ffmpeg\`.`
  );
}

async function* rawFrames(
  { frames }: Film,
  type: TypeFaces,
  count: () => void
): AsyncGenerator<RawFrame> {
  let next = frames[0] && rawFrame(frames[0].svg, type);
  for (const [index, { beats }] of frames.entries()) {
    const pixels = await next!;
    const after = frames[index + 1];
    next = after && rawFrame(after.svg, type);
    // Its error is thrown where it is awaited.
    next?.catch(() => undefined);
    yield { pixels, beats };
    count();
  }
}

async function makeFilms(scene: FilmScene, folder: string, ffmpeg: string, desk: Desk) {
  const story = openStory(await projectOf(desk).read());
  const errors = story.problems.filter(({ severity }) => severity === 'error');
  refuseAny(errors);
  const type = await openTypeFaces(desk.root);
  const note: FilmNote[] = [];
  try {
    for (const language of languages) {
      const at = (name: string) => join(folder, filmPath(language, name));
      await mkdir(dirname(at(captionsName)), { recursive: true });
      for (const shape of filmForms) {
        const film = filmOf(story, scene, language, shape, type.measure);
        const path = filmPath(language, filmName(shape));
        const doing = say`Drawing film ${note.length + 1} of ${languages.length * filmForms.length}`;
        const count = counting(desk, doing, film.frames.length);
        await encodeFilm(
          ffmpeg,
          { ...filmShapes[shape], language, title: film.title },
          rawFrames(film, type, count),
          join(folder, path)
        );
        const bytes = await readFile(join(folder, path));
        if (bytes.length > filmLimits.bytes)
          refuse(
            'film-size',
            say`${path} is ${formatSize(bytes.length, 'en')}, more than the limit of ${formatSize(filmLimits.bytes, 'en')}.`,
            say`Use Debian’s ffmpeg, which compresses better than this one.`
          );
        await writeFile(at(stillName(shape)), await pngOf(film.still, type));
        note.push({ path, digest: filmDigest(film), bytes: bytes.length, sha256: sha256(bytes) });
      }
      await writeFile(at(captionsName), filmCaptions(story, scene, language));
      await writeFile(at(transcriptName), filmTranscript(story, scene, language));
    }
  } finally {
    await type.close();
  }
  await writeFile(join(folder, filmNote), `${JSON.stringify(note, null, 2)}\n`);
  return note;
}

export const film = command(
  'film',
  async ({ words: [asked], usage }, desk, path: string | undefined = process.env['PATH']) => {
    const scene = filmScenes.find((candidate) => candidate === asked);
    if (!scene)
      throw wrongUsage(say`“${asked}” has no film; these have: ${filmScenes.join(', ')}.`, usage);
    const ffmpeg = findFfmpeg(path);
    const films = {
      folder: join(desk.root, filmFolder(scene)),
      workshop: join(desk.root, 'build', 'films')
    };
    const making = replaceFolder(films, async (fresh) => {
      await mkdir(fresh, { recursive: true });
      return makeFilms(scene, fresh, ffmpeg, desk);
    });
    const note = await onDisk(making, say`at ${freshFolder(films)}`);
    return {
      report: note,
      print({ out }) {
        for (const { path, bytes } of note)
          out(`${filmFolder(scene)}/${path}: ${formatSize(bytes, 'en')}`);
        out(
          say`Captions, a transcript and a still are beside them. The next build or publish offers them to partners.`
        );
      }
    };
  }
);
