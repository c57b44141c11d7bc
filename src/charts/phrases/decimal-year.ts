/** A year or month without a day becomes its middle. */
export function decimalYear(date: string) {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:$|\s)/.exec(date);
  if (!match) throw new Error(`“${date}” is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD.`);
  const [, year, month, day] = match;
  if (!month) return Number(year) + 0.5;
  const monthStart = Number(year) + (Number(month) - 1) / 12;
  return day ? monthStart + (Number(day) - 1) / 31 / 12 : monthStart + 0.5 / 12;
}
