/** The note's link works without script, too. Returns a cleanup. */
export function answerPanel(document: Document, words: { label: string; close: string }) {
  const panel = document.createElement('div');
  if (typeof panel.showPopover !== 'function') return () => undefined;
  panel.className = 'answer-panel';
  panel.popover = 'auto';
  panel.tabIndex = -1;
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', words.label);
  document.body.append(panel);

  const open = (event: MouseEvent) => {
    const asked = (event.target as Element).closest<HTMLAnchorElement>('a.ask');
    const note = asked && document.getElementById(asked.hash.slice(1));
    if (!asked || !note || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const close = document.createElement('button');
    close.type = 'button';
    close.textContent = words.close;
    close.addEventListener('click', () => panel.hidePopover());
    panel.replaceChildren(...[...note.cloneNode(true).childNodes], close);
    panel.showPopover();
    place(panel, asked.getBoundingClientRect(), document.documentElement);
    panel.focus({ preventScroll: true });
    // On a page zoomed by pinch it may be outside the visual viewport.
    panel.scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('click', open);
  return () => {
    document.removeEventListener('click', open);
    panel.remove();
  };
}

/**
 * Below the number if there is space, otherwise above; never over a bar (S44). On a phone CSS pins
 * it to the bottom.
 */
function place(panel: HTMLElement, at: DOMRect, root: HTMLElement) {
  const { width, height } = panel.getBoundingClientRect();
  const [first, last] = [...root.querySelectorAll('.bar, .thumb')].map((bar) =>
    bar.getBoundingClientRect()
  );
  const highest = (first?.bottom ?? 0) + 8;
  const lowest = last && last.top > highest ? last.top : root.clientHeight;
  const below = at.bottom + 8;
  const top = below + height < lowest ? below : Math.max(highest, at.top - height - 8);
  panel.style.setProperty('--top', `${top}px`);
  panel.style.setProperty(
    '--left',
    `${Math.max(8, Math.min(at.left, root.clientWidth - width - 8))}px`
  );
}
