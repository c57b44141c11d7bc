/** Closes the list of sections on a choice, Esc, or a press, scroll or focus outside. */
export function sectionMenu(document: Document) {
  const menu = document.querySelector<HTMLDetailsElement>('.bar .sections');
  if (!menu) return;
  const close = () => (menu.open = false);
  menu.addEventListener('click', ({ target }) => (target as Element).closest('a') && close());
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !menu.open) return;
    if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
    close();
  });
  for (const name of ['pointerdown', 'wheel', 'focusin'])
    document.addEventListener(name, ({ target }) => menu.contains(target as Node) || close(), {
      passive: true
    });
}
