import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { languages } from '../../locale/languages.ts';
import { say } from '../../locale/say.ts';
import { formatSize } from '../../locale/numbers.ts';
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
} from '../../cards/embed/film-names.ts';
import { filmShapes } from '../../site/films/film-sheet.ts';
import {
  filmCaptions,
  filmDigest,
  filmLimits,
  filmOf,
  filmTranscript,
  type Film,
  filmNote,
  type FilmNote
} from '../../site/films/film.ts';
import { openStory } from '../../site/story/open-story.ts';
import { pngOf, rawFrame } from '../../site/pictures/png.ts';
import { openTypeFaces, type TypeFaces } from '../../site/pictures/type-faces.ts';
import { StoryRefused } from '../../story/problem.ts';
import { sha256 } from '../../vintages/sha256.ts';
import { command, nothingWritten, wrongUsage } from '../cli/command.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { counting } from '../cli/progress.ts';
import { onDisk } from '../files/disk-refusal.ts';
import { encodeFilm, findFfmpeg, type RawFrame } from './encode-film.ts';
import { projectOf } from '../files/disk-project.ts';
import { freshFolder, replaceFolder } from '../files/switch-folder.ts';

/** Renders the next frame while one is written. */
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

async function makeFilms(
  scene: FilmScene,
  folder: string,
  ffmpeg: string,
  desk: Desk
): Promise<FilmNote[]> {
  const story = openStory(await projectOf(desk).read());
  const errors = story.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new StoryRefused(errors);
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
        if (bytes.length > filmLimits.bytes) {
          throw new Refusal(
            'film-size',
            say`${path} is ${formatSize(bytes.length, 'en')}, more than the limit of ${formatSize(filmLimits.bytes, 'en')}.`,
            say`Use Debian’s ffmpeg, which compresses better than this one.`
          );
        }
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
  nothingWritten,
  async ({ words: [asked], usage }, desk, path: string | undefined = process.env['PATH']) => {
    const scene = filmScenes.find((candidate) => candidate === asked);
    if (!scene) throw wrongUsage(say`“${asked}” has no film.`, usage);
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
