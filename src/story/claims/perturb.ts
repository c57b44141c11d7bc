import type { Observation } from '#sources/source.ts';
import type { Vintage } from '#vintages/vintage.ts';
import { Edition, type EditionParts } from '../edition.ts';
import type { Claim } from '../claim.ts';
import type { ComputedClaim } from '../lock.ts';
import { isWorld } from '../series.ts';

/** How the rows of a claim may be false: with the value of the year before, of another place … */
export const perturbations = ['tenth', 'year', 'place', 'missing', 'edge'] as const;
export type Perturbation = (typeof perturbations)[number];

interface Rows {
  vintage: Vintage;
  iso3?: string;
  year?: number;
}

export class WatchedEdition extends Edition {
  readonly rows: Rows[] = [];
  readonly ids = new Set<string>();
  readonly vintages = new Set<Vintage>();

  override vintage(name: string) {
    const vintage = super.vintage(name);
    this.vintages.add(vintage);
    return vintage;
  }
  override value(name: string, iso3: string, year: number) {
    this.rows.push({ vintage: this.vintage(name), iso3, year });
    return super.value(name, iso3, year);
  }
  override points(name: string, iso3: string) {
    this.rows.push({ vintage: this.vintage(name), iso3 });
    return super.points(name, iso3);
  }
  override values(name: string, year: number) {
    this.rows.push({ vintage: this.vintage(name), year });
    return super.values(name, year);
  }
  override economies() {
    this.rows.push({ vintage: this.vintage('population') });
    return super.economies();
  }
  override estimate(id: string) {
    this.ids.add(id);
    return super.estimate(id);
  }
  override protection(id: string) {
    this.ids.add(id);
    return super.protection(id);
  }
}

type Known = Extract<ComputedClaim, { ok: true }>;

/** The smallest number that is printed as the next one. */
const overEdge = ({ claim, locked }: Known) => locked.value + 0.5 / 10 ** claim.digits;

function perturbVintage(vintage: Vintage, rows: readonly Rows[], how: Perturbation, now: Known) {
  const { economies, aggregates } = vintage;
  const values = new Map(
    [...economies, ...aggregates].map(({ iso3, year, value }) => [`${iso3} ${year}`, value])
  );
  const valueOf = (iso3: string, year: number) => values.get(`${iso3} ${year}`) ?? null;
  const isRead = (one: Observation, isEconomy: boolean) =>
    rows.some(
      ({ iso3, year }) =>
        (iso3 === undefined
          ? isEconomy
          : iso3 === one.iso3 || (isWorld(iso3) && isWorld(one.iso3))) &&
        (year === undefined || year === one.year)
    );
  // Of a count, the places that are counted.
  const places = rows.some(({ iso3 }) => iso3 === undefined)
    ? [...new Set(economies.map(({ iso3 }) => iso3))].sort()
    : [];
  const otherPlace = (iso3: string) =>
    places[(places.indexOf(iso3) + 1) % places.length] ?? (iso3 === 'IDN' ? 'GBR' : 'IDN');
  const changed = ({ iso3, year, value }: Observation) => {
    if (how === 'tenth') return (value * 11) / 10;
    if (how === 'year') return valueOf(iso3, year - 1) ?? valueOf(iso3, year + 1);
    if (how === 'place') return valueOf(otherPlace(iso3), year);
    if (how === 'edge') return overEdge(now);
    return places.indexOf(iso3) % 3 > 0 ? value : null;
  };
  const perturb = (some: readonly Observation[]) =>
    some.flatMap((one) => {
      const value = isRead(one, some === economies) ? changed(one) : one.value;
      return value === null ? [] : [{ ...one, value }];
    });
  return { ...vintage, economies: perturb(economies), aggregates: perturb(aggregates) };
}

const estimateNumbers = ['value', 'low', 'high'] as const;

function perturbRow<Row extends { unit: string; geography: string }>(
  rows: Readonly<Record<string, Row>>,
  id: string,
  numbers: readonly (keyof Row)[],
  how: Perturbation,
  now: Known
) {
  const row = rows[id];
  if (!row) return rows;
  const numberOf = (one: Row) => numbers.map((key) => one[key]).find((value) => value !== null);
  const others = Object.values(rows).filter((one) => typeof numberOf(one) === 'number');
  const alike = others.filter(({ unit }) => unit === row.unit);
  const near = how === 'year' && alike.length > 1 ? alike : others;
  const at = near.indexOf(row);
  const [one, another] = how === 'year' ? [at - 1, at + 1] : [at + 1, at - 1];
  const other = numberOf((near[one] ?? near[another])!) as number;
  const changed = (value: number) => {
    if (how === 'tenth') return (value * 11) / 10;
    if (how === 'edge') return overEdge(now);
    return how === 'missing' ? null : other;
  };
  const change = (value: unknown) => (typeof value === 'number' ? changed(value) : value);
  const isCountries = /_countries\(/.test(now.claim.written.value);
  const perturbedRow = isCountries
    ? {
        ...row,
        geography: row.geography.replace(/\d+/, (count) => String(change(Number(count)) ?? ''))
      }
    : { ...row, ...Object.fromEntries(numbers.map((key) => [key, change(row[key])])) };
  return { ...rows, [id]: perturbedRow };
}

/** The rows of releases that the number of a claim is computed from; none if it cannot be. */
export function rowsRead(claim: Claim, parts: EditionParts): readonly Rows[] {
  const watched = new WatchedEdition(parts);
  try {
    claim.compute(watched);
  } catch {
    return [];
  }
  return watched.rows;
}

/** What a claim reads for its number, its year and its promise. */
export function readsOf({ claim, value }: Known, parts: EditionParts): ReadonlySet<unknown> {
  const watched = new WatchedEdition(parts);
  claim.yearIn(watched);
  claim.compute(watched);
  claim.holds(value, watched);
  return new Set([...watched.vintages, ...watched.ids]);
}

/**
 * Returns an edition in which the first release or row that a claim reads is false, and which it
 * is; undefined where no edge is known.
 */
export function perturbed(
  parts: EditionParts,
  now: Known,
  how: Perturbation
): { parts: EditionParts; of: unknown } | undefined {
  const watched = new WatchedEdition(parts);
  now.claim.compute(watched);
  const { rows, ids } = watched;
  const isOne = rows.length + ids.size === 1 && (ids.size === 1 || rows[0]?.iso3 !== undefined);
  if (how === 'edge' && (!isOne || now.claim.unit === 'year')) return undefined;
  const [first] = rows;
  if (!first) {
    const id = [...ids][0]!;
    const { estimates, statements } = parts.ledger;
    return {
      of: id,
      parts: {
        ...parts,
        ledger: { statements, estimates: perturbRow(estimates, id, estimateNumbers, how, now) },
        protection: perturbRow(parts.protection, id, ['value'], how, now)
      }
    };
  }
  const { vintage } = first;
  const own = rows.filter((row) => row.vintage === vintage);
  const falsified = perturbVintage(vintage, own, how, now);
  const swapped = (one: Vintage) => (one === vintage ? falsified : one);
  const pins = Object.entries(parts.pins).map(([indicator, pin]) => [indicator, swapped(pin)]);
  return {
    of: vintage,
    parts: {
      ...parts,
      pins: Object.fromEntries(pins) as EditionParts['pins'],
      kept: parts.kept.map(swapped)
    }
  };
}
