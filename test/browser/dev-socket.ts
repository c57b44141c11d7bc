import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Call it before the page is opened. It misses a file that changes before the returned wait. */
export function watchDevSocket(page: Page) {
  let connected = false;
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) connected = false;
  });
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('"connected"')) connected = true;
    })
  );
  return () => expect.poll(() => connected).toBe(true);
}
