import { z } from 'zod';
import type { Language } from '../../locale/languages.ts';
import type { FilmScene } from '../../cards/embed/film-names.ts';

/** Where the films of a scene lie in a project, each language in a folder of its own. They are made on demand and never committed. */
export const filmFolder = (scene: FilmScene) => `build/films/${scene}`;

/** The path of a film in the folder of its scene. */
export const filmPath = (language: Language, name: string) => `${language}/${name}`;

/** The note that lies beside the films of a scene. */
export const filmNote = 'films.json';

const noteSchema = z.array(
  z.strictObject({
    path: z.string(),
    /** Of the pictures and how long each stands: `filmDigest`. */
    digest: z.string(),
    bytes: z.number().int(),
    sha256: z.string()
  })
);

/** One film of a note: what the file holds, and what it was made of. */
export type FilmNote = z.infer<typeof noteSchema>[number];

/** Returns the lines of a note; none where it cannot be read: such films are as good as not made. */
export function readFilmNote(text: string): FilmNote[] {
  try {
    return noteSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}
