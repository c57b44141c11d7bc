/** Firefox leaves a focused element under a bar if any part of it is visible (A09). */
export function revealFocus() {
  document.addEventListener('focusin', ({ target }) => {
    const focused = target as Element;
    if (focused.matches(':is(main, .foot) *:focus-visible'))
      focused.scrollIntoView({ block: 'nearest' });
  });
}
