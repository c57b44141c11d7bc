import type { Component } from 'svelte';
import type { Words } from '../copy/words.ts';
import type { MapLayer, StoryData } from '../story/data.ts';
import type { Figure } from './figure.ts';

/**
 * A picture as the server draws it; of a card's map one `layer`, on a long page `folded`: what
 * answers a question of its own stands apart.
 */
export type Picture = Component<{
  data: StoryData;
  words: Words;
  idPrefix: string;
  layer?: MapLayer;
  folded?: boolean;
}>;

// By their place beside `figure.ts`, which names none of them: the desk reads figures without
// compiling a component.
const pictures = import.meta.glob<Picture>('./*/Chart.svelte', { eager: true, import: 'default' });
const sheets = import.meta.glob<string>('./*/*.css', {
  eager: true,
  query: '?inline',
  import: 'default'
});

/** Returns the picture of a figure. @throws Error naming the file that is not there. */
export function pictureOf({ chart }: Pick<Figure, 'chart'>): Picture {
  const picture = pictures[`./${chart}/Chart.svelte`];
  if (!picture)
    throw new Error(
      `found no src/charts/${chart}/Chart.svelte, expected the picture of the figure in that folder`
    );
  return picture;
}

/**
 * Returns the style sheet of a figure in a card: `<chart>.css`, which the page has too, and
 * `card.css`.
 */
export function cardSheetOf({ chart }: Pick<Figure, 'chart'>): string {
  return [chart, 'card'].map((name) => sheets[`./${chart}/${name}.css`] ?? '').join('');
}
