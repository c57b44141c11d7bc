import {
  dayFormat,
  listFormat,
  monthFormat,
  compactNumberFormat,
  fixedNumberFormat,
  unitListFormat
} from './formatters.ts';
import { locales, numberWords, type Language } from './languages.ts';

/** 80.000 (id), 80,000 (en). Never a short form (A20). */
export function formatNumber(value: number, language: Language, digits = 0) {
  return fixedNumberFormat(language, digits).format(value);
}

/** 18,4 juta (id), 18.4 million (en). Never a letter (A20). */
export function formatInWords(value: number, language: Language) {
  return compactNumberFormat(language).format(value);
}

/** 80,000; but 18.4 million for what a publisher rounded so (V10). */
export function formatCount(value: number, language: Language) {
  const isRounded = value >= 1_000_000 && value % 100_000 === 0;
  return isRounded ? formatInWords(value, language) : formatNumber(value, language);
}

/** From bytes: 1,2 MB (id), 1.2 MB (en), below that whole kilobytes. Powers of ten. */
export function formatSize(bytes: number, language: Language) {
  const [unit, value, digits] =
    bytes < 999_500
      ? (['kilobyte', bytes / 1e3, 0] as const)
      : (['megabyte', bytes / 1e6, 1] as const);
  return new Intl.NumberFormat(locales[language], {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits
  }).format(value);
}

/** From percent points: 45,8% (id), 45.8% (en). */
export function formatPercent(value: number, language: Language, digits = 0) {
  return `${formatNumber(value, language, digits)}%`;
}

/** Satu dari tiga (id), one in three (en). @throws RangeError outside two to ten. */
export function formatOneIn(value: number, language: Language) {
  const { counts, in: of } = numberWords[language];
  const count = value >= 2 ? counts[value - 1] : undefined;
  if (count === undefined)
    throw new RangeError(`One in ${value} has no words. Use a whole number from 2 to 10.`);
  return `${counts[0]} ${of} ${count}`;
}

/** Sepertiga (id), a third (en). @throws RangeError when there is no such word. */
export function formatPart(value: number, language: Language) {
  const { parts } = numberWords[language];
  const part = parts[value];
  if (part === undefined)
    throw new RangeError(`One part of ${value} has no word. Use ${Object.keys(parts).join(', ')}.`);
  return part;
}

/** a, b dan c (id), a, b and c (en); as `unit`: a, b, c. */
export function formatList(
  items: readonly string[],
  language: Language,
  type: 'conjunction' | 'unit' = 'conjunction'
) {
  return (type === 'unit' ? unitListFormat : listFormat)(language).format(items);
}

/** 8 October 2018 (2), October 2018, 2018. Drops a remark; returns other text unchanged. */
export function formatDate(date: string, language: Language) {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:-(\d+))?)?)?(?:$|\s)/.exec(date);
  if (!match) return date;
  const [, year, month, day, number] = match;
  if (!month) return year!;
  const shown = (day ? dayFormat : monthFormat)(language).format(
    Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1))
  );
  return number ? `${shown} (${number})` : shown;
}
