import { locales } from '#locale/languages.ts';
import { spoken } from '#locale/say.ts';

export const valueText = (value: number | undefined) =>
  value === undefined ? '–' : value.toLocaleString(locales[spoken()], { maximumFractionDigits: 3 });
