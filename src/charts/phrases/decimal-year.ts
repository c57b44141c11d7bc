/**
 * Returns where a date stands in years: a month and a year at their middle. A remark after it is
 * left out.
 * @throws Error where there is none.
 */
export function decimalYear(date: string): number {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:$|\s)/.exec(date);
  if (!match) throw new Error(`“${date}” is no date; expected YYYY, YYYY-MM or YYYY-MM-DD`);
  const [, year, month, day] = match;
  if (!month) return Number(year) + 0.5;
  const monthStart = Number(year) + (Number(month) - 1) / 12;
  return day ? monthStart + (Number(day) - 1) / 31 / 12 : monthStart + 0.5 / 12;
}
