/** Returns `https://…/embed/v1/`; empty when the script was copied elsewhere. */
export function cardsFolder(script: Document['currentScript']): string {
  return (
    (script && 'src' in script && /^.*\/embed\/v1\/(?=\w+\.js)/.exec(String(script.src))?.[0]) || ''
  );
}

declare global {
  interface Window {
    terhubung?: { stop(): void };
  }
}

/** Runs `start` unless a copy of the script already does. `window.terhubung.stop()` ends it. */
export function once(page: Window, start: () => () => void): void {
  // An element with the id `terhubung` would be found here too.
  if (page.terhubung?.stop) return;
  const end = start();
  page.terhubung = {
    stop() {
      end();
      delete page.terhubung;
    }
  };
}
