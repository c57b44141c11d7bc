/**
 * Runs in a page and in its frames before any script of theirs: what a frame would do after a
 * second or more is not done.
 */
export const repeatsNothing = `
  if (parent !== window) {
    const later = window.setTimeout;
    window.setTimeout = (run, time, ...given) => (time >= 1000 ? 0 : later(run, time, ...given));
  }
`;
