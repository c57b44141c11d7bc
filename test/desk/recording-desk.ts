import type { Desk } from '../../src/desk/cli/desk-io.ts';

export interface RecordingDesk extends Desk {
  printed: string[];
  complained: string[];
}

export function recordingDesk(root: string, now = '2026-01-02T10:00:00Z'): RecordingDesk {
  const [printed, complained]: [string[], string[]] = [[], []];
  return {
    root,
    out: (line) => void printed.push(line),
    err: (line) => void complained.push(line),
    now: () => new Date(now),
    printed,
    complained
  };
}
