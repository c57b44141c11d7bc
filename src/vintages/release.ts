import type { Release } from './vintage.ts';

/** Returns whether a text is a day or month that exists, written `YYYY-MM-DD` or `YYYY-MM`. */
export function isRelease(text: string): boolean {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!match) return false;
  const day = new Date(`${text.length === 7 ? `${text}-01` : text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Returns whether a text is a day that exists, written `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => text.length === 10 && isRelease(text);

/** Returns whether two releases may be the same: equal, or a month and a day in it. */
export const agreeing = (one: Release, other: Release): boolean => one.startsWith(other) || other.startsWith(one);

/** Orders releases as they came out. A month that is known without its day stands after the days of that month. */
export function byRelease(one: Release, other: Release): number {
  const padded = (release: Release) => release.padEnd(10, '~');
  return padded(one) < padded(other) ? -1 : padded(one) > padded(other) ? 1 : 0;
}

/** Returns the last day a release may have come out on: a month or a year counts as its last day, never as an invented one. */
export function lastDayOf(release: Release): string {
  const [year = 0, month = 0, day] = release.split('-').map(Number);
  if (day !== undefined) return release;
  if (month === 0) return `${release}-12-31`;
  return `${release}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, '0')}`;
}
