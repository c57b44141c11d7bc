/**
 * Returns where the cards lie, `https://…/embed/v1/`, by the running script's address; empty when a
 * system has put it elsewhere.
 */
export function homeOf(script: Document['currentScript']): string {
  return (
    (script && 'src' in script && /^.*\/embed\/v1\/(?=\w+\.js)/.exec(String(script.src))?.[0]) || ''
  );
}

declare global {
  interface Window {
    /**
     * What the scripts of a partner's page leave in it: what ends the listening; frames stay as
     * they are.
     */
    terhubung?: { stop(): void };
  }
}

/**
 * Starts something unless a copy of it runs in the page already; `window.terhubung.stop()` ends it,
 * and a copy that comes later starts anew.
 */
export function once(page: Window, start: () => () => void): void {
  // An element of that name would be found there, too.
  if (page.terhubung?.stop) return;
  const end = start();
  page.terhubung = {
    stop() {
      end();
      delete page.terhubung;
    }
  };
}
