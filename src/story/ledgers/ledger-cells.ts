import { isRelease } from '../../vintages/release.ts';

/** Returns whether a text is a day, a month or a year that there is, as ledgers write it: `2018-09-03`, `2018-09`, `2018`. */
export const isLedgerDate = (text: string): boolean => /^(19|20)\d\d$/.test(text) || (/^(19|20)\d\d-/.test(text) && isRelease(text));
