import { utcHour } from 'd3';

// oxfmt-ignore
export const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const monthOf = (name: string) => {
  const start = name.slice(0, 3).toLowerCase();
  return monthNames.findIndex((month) => month.slice(0, 3).toLowerCase() === start) + 1;
};

/** Day 0 of spreadsheets, which count a 29 February 1900. */
export const dayZero = Date.UTC(1899, 11, 30);
export const msPerDay = 86_400_000;

export const dayOf = (time: Date) => time.toISOString().slice(0, 10);

/** Returns the day twelve hours east of UTC: Indonesia's mornings are ahead of UTC. */
export const newestDay = (time: Date) => dayOf(utcHour.offset(time, 12));

export function calendarDay(year: number, month: number, day: number) {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? dayOf(date) : undefined;
}
