import type { CDPSession } from 'playwright-core';

/** One event of Chromium's trace; times are microseconds. */
interface TraceEvent {
  name: string;
  cat: string;
  ph: string;
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
}

/**
 * Returns for each named span the milliseconds of tasks on the page's main thread. A span lies between the user
 * timing marks `<name>:start` and `<name>:end`; a task that overlaps it counts as far as it does.
 */
export function mainThreadWork(events: readonly TraceEvent[], spans: readonly string[]): number[] {
  const marks = new Map<string, TraceEvent>();
  for (const event of events) if (event.cat.includes('blink.user_timing')) marks.set(event.name, event);
  const tasks = events.filter((event) => event.name === 'RunTask' && event.ph === 'X');
  return spans.map((span) => {
    const start = marks.get(`${span}:start`);
    const end = marks.get(`${span}:end`);
    if (!start || !end) throw new Error(`the trace holds no span "${span}"`);
    let work = 0;
    for (const task of tasks) {
      if (task.pid !== start.pid || task.tid !== start.tid) continue;
      work += Math.max(0, Math.min(task.ts + (task.dur ?? 0), end.ts) - Math.max(task.ts, start.ts));
    }
    return work / 1000;
  });
}

/** Runs `action` while Chromium writes a trace of tasks and marks, and returns its events. */
export async function traceWhile(session: CDPSession, action: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'blink.user_timing'] }
  });
  await action();
  await session.send('Tracing.end');
  await complete;
  return events;
}

/** Returns the value below which `share` (0 to 1) of the numbers lie, by the nearest-rank rule. @throws RangeError when there are none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('no numbers to take a quantile of');
  return value;
}
