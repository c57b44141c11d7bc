import { expect, it } from 'vitest';
import { progressLine } from '../../src/desk/intake/progress-line.ts';

/** Returns a line with a clock that is set by hand, and what it wrote. */
function line() {
  const written: string[] = [];
  const clock = { now: 0 };
  return {
    written,
    clock,
    ...progressLine(
      (text) => written.push(text.replace('\r\u001b[2K', '')),
      () => clock.now
    )
  };
}

it('shows how much has come, of how much where that is known', () => {
  const { show, written, clock } = line();
  show(1500, undefined);
  clock.now += 1000;
  show(48_000, 96_500);
  clock.now += 1000;
  show(2_549_000, 12_000_000);
  clock.now += 1000;
  show(0, 0);
  expect(written).toEqual([
    'Downloading: 2 kB',
    'Downloading: 48 kB of 97 kB, 49 %',
    'Downloading: 2.5 MB of 12.0 MB, 21 %',
    'Downloading: 0 kB'
  ]);
});

it('is not written more than ten times a second', () => {
  const { show, written, clock } = line();
  for (clock.now = 0; clock.now < 1000; clock.now += 10) show(clock.now, undefined);
  expect(written).toHaveLength(10);
});

it('is cleared once, and only when it was shown', () => {
  const { show, clear, written } = line();
  clear();
  show(1000, undefined);
  clear();
  clear();
  expect(written).toEqual(['Downloading: 1 kB', '']);
});
