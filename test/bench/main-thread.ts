import type { CDPSession } from 'playwright-core';

/** One event of Chromium's trace; times are microseconds. */
interface TraceEvent {
  name: string;
  cat: string;
  ph: string;
  ts: number;
  dur?: number;
  /** Processor time within `dur`. */
  tdur?: number;
  pid: number;
  tid: number;
}

/**
 * Returns the processor time of the main thread, in milliseconds, within each span from the mark
 * `<name>:start` to `<name>:end`.
 * @throws Error when the trace lacks a mark.
 */
export function mainThreadWork(events: readonly TraceEvent[], spans: readonly string[]) {
  const marks = new Map<string, TraceEvent>();
  for (const event of events)
    if (event.cat.includes('blink.user_timing')) marks.set(event.name, event);
  const tasks = events.filter(
    (event) => event.ph === 'X' && event.name === 'ThreadControllerImpl::RunTask'
  );
  return spans.map((span) => {
    const start = marks.get(`${span}:start`);
    const end = marks.get(`${span}:end`);
    if (!start || !end) throw new Error(`the trace holds no span "${span}"`);
    let work = 0;
    for (const { ts, dur = 0, tdur = dur, pid, tid } of tasks) {
      if (pid !== start.pid || tid !== start.tid || dur === 0) continue;
      const overlap = Math.max(0, Math.min(ts + dur, end.ts) - Math.max(ts, start.ts));
      work += (tdur * overlap) / dur;
    }
    return work / 1000;
  });
}

export async function traceWhile<Value>(
  session: CDPSession,
  action: () => Promise<Value>
): Promise<{ events: TraceEvent[]; value: Value }> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) =>
    events.push(...(value as unknown as TraceEvent[]))
  );
  const complete = new Promise<void>((resolve) =>
    session.once('Tracing.tracingComplete', () => resolve())
  );
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    // No more than is counted: writing the trace is work too.
    traceConfig: {
      includedCategories: ['toplevel', 'blink.user_timing'],
      excludedCategories: ['*']
    }
  });
  const value = await action();
  await session.send('Tracing.end');
  await complete;
  return { events, value };
}
