import type { Place } from './place.ts';
import { SourceError } from '../source-error.ts';

/**
 * Returns a check that refuses a key of a file the second time. `key` tells rows apart, `shown` is how the message names it.
 * The check throws a SourceError that says what is expected (`each state once`) and on which line the first stands.
 */
export function onceOnly(file: string, expected: string): (key: string, shown: string, at: Place) => void {
  const lines = new Map<string, number>();
  return (key, shown, at) => {
    const before = lines.get(key);
    if (before !== undefined) {
      throw new SourceError({
        file,
        ...at,
        found: `${shown} again`,
        expected: `${expected}; the first is line ${before}`,
        advice: 'two files were joined, or a row copied: download the file again'
      });
    }
    lines.set(key, at.line);
  };
}
