/**
 * Shows the whole of what takes the focus by keyboard: Firefox leaves it under a bar when any part
 * can be seen (standards A09).
 */
export function showFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    const focused = target as Element;
    if (focused.matches(':is(main, .foot) *:focus-visible'))
      focused.scrollIntoView({ block: 'nearest' });
  });
}
