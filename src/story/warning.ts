/** The day the story's warning was reported. */
export const theWarning = { day: '2018-10-08', month: '2018-10', year: 2018 } as const;
