import type { Language } from '../../locale/languages.ts';

/**
 * The scenes that a film is made of. None ranks, sorts or comes nearer to a country (standards S01,
 * V24).
 */
export const filmScenes = ['world', 'demand', 'speed'] as const;
export type FilmScene = (typeof filmScenes)[number];

/**
 * The shapes of a film, in the order they are listed: upright for telephones, square for feeds,
 * wide for screens.
 */
export const filmForms = ['9x16', '1x1', '16x9'] as const;
export type FilmForm = (typeof filmForms)[number];

/**
 * The name of the film of one shape, and of the still that stands for it where nothing moves
 * (standards A06).
 */
export const filmName = (form: FilmForm) => `film-${form}.mp4` as const;
export const stillName = (form: FilmForm) => `film-${form}.png` as const;

/** The captions and the words of a film, alike for every shape. */
export const captionsName = 'film.vtt';
export const transcriptName = 'film.txt';

/**
 * Where the films of a scene lie in a project, each language in a folder of its own. They are made
 * on demand and never committed.
 */
export const filmFolder = (scene: FilmScene) => `build/films/${scene}`;

/** The path of a film in the folder of its scene. */
export const filmPath = (language: Language, name: string) => `${language}/${name}`;
