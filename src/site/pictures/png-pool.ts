import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { DrawPng } from './png.ts';

/** What a thread is asked to draw. */
export interface PngTask {
  svg: string;
  files: string[];
  scale: number | undefined;
}

/** What it answers. */
export type DrawnPng = { bytes: Uint8Array } | { error: string };

interface Waiting {
  task: PngTask;
  done: (drawn: DrawnPng) => void;
}

/**
 * Returns threads that draw pictures while the pages are written, as many as the machine has processors; one is started when there is
 * something for it to draw. `close` ends them.
 * @param script the file that `png-worker.ts` was built into. @returns pictures that throw as `pngOf` does.
 */
export function openPngPool(script: string, size = availableParallelism()): { draw: DrawPng; close(): Promise<void> } {
  const waiting: Waiting[] = [];
  const idle: Worker[] = [];
  const workers: Worker[] = [];

  const give = (worker: Worker) => {
    const next = waiting.shift();
    if (!next) return void idle.push(worker);
    const finish = (drawn: DrawnPng) => {
      worker.off('message', finish).off('error', fail);
      next.done(drawn);
      give(worker);
    };
    // A thread that throws has ended.
    const fail = (error: Error) => {
      workers.splice(workers.indexOf(worker), 1);
      worker.off('message', finish);
      next.done({ error: error.message });
    };
    worker.once('message', finish).once('error', fail);
    worker.postMessage(next.task);
  };

  return {
    async draw(svg, { files }, scale) {
      const drawn = await new Promise<DrawnPng>((done) => {
        waiting.push({ task: { svg, files, scale }, done });
        const worker = idle.pop();
        if (worker) give(worker);
        else if (workers.length < size) {
          const started = new Worker(script);
          workers.push(started);
          give(started);
        }
      });
      if ('error' in drawn) throw new Error(drawn.error);
      return drawn.bytes;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
  };
}
