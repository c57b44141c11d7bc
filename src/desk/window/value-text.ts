import { locales } from '#locale/languages.ts';
import { spoken } from '#locale/say.ts';

/** A figure of a release as its reader's language writes numbers, to three decimals. */
export const valueText = (value: number | undefined) =>
  value === undefined ? '–' : value.toLocaleString(locales[spoken()], { maximumFractionDigits: 3 });
