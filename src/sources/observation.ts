/** A flag after Eurostat's letters (standards V11): `a` none, `b` break in series, `d` definition differs, `e` estimated, `p` provisional. */
export const statuses = ['a', 'b', 'd', 'e', 'p'] as const;
export type Status = (typeof statuses)[number];

/** One value of one indicator for one place and year, in the indicator's unit. */
export interface Observation {
  /** ISO 3166-1 alpha-3 code of an economy, `XKX` for Kosovo; or the publisher's code of an aggregate. */
  iso3: string;
  year: number;
  value: number;
  status: Status;
}
