/** The release of internet use that stood on its publisher's page when the warning came. */
export const publishedIn2018 = 'wb-internet-users/2018-08-28';

/** The newest year that release has figures for: no later release moves it. */
export const newestIn2018 = 2016;

/**
 * A change smaller than this, in percentage points, is another rounding of the same figure, not a
 * revision.
 */
export const smallestRevision = 0.05;

/**
 * Returns by how many percentage points a figure moved: from 3.2 to 8.2 five, and not the hair less
 * that computing leaves.
 */
export const movedBy = (before: number, after: number): number =>
  Number((after - before).toFixed(4));
