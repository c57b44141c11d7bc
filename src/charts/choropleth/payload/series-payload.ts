import { toTenths, type MapLayer, type MapSeries } from '../frame.ts';

/** A serialized layer. Integer deltas as text were the smallest format without a decoder. */
export interface SeriesPayload {
  layer: MapLayer;
  from: number;
  years: number;
  /** Three letters per economy. */
  codes: string;
  /**
   * A row per economy, `;` between rows and `,` between years: the change in tenths since the last
   * known value, empty if unchanged, `-` if missing; unchanged years at the end are cut.
   */
  rows: string;
  /** The same for the world, if any. */
  world?: string;
  earlier?: { whole: string; vintage: { release: string } };
}

/** Values are rounded to a tenth of a point. */
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
            whole: encodeRow(series.earlier.whole ?? series.earlier.values),
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

/** As `EarlierWorld` in story/data.ts: null from the first year that the shown release covers. */
function decodeEarlier(
  { whole, vintage }: NonNullable<SeriesPayload['earlier']>,
  world: readonly (number | null)[]
): NonNullable<MapSeries['earlier']> {
  const covered = world.findIndex((value) => value !== null);
  const values = decodeRow(whole, world.length);
  return {
    whole: values,
    values: values.map((value, index) => (covered < 0 || index < covered ? value : null)),
    vintage
  };
}

export function decodeSeries(payload: SeriesPayload): MapSeries {
  const rows = payload.rows.split(';');
  const economies = (payload.codes.match(/.../g) ?? []).map((iso3, i) => ({
    iso3,
    values: decodeRow(rows[i] ?? '', payload.years)
  }));
  const world = payload.world === undefined ? undefined : decodeRow(payload.world, payload.years);
  return {
    indicator: payload.layer,
    years: Array.from({ length: payload.years }, (_, i) => payload.from + i),
    economies,
    ...(world ? { world } : {}),
    ...(world && payload.earlier ? { earlier: decodeEarlier(payload.earlier, world) } : {})
  };
}
