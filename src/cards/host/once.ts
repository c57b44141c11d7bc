/** What the scripts of a partner's page leave in it. */
interface HostScript {
  /** Ends the listening; frames stay as they are. */
  stop(): void;
}

declare global {
  interface Window {
    terhubung?: HostScript;
  }
}

/** Starts something unless a copy of it runs in the page already; `window.terhubung.stop()` ends it, and a copy that comes later starts anew. */
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
