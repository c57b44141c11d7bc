/**
 * The warning that the story is about, on the day it was reported: a fact of the past, which no
 * release of data moves.
 */
export const theWarning = { day: '2018-10-08', month: '2018-10', year: 2018 } as const;
