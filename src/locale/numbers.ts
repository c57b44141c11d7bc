import { locales, type Language } from './languages.ts';

/** Returns a whole or decimal number in the language's form: 80.000 (id), 80,000 (en). Never a short form (standards A20). */
export function formatNumber(value: number, language: Language, digits = 0): string {
  return new Intl.NumberFormat(locales[language], { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** Returns a percentage from percent points: 45,8% (id), 45.8% (en). */
export function formatPercent(value: number, language: Language, digits = 0): string {
  return `${formatNumber(value, language, digits)}%`;
}

/** Returns a day, a month or a year in words, from `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: 8 Oktober 2018, October 2018, 2018. */
export function formatDate(date: string, language: Language): string {
  const [year, month, day] = date.split('-').map(Number);
  if (!year || !month) return date;
  return new Intl.DateTimeFormat(locales[language], {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day ? { day: 'numeric' as const } : {})
  }).format(Date.UTC(year, month - 1, day ?? 1));
}
