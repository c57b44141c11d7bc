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
 * Starts worker threads on demand.
 * @param script the built `png-worker.ts`.
 * @returns `draw`, which throws as `pngOf` does.
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
        // A worker that throws has exited.
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
