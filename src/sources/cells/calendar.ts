import { utcHour } from 'd3';

// oxfmt-ignore
export const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** Returns which month of the year begins with the same three letters, from 1; 0 for none. */
export const monthOf = (name: string): number => {
  const start = name.slice(0, 3).toLowerCase();
  return months.findIndex((month) => month.slice(0, 3).toLowerCase() === start) + 1;
};

/** The time from which spreadsheets count days (and count a 29 February 1900 that never was). */
export const dayZero = Date.UTC(1899, 11, 30);
export const msPerDay = 86_400_000;

/** Returns the day of a time, `YYYY-MM-DD`. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/**
 * Returns the day that it is as far as twelve hours east of UTC: in Indonesia's mornings it is a
 * day that UTC's clock has not reached.
 */
export const newestDay = (time: Date): string => dayOf(utcHour.offset(time, 12));

/** Returns a day, `YYYY-MM-DD`; undefined where the calendar has none such. */
export function calendarDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? dayOf(date) : undefined;
}
