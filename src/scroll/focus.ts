/**
 * Shows the whole of what takes the focus by keyboard in the words of the page. A browser may leave it where it is when any part of it
 * can be seen, its other lines under a bar that stays (Firefox; standards A09).
 */
export function showFocus(document: Document): void {
  document.addEventListener('focusin', ({ target }) => {
    const focused = target as Element;
    if (focused.matches(':is(main, .foot) *:focus-visible'))
      focused.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  });
}
