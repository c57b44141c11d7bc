/** The comments by which Svelte takes over its own markup: empty, `[`, `[!`, `[-1`, `]`. */
export const svelteMarks = /<!--(\[-?\d*!?|\]|)-->/g;

/** The map's controls are all of the story that is taken over; other islands write into empty places. */
const takenOver = /(<div class="choropleth-controls">[\s\S]*?<div class="choropleth-limits">)/;

/** Returns the story's markup without the comments that nothing reads: half a kilobyte of what is sent before the first scroll. */
export function withoutIdleMarks(html: string): string {
  return html
    .split(takenOver)
    .map((part, index) => (index % 2 ? part : part.replace(svelteMarks, '')))
    .join('');
}
