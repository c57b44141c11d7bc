import type { Component } from 'svelte';
import type { Words } from '../copy/words.ts';
import type { MapLayer, StoryData } from '../story/data.ts';
import type { Figure } from './figure.ts';

/** `layer` selects a map's layer in a card; `folded` shortens a picture on a long page. */
export type Picture = Component<{
  data: StoryData;
  words: Words;
  idPrefix: string;
  layer?: MapLayer;
  folded?: boolean;
}>;

// Found by glob, so that the desk can read `figure.ts` without compiling Svelte.
const pictures = import.meta.glob<Picture>('./*/Chart.svelte', { eager: true, import: 'default' });

/** @throws Error when the component is missing. */
export function pictureOf({ chart }: Pick<Figure, 'chart'>): Picture {
  const picture = pictures[`./${chart}/Chart.svelte`];
  if (!picture)
    throw new Error(
      `src/charts/${chart}/Chart.svelte does not exist. Add the picture of the figure there.`
    );
  return picture;
}
