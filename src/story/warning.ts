/**
 * The warning that the story is about: what the National Crime Agency said in October 2018, reported on this day. A fact of the
 * past, which no release of data moves.
 */
export const theWarning = { day: '2018-10-08', month: '2018-10', year: 2018 } as const;
