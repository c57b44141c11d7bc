import { locales, type Language } from '../../src/locale/languages.ts';

export function readNumber(text: string, language: Language) {
  const parts = new Intl.NumberFormat(locales[language]).formatToParts(1234.5);
  const [group, decimal] = (['group', 'decimal'] as const).map(
    (type) => parts.find((part) => part.type === type)!.value
  );
  const found = new RegExp(`\\d[\\d${group}${decimal}]*`).exec(text)?.[0];
  if (found === undefined) return undefined;
  const number = Number(found.replaceAll(group!, '').replace(decimal!, '.'));
  return Number.isNaN(number) ? undefined : number;
}
