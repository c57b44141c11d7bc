import { z } from 'zod';
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
import type { MeasureText } from '../../charts/drawing/face.ts';
import { languages, type Language } from '../../locale/languages.ts';
import { sha256 } from '../../vintages/sha256.ts';
import { encoded, type BinaryFile } from '../output/site-file.ts';
import type { OpenedStory } from '../story/open-story.ts';
import { filmCaptions, filmDigest, filmOf, filmTranscript } from './film.ts';

export const filmNote = 'films.json';

const noteSchema = z.array(
  z.strictObject({
    path: z.string(),
    /** `filmDigest`: frames, durations and encoder settings. */
    digest: z.string(),
    bytes: z.number().int(),
    sha256: z.string()
  })
);

export type FilmNote = z.infer<typeof noteSchema>[number];

/** Returns no lines if the note is unreadable; its films count as not made. */
function readFilmNote(text: string) {
  try {
    return noteSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}

export interface MadeFilms {
  card: FilmScene;
  language: Language;
  files: BinaryFile[];
}

/** Undefined when the words no longer fit. */
function currentDigest(...of: Parameters<typeof filmOf>) {
  try {
    return filmDigest(filmOf(...of));
  } catch {
    return undefined;
  }
}

/** Returns the films that show what this edition shows. Captions and words are always current. */
export async function madeFilms(
  readFile: (path: string) => Promise<Uint8Array | undefined>,
  story: OpenedStory,
  measure: MeasureText
): Promise<MadeFilms[]> {
  const made: MadeFilms[] = [];
  for (const card of filmScenes) {
    const read = (name: string) => readFile(`${filmFolder(card)}/${name}`);
    const bytes = await read(filmNote);
    const note = bytes ? readFilmNote(new TextDecoder().decode(bytes)) : [];
    for (const language of note.length > 0 ? languages : []) {
      const found: MadeFilms['files'] = [];
      for (const form of filmForms) {
        const path = filmPath(language, filmName(form));
        const line = note.find((one) => one.path === path);
        const [film, still] = await Promise.all([
          read(path),
          read(filmPath(language, stillName(form)))
        ]);
        if (!line || !film || !still || sha256(film) !== line.sha256) continue;
        if (currentDigest(story, card, language, form, measure) !== line.digest) continue;
        found.push({ path: filmName(form), bytes: film }, { path: stillName(form), bytes: still });
      }
      if (found.length === 0) continue;
      found.push(
        encoded(captionsName, filmCaptions(story, card, language)),
        encoded(transcriptName, filmTranscript(story, card, language))
      );
      made.push({ card, language, files: found });
    }
  }
  return made;
}
