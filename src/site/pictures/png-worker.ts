import { parentPort } from 'node:worker_threads';
import type { DrawnPng, PngTask } from './png-pool.ts';
import { pngOf } from './png.ts';

// A thread of `openPngPool`: draws one picture after another.
parentPort?.on('message', ({ svg, files }: PngTask) => {
  const answer = (drawn: DrawnPng) => parentPort?.postMessage(drawn);
  pngOf(svg, { files }).then(
    (bytes) => answer({ bytes }),
    (error: unknown) => answer({ error: error instanceof Error ? error.message : String(error) })
  );
});
