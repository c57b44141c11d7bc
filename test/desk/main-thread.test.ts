import { describe, expect, it } from 'vitest';
import { mainThreadWork } from '../../src/desk/dev/main-thread.ts';

const mark = (name: string, ts: number) => ({
  name,
  cat: 'blink.user_timing',
  ph: 'R',
  ts,
  pid: 1,
  tid: 1
});
const task = (ts: number, dur: number, tid = 1) => ({
  name: 'ThreadControllerImpl::RunTask',
  cat: 'toplevel',
  ph: 'X',
  ts,
  dur,
  pid: 1,
  tid
});

describe('mainThreadWork', () => {
  it('adds the tasks of the page’s own thread, as far as they lie in the span', () => {
    const events = [
      mark('a:start', 1000),
      mark('a:end', 11_000),
      task(0, 2000),
      task(3000, 4000),
      task(10_000, 5000),
      task(4000, 9000, 2),
      { ...task(4000, 9000), pid: 2 },
      task(20_000, 1000)
    ];
    expect(mainThreadWork(events, ['a'])).toEqual([6]);
  });
  it('counts what the thread ran, not what it waited for', () => {
    expect(
      mainThreadWork(
        [mark('a:start', 0), mark('a:end', 10_000), { ...task(0, 8000), tdur: 2000 }],
        ['a']
      )
    ).toEqual([2]);
  });
  it('says which span is missing', () => {
    expect(() => mainThreadWork([mark('a:start', 0)], ['a'])).toThrow('"a"');
  });
});
