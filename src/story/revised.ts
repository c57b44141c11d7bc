/** The release of internet use on its publisher's page when the warning came. */
export const publishedIn2018 = 'wb-internet-users/2018-08-28';

/** The newest year of that release. */
export const newestIn2018 = 2016;

/** In percentage points. Smaller changes are another rounding of the same figure. */
export const smallestRevision = 0.05;

/** Percentage points from 3.2 to 8.2 are exactly 5: rounds the floating-point error away. */
export const movedBy = (before: number, after: number): number =>
  Number((after - before).toFixed(4));
