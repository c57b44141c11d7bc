/** Tells the host the card's height whenever it changes. Returns what ends it. */
export function speakHeight(window: Window & typeof globalThis, card: HTMLElement): () => void {
  const observer = new window.ResizeObserver(() => {
    window.parent.postMessage({ type: 'terhubung:height', id: card.dataset['card'], height: Math.ceil(card.offsetHeight) }, '*');
  });
  observer.observe(card);
  return () => observer.disconnect();
}
