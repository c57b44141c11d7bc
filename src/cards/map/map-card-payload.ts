import { speak, type Words } from '../../copy/words.ts';
import { toTenths, type MapLayer, type MapSeries } from '../../charts/choropleth/frame.ts';
import { isUnderOne, shareLabels } from '../../charts/choropleth/share.ts';

/**
 * What a map card tells apart, in percent: zero, "under 1%", each whole point, and one just short
 * of each class limit, printed as that and drawn below it. So the years weigh half of what they do
 * in tenths of a point, and no colour and no printed figure differs.
 */
const steps: readonly number[] = [
  0,
  0.3,
  ...Array.from({ length: 100 }, (_, i) => i + 1).flatMap((p) =>
    p % 20 || p === 100 ? [p] : [p - 0.4, p]
  )
];

/**
 * Characters that JSON and HTML leave as they are: the common steps in one byte each, the rest in
 * two.
 */
const firstCharacter = 93;
const afterAscii = 174 - 127;
const nothing = '.';

/** The few words of a map card that its script fills in; the rest stand in the card. */
export type MapCardLabels = ReturnType<typeof mapCardLabels>;

/**
 * Returns the labels that a map card carries for its script.
 * @throws Error naming a label that is missing.
 */
export function mapCardLabels(words: Words, earlier?: string) {
  return {
    /**
     * Where years before the shown release's first have the world of another: `World: {} (release
     * of 2024)`.
     */
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

/**
 * What the script of a map card needs: one layer, and the few words that are not in the card
 * already.
 */
export type MapCardPayload = ReturnType<typeof mapCardPayload>;

/**
 * Returns one layer ready for JSON, economies in the `order` of the card's table by their codes,
 * `dots` those drawn as dots.
 */
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
     * A row for each economy, after a space, or a comma where it is drawn as a dot: a character a
     * year, how many steps since the last known value, a full stop where there is none; stops at
     * the end are left out.
     */
    rows: order
      .map((iso3) => (dots.includes(iso3) ? ',' : ' ') + encodeRow(byCode.get(iso3) ?? []))
      .join(''),
    /**
     * Rows of the world's own figure, where the source has one, and of that in an earlier release,
     * of years before.
     */
    world: series.world?.some((share) => share !== null) ? encodeRow(series.world) : undefined,
    earlier: series.earlier && encodeRow(series.earlier.values),
    labels: mapCardLabels(words, series.earlier?.vintage.release)
  };
}

/**
 * Returns the series of a payload. An economy is known by its row: its name stands in that row of
 * the card's table.
 */
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
    // Its name stands in the label.
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

/** The step that is drawn and printed as a percentage is. */
function stepOf(percent: number): number {
  const shown = toTenths(percent) / 10;
  if (isUnderOne(shown)) return 1;
  const whole = Math.round(shown);
  return steps.indexOf(whole > shown && whole % 20 === 0 && whole < 100 ? whole - 0.4 : whole);
}
