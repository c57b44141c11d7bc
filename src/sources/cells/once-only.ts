import { refuseAt, type Place } from '../source-error.ts';

/** Returns a check that refuses a key of a file the second time; `shown` is how the message names it. @throws SourceError where it is again. */
export function onceOnly(file: string, expected: string): (key: string, shown: string, at: Place) => void {
  const lines = new Map<string, number>();
  return (key, shown, at) => {
    const before = lines.get(key);
    const advice = 'two files were joined, or a row copied: download the file again';
    if (before !== undefined) refuseAt(file, at, `${shown} again`, `${expected}; the first is line ${before}`, advice);
    lines.set(key, at.line);
  };
}
