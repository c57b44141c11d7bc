import type { Desk } from './desk-io.ts';

/** What a command printed, kept for a report. */
export interface Recorded {
  said: string[];
  complaints: string[];
}

/** Returns a desk that writes into `kept` all that is printed at it, and passes it on unless `silent`, as for `--json`. */
export function recordingDesk(desk: Desk, kept: Recorded, silent: boolean): Desk {
  return {
    ...desk,
    out: (line) => {
      kept.said.push(line);
      if (!silent) desk.out(line);
    },
    err: (line) => {
      kept.complaints.push(line);
      if (!silent) desk.err(line);
    }
  };
}
