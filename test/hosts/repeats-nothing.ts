/** Runs in a page and its frames before other scripts. Frames lose timers of a second or more. */
export const repeatsNothing = `
  if (parent !== window) {
    const later = window.setTimeout;
    window.setTimeout = (run, time, ...given) => (time >= 1000 ? 0 : later(run, time, ...given));
  }
`;
