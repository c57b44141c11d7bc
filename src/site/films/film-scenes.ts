import type { FilmScene } from '../../cards/embed/film-names.ts';
import type { ChapterCopy } from '../../copy/read-chapter.ts';
import type { Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { demandFilm } from './film-demand.ts';
import type { FilmPlan } from './film-plan.ts';
import { speedFilm } from './film-speed.ts';
import { worldFilm } from './film-world.ts';

/** Returns what a film of a scene says and shows, in one language. @throws Error when the scene has nothing to show, or a label is missing. */
export function filmPlan(scene: FilmScene, data: StoryData, words: Words, copy: ChapterCopy): FilmPlan {
  return scene === 'world' ? worldFilm(data, words) : scene === 'demand' ? demandFilm(data, words, copy) : speedFilm(data, words, copy);
}
