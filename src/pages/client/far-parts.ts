/**
 * Lays out what is far from the first screen once the page has loaded, a part at a time so that the reader is not kept waiting: a screen
 * reader is given nothing of a part that is not laid out.
 */
export function layOutFarParts(window: Window): void {
  const layOut = () => {
    const part = window.document.querySelector('[data-far]');
    if (!part) return;
    part.removeAttribute('data-far');
    window.setTimeout(layOut, 50);
  };
  window.addEventListener('load', layOut);
}
