/** How many entries of a long list are laid out at a time. */
const entries = 12;

/**
 * Lays out what is far from the first screen once the page has loaded, a part at a time so that the reader is not kept waiting: a screen
 * reader is given nothing of a part that is not laid out.
 */
export function layOutFarParts(window: Window): void {
  const layOut = () => {
    const [part, ...others] = window.document.querySelectorAll('[data-far]');
    if (!part) return;
    const list = part.querySelectorAll('ol > li');
    for (const entry of list) entry.setAttribute('data-far', '');
    const beside = part.matches('li') ? others.filter(({ parentElement }) => parentElement === part.parentElement) : [];
    for (const one of [part, ...beside.slice(0, entries - 1)]) one.removeAttribute('data-far');
    window.setTimeout(layOut, 50);
  };
  window.addEventListener('load', layOut);
}
