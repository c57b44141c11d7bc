import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { usualLimits, type DownloadLimits, type DownloadTools } from './download.ts';

/** What `fetch` needs from outside besides the desk and the network; tests pass their own. */
export interface FetchTools extends Pick<DownloadTools, 'now' | 'random' | 'wait'> {
  limits: DownloadLimits;
  /** Where temporary files go, absolute. */
  temporary: string;
  /** Writes to the terminal as it is; undefined where nobody watches. */
  terminal: ((text: string) => void) | undefined;
  /** Calls back when the user wants to stop, until it is ended. */
  onStop(stop: () => void): { end(): void };
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Returns the tools of a real run. */
export function fetchTools(): FetchTools {
  const watched = process.stderr.isTTY && process.env['TERM'] !== 'dumb';
  return {
    limits: usualLimits,
    temporary: tmpdir(),
    now: () => new Date(),
    random: Math.random,
    async wait(milliseconds, signal) {
      try {
        await pause(milliseconds, undefined, { signal });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    },
    terminal: watched ? (text) => void process.stderr.write(text) : undefined,
    onStop(stop) {
      for (const signal of signals) process.on(signal, stop);
      return {
        end() {
          for (const signal of signals) process.off(signal, stop);
        }
      };
    }
  };
}
