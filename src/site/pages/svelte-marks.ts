/** The comments by which Svelte takes over its own markup: empty, `[`, `[!`, `[-1`, `]`. */
export const svelteMarks = /<!--(\[-?\d*!?|\]|)-->/g;

/** Returns the story's markup without the comments that nothing reads: islands write into empty places, and none is taken over. */
export function withoutIdleMarks(html: string): string {
  return html.replace(/<!--\w*-->/g, '').replace(svelteMarks, '');
}
