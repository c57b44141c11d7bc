import { classLimits, toTenths, type MapLayer, type MapSeries } from '../frame.ts';
import { isUnderOne } from '../share.ts';

export interface SeriesPayload {
  layer: MapLayer;
  from: number;
  years: number;
  /** Three letters per economy, or `...` for a row's number. */
  codes: string;
  /**
   * A row per economy, with spaces between rows. One character per year: the change in tenths, or
   * in steps of `coarse`, from the last known value, `.` for none. Trailing dots are dropped.
   */
  rows: string;
  world?: string;
  /** The whole series of an earlier release. */
  earlier?: { whole: string; vintage: { release: string } };
  coarse?: true;
}

const isInnerLimit = (tenths: number) =>
  tenths < 1000 && classLimits.some((limit) => 10 * limit === tenths);

/**
 * The values of a card, in tenths: 0, under 1%, each whole point, and one just below each class
 * limit. Half the bytes of all tenths, with the same colours and printed figures.
 */
const coarseSteps: readonly number[] = [
  0,
  3,
  ...Array.from({ length: 100 }, (_, i) => 10 * (i + 1)).flatMap((tenths) =>
    isInnerLimit(tenths) ? [tenths - 4, tenths] : [tenths]
  )
];

function coarseStep(tenths: number) {
  if (isUnderOne(tenths / 10)) return 1;
  const whole = Math.round(tenths / 10) * 10;
  return coarseSteps.indexOf(whole > tenths && isInnerLimit(whole) ? whole - 4 : whole);
}

/** From here on, characters need no escape in JSON or HTML. Common values take one byte. */
const firstCharacter = 93;
const afterAscii = firstCharacter + 174 - 127;
/** Numbers below it are ASCII characters. */
const asciiNumbers = 127 - firstCharacter;
const nothing = '.';

export const toCharacter = (number: number) =>
  String.fromCharCode(number + (number < asciiNumbers ? firstCharacter : afterAscii));

export function fromCharacter(character: string) {
  const code = character.charCodeAt(0);
  return code - (code < 127 ? firstCharacter : afterAscii);
}

export function encodeSeries(series: MapSeries, layer: MapLayer, coarse = false): SeriesPayload {
  const row = (values: readonly (number | null)[]) => encodeRow(values, coarse);
  return {
    layer,
    from: series.years[0] ?? 0,
    years: series.years.length,
    codes: series.economies.map(({ iso3 }) => iso3.replace(/\d/g, '.')).join(''),
    rows: series.economies.map(({ values }) => row(values)).join(' '),
    ...(series.world?.some((share) => share !== null) && { world: row(series.world) }),
    ...(series.earlier && {
      earlier: {
        whole: row((!coarse && series.earlier.whole) || series.earlier.values),
        vintage: { release: series.earlier.vintage.release }
      }
    }),
    ...(coarse && { coarse })
  };
}

function encodeRow(values: readonly (number | null)[], coarse: boolean) {
  let known = 0;
  const row = values.map((value) => {
    if (value === null) return nothing;
    const step = coarse ? coarseStep(toTenths(value)) : toTenths(value);
    const change = step - known;
    known = step;
    return toCharacter(change < 0 ? -2 * change - 1 : 2 * change);
  });
  return row.join('').replace(/\.+$/, '');
}

/** As `EarlierWorld` in story/data.ts: null from the first year that the shown release covers. */
function earlierWorld(
  whole: readonly (number | null)[],
  world: readonly (number | null)[],
  vintage: { release: string }
) {
  const covered = world.findIndex((value) => value !== null);
  const values = whole.map((value, index) => (covered < 0 || index < covered ? value : null));
  return { whole, values, vintage };
}

export function decodeSeries({
  layer,
  from,
  years,
  codes,
  rows,
  world,
  earlier,
  coarse
}: SeriesPayload): MapSeries {
  const decodeRow = (row = '') => {
    let known = 0;
    return Array.from({ length: years }, (_, year) => {
      const character = row[year] ?? nothing;
      if (character === nothing) return null;
      const change = fromCharacter(character);
      known += change % 2 ? -(change + 1) / 2 : change / 2;
      return (coarse ? coarseSteps[known]! : known) / 10;
    });
  };
  const values = rows.split(' ').map(decodeRow);
  const shares = decodeRow(world);
  return {
    indicator: layer,
    years: Array.from({ length: years }, (_, i) => from + i),
    economies: (codes.match(/.../g) ?? []).map((iso3, row) => ({
      iso3: iso3 === '...' ? String(row).padStart(3, '0') : iso3,
      values: values[row]!
    })),
    ...(world !== undefined && { world: shares }),
    ...(earlier && { earlier: earlierWorld(decodeRow(earlier.whole), shares, earlier.vintage) })
  };
}
