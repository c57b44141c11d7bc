import { speak, type Words } from '../../copy/words.ts';
import { toTenths, type MapLayer, type MapSeries } from '../../charts/choropleth/frame.ts';
import { isUnderOne, shareLabels } from '../../charts/choropleth/share.ts';

/**
 * Quantized percent values: 0, "under 1%", each whole point, and one just below each class limit.
 * Half the bytes of tenths, with the same colours and printed figures.
 */
const steps: readonly number[] = [
  0,
  0.3,
  ...Array.from({ length: 100 }, (_, i) => i + 1).flatMap((p) =>
    p % 20 || p === 100 ? [p] : [p - 0.4, p]
  )
];

/** From here on, characters need no escape in JSON or HTML. Common values take one byte. */
const firstCharacter = 93;
const afterAscii = 174 - 127;
const nothing = '.';

export type MapCardLabels = ReturnType<typeof mapCardLabels>;

export function mapCardLabels(words: Words, earlier?: string) {
  return {
    /** `World: {} (release of 2024)`, for years before the shown release begins. */
    earlier:
      earlier === undefined
        ? undefined
        : speak(words, 'map.world.earlier', { share: '{}', release: earlier.slice(0, 4) }),
    world: speak(words, 'map.world', { share: '{}' }),
    older: speak(words, 'map.reading.older', { year: '{}' }),
    ...shareLabels(words),
    pause: speak(words, 'map.control.pause')
  };
}

export type MapCardPayload = ReturnType<typeof mapCardPayload>;

export function mapCardPayload(
  series: MapSeries,
  layer: MapLayer,
  order: readonly string[],
  dots: readonly string[],
  words: Words
) {
  const byCode = new Map(series.economies.map(({ iso3, values }) => [iso3, values]));
  return {
    layer,
    from: series.years[0] ?? 0,
    years: series.years.length,
    /**
     * One row per economy, after a space, or a comma for dots. One character per year: the change
     * from the last known value, `.` for none. Trailing dots are dropped.
     */
    rows: order
      .map((iso3) => (dots.includes(iso3) ? ',' : ' ') + encodeRow(byCode.get(iso3) ?? []))
      .join(''),
    /** The world's own row, and that of an earlier release for the years before. */
    world: series.world?.some((share) => share !== null) ? encodeRow(series.world) : undefined,
    earlier: series.earlier && encodeRow(series.earlier.values),
    labels: mapCardLabels(words, series.earlier?.vintage.release)
  };
}

/** An economy is known by its row; its name is in the card's table. */
export function decodeMapCard({
  layer,
  from,
  years,
  rows,
  world,
  earlier
}: Omit<MapCardPayload, 'labels'>): MapSeries {
  const decodeRow = (row: string) => {
    let known = 0;
    return Array.from({ length: years }, (_, year) => {
      const character = row[year] ?? nothing;
      if (character === nothing) return null;
      const code = character.charCodeAt(0);
      const change = (code < 127 ? code : code - afterAscii) - firstCharacter;
      known += change % 2 ? -(change + 1) / 2 : change / 2;
      return steps[known] ?? null;
    });
  };
  return {
    indicator: layer,
    years: Array.from({ length: years }, (_, i) => from + i),
    economies: rows
      .split(/[ ,]/)
      .slice(1)
      .map((row, index) => ({ iso3: String(index), values: decodeRow(row) })),
    ...(world === undefined ? {} : { world: decodeRow(world) }),
    ...(earlier === undefined
      ? {}
      : { earlier: { values: decodeRow(earlier), vintage: { release: '' } } })
  };
}

function encodeRow(values: readonly (number | null)[]): string {
  let known = 0;
  const row = values.map((value) => {
    if (value === null) return nothing;
    const step = stepOf(value);
    const change = step - known;
    known = step;
    const code = firstCharacter + (change < 0 ? -2 * change - 1 : 2 * change);
    return String.fromCharCode(code < 127 ? code : code + afterAscii);
  });
  return row.join('').replace(/\.+$/, '');
}

function stepOf(percent: number): number {
  const shown = toTenths(percent) / 10;
  if (isUnderOne(shown)) return 1;
  const whole = Math.round(shown);
  return steps.indexOf(whole > shown && whole % 20 === 0 && whole < 100 ? whole - 0.4 : whole);
}
