/** What the reader's system says about movement. */
export interface Motion {
  /** True while pictures may move between states (standards A06). */
  allowed(): boolean;
}

/** Returns a live view of `prefers-reduced-motion`; where the question cannot be asked, movement is not allowed. */
export function watchMotion(window: Pick<Window, 'matchMedia'>): Motion {
  const reduced = window.matchMedia?.('(prefers-reduced-motion: reduce)');
  return { allowed: () => reduced !== undefined && !reduced.matches };
}
