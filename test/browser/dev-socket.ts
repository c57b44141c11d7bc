import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Returns a function that waits until the page, as loaded last, gets the messages of the
 * development server. It misses a file that changes before. Call it before the page is opened.
 */
export function watchDevSocket(page: Page): () => Promise<void> {
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
