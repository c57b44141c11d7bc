import { toTenths, type MapLayer, type MapSeries } from '../frame.ts';

/**
 * A layer as the page carries it: measured against records and binary coders, text of integer
 * deltas is the smallest that needs no decoder.
 */
export interface SeriesPayload {
  layer: MapLayer;
  from: number;
  years: number;
  /** Three letters for each economy. */
  codes: string;
  /**
   * A row for each economy, `;` between rows and `,` between years: the change in tenths of a point
   * since the last known value, nothing where nothing changed, `-` where there is no value;
   * unchanged years at the end are left out.
   */
  rows: string;
  /** The row of the world, in the same form; absent where the series has none. */
  world?: string;
  /** The row of an earlier release's world, and that release. */
  earlier?: { values: string; vintage: { release: string } };
}

/**
 * Returns a series ready for JSON. Values are kept to a tenth of a point, as the map shows them.
 */
export function encodeSeries(series: MapSeries, layer: MapLayer): SeriesPayload {
  return {
    layer,
    from: series.years[0] ?? 0,
    years: series.years.length,
    codes: series.economies.map(({ iso3 }) => iso3).join(''),
    rows: series.economies.map(({ values }) => encodeRow(values)).join(';'),
    ...(series.world ? { world: encodeRow(series.world) } : {}),
    ...(series.earlier
      ? {
          earlier: {
            values: encodeRow(series.earlier.values),
            vintage: { release: series.earlier.vintage.release }
          }
        }
      : {})
  };
}

function encodeRow(values: readonly (number | null)[]): string {
  let before: number | null = 0;
  let known = 0;
  const cells = values.map((value) => {
    const tenths = value === null ? null : toTenths(value);
    const cell =
      tenths === null
        ? before === null
          ? ''
          : '-'
        : before !== null && tenths === known
          ? ''
          : String(tenths - known);
    before = tenths;
    if (tenths !== null) known = tenths;
    return cell;
  });
  return cells.join(',').replace(/,+$/, '');
}

function decodeRow(row: string, years: number): (number | null)[] {
  const cells = row.split(',');
  let missing = false;
  let known = 0;
  return Array.from({ length: years }, (_, year) => {
    const cell = cells[year] ?? '';
    if (cell === '-') missing = true;
    else if (cell !== '') {
      missing = false;
      known += Number(cell);
    }
    return missing ? null : known / 10;
  });
}

/** Returns the series of a payload, values in percent to a tenth of a point. */
export function decodeSeries(payload: SeriesPayload): MapSeries {
  const rows = payload.rows.split(';');
  const economies = (payload.codes.match(/.../g) ?? []).map((iso3, i) => ({
    iso3,
    values: decodeRow(rows[i] ?? '', payload.years)
  }));
  return {
    indicator: payload.layer,
    years: Array.from({ length: payload.years }, (_, i) => payload.from + i),
    economies,
    ...(payload.world === undefined ? {} : { world: decodeRow(payload.world, payload.years) }),
    ...(payload.earlier && {
      earlier: { ...payload.earlier, values: decodeRow(payload.earlier.values, payload.years) }
    })
  };
}
