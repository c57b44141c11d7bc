import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { DrawPng } from './png.ts';

export interface PngTask {
  svg: string;
  files: string[];
}

export type DrawnPng = { bytes: Uint8Array } | { error: string };

/**
 * Returns threads that draw pictures while the pages are written, as many as the machine has
 * processors; one is started when there is something for it to draw. `close` ends them.
 * @param script the file that `png-worker.ts` was built into.
 * @returns pictures that throw as `pngOf` does.
 */
export function openPngPool(
  script: string,
  size = availableParallelism()
): { draw: DrawPng; close(): Promise<void> } {
  const workers = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];
  const start = () => {
    const worker = new Worker(script);
    workers.add(worker);
    return worker;
  };
  const free = (worker: Worker) => {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  };
  return {
    async draw(svg, { files }) {
      const worker =
        idle.pop() ??
        (workers.size < size ? start() : await new Promise<Worker>((give) => waiting.push(give)));
      worker.postMessage({ svg, files } satisfies PngTask);
      const [drawn] = (await once(worker, 'message').catch((error: unknown) => {
        // A thread that throws has ended.
        workers.delete(worker);
        if (waiting.length > 0) free(start());
        throw error;
      })) as [DrawnPng];
      free(worker);
      if ('error' in drawn) throw new Error(drawn.error);
      return drawn.bytes;
    },
    async close() {
      await Promise.all([...workers].map((worker) => worker.terminate()));
    }
  };
}
