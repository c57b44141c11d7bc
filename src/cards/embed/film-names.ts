import type { Language } from '#locale/languages.ts';

/** No film ranks, sorts or zooms in on a country (S01, V24). */
export const filmScenes = ['world', 'signal', 'unknown'] as const;
export type FilmScene = (typeof filmScenes)[number];

export const filmForms = ['9x16', '1x1', '16x9'] as const;
export type FilmForm = (typeof filmForms)[number];

/** The still replaces the film for readers who turned motion off (A06). */
export const filmName = (form: FilmForm) => `film-${form}.mp4` as const;
export const stillName = (form: FilmForm) => `film-${form}.png` as const;

export const captionsName = 'film.vtt';
export const transcriptName = 'film.txt';

/** Films are made on demand and never committed. */
export const filmFolder = (scene: FilmScene) => `build/films/${scene}`;

export const filmPath = (language: Language, name: string) => `${language}/${name}`;
