import { countryName, speak, type Words } from '#copy/words.ts';
import { formatDate, formatList, formatPercent } from '#locale/numbers.ts';
import type { StoryData } from '#story/data.ts';
import {
  type Description,
  type Table,
  largeNumberOf,
  type PictureRecord,
  releaseLines
} from '../chart.ts';
import { toTenths, type MapSeries } from '../choropleth/frame.ts';
import { sharesOf, type YearlyShares } from '../yearly-shares.ts';
import { endColumn, shareCell, startColumn, releaseSources } from '../table/table-parts.ts';

/** A line's clock starts in its first year at or above a tenth; both in percent. */
const tenth = 10;
export const half = 50;

/** Bold lines in reading order. `WLD` is the publisher's own world figure (V27). */
export const linePlaces = ['GBR', 'IDN', 'WLD'] as const;

const tickYears = 10;

/** Returns the last tick of the axis: no economy of the source has a longer line. */
export function axisLength({ years, economies }: YearlyShares) {
  const longest = Math.max(
    0,
    ...economies.map(
      ({ iso3, values }) => alignLine(iso3, years, values)?.points.at(-1)?.since ?? 0
    )
  );
  return Math.max(1, Math.ceil(longest / tickYears)) * tickYears;
}

interface LinePoint {
  year: number;
  /** Years since the line's first. */
  since: number;
  value: number;
}

/** A place's shares from its first tenth on. */
export interface Line {
  code: string;
  /** Never empty, ordered by year; years without a value are left out. */
  points: LinePoint[];
  /** The first point at or above half, if any. */
  half: LinePoint | undefined;
  /** The earlier release that it is drawn from, if any. */
  release?: string;
}

export type LinesFrame = ReturnType<typeof linesFrame>;

/** Compares in tenths: the page carries rounded values, and server and script must agree. */
const reached = (value: number, mark: number) => toTenths(value) >= mark * 10;

/** Returns the first known year if it is at a tenth or above: the start is unknown (V37). */
export function startYearAbove(years: readonly number[], values: readonly (number | null)[]) {
  const first = values.findIndex((value) => value !== null);
  return first >= 0 && reached(values[first]!, tenth) ? years[first] : undefined;
}

/** Aligns a line on its first tenth; undefined if there is none. */
export function alignLine(
  code: string,
  years: readonly number[],
  values: readonly (number | null)[]
): Line | undefined {
  const start = values.findIndex((value) => value !== null && reached(value, tenth));
  if (start < 0 || startYearAbove(years, values) !== undefined) return undefined;
  const first = years[start]!;
  const points = values.slice(start).flatMap((value, index) => {
    if (value === null) return [];
    const year = years[start + index]!;
    return [{ year, since: year - first, value }];
  });
  return { code, points, half: points.find(({ value }) => reached(value, half)) };
}

/** `internetUse` is the edition's or the page's. */
export function linesFrame({ internetUse }: { internetUse: MapSeries }) {
  const { years, world = [], earlier } = internetUse;
  const end = axisLength(internetUse);
  /** Places without a line: their first value is already at or above a tenth. */
  const above: { code: string; year: number }[] = [];
  const places = linePlaces.flatMap((code) => {
    const shown = code === 'WLD' ? world : sharesOf(internetUse, code);
    // A line is from one release: the newest that has its first tenth.
    const older =
      code === 'WLD' && startYearAbove(years, shown) !== undefined ? earlier : undefined;
    const values = older?.whole ?? shown;
    const first = startYearAbove(years, values);
    if (first !== undefined) {
      above.push({ code, year: first });
      return [];
    }
    const line = alignLine(code, years, values);
    if (!line)
      throw new Error(
        `${code} never reached ${tenth} percent in the shown release of internet use. Choose another release.`
      );
    if (!older) return [line];
    // Stop at half: other scenes print later years from the shown release.
    const points = line.points.filter(({ since }) => since <= (line.half?.since ?? Infinity));
    return [{ ...line, points, release: older.vintage.release }];
  });
  return { places, above, end };
}

export const linePlaceName = (code: string, words: Words) =>
  words.labels[`speed.place.${code}`] ?? countryName(words, code);

export function describeLine({ code, points, half, release }: Line, words: Words) {
  const [first, last] = [points[0]!, points.at(-1)!];
  const slots = {
    place: linePlaceName(code, words),
    first: String(first.year),
    last: String(last.year),
    share: formatPercent(last.value, words.language)
  };
  return half
    ? speak(words, release ? 'speed.describe.half' : 'speed.describe.line', {
        ...slots,
        count: half.since,
        half: String(half.year)
      })
    : speak(words, 'speed.describe.below', slots);
}

const endOf = (line: Line, words: Words) => {
  const { value, year } = line.points.at(-1)!;
  return { share: formatPercent(value, words.language), year: String(year) };
};

export const endText = (line: Line, words: Words) =>
  line.release
    ? speak(words, 'speed.end.earlier', { release: line.release.slice(0, 4) })
    : speak(words, 'speed.end', endOf(line, words));

export const shortEnd = (line: Line, words: Words) =>
  line.release
    ? linePlaceName(line.code, words)
    : speak(words, 'speed.end.short', {
        ...endOf(line, words),
        place: linePlaceName(line.code, words)
      });

export function aboveNote({ code, year }: LinesFrame['above'][number], words: Words) {
  return speak(words, 'speed.above', { place: linePlaceName(code, words), year: String(year) });
}

export function lineNotes({ places, above }: LinesFrame, words: Words) {
  return [
    ...places.flatMap(({ code, release }) =>
      release === undefined
        ? []
        : [
            speak(words, 'speed.earlier', {
              place: linePlaceName(code, words),
              release: formatDate(release, words.language)
            })
          ]
    ),
    ...above.map((place) => aboveNote(place, words))
  ];
}

/** Percentage points from one year to the next that call for a note. */
const jump = 15;

/** Notes on sudden rises: the way of counting may have changed (V11). */
export function jumpNotes({ places }: Pick<LinesFrame, 'places'>, words: Words) {
  return places.flatMap(({ code, points }) =>
    points.flatMap((second, index) => {
      const first = points[index - 1];
      if (!first || first.year !== second.year - 1 || second.value - first.value < jump) return [];
      return [
        speak(words, 'speed.note.jump', {
          place: linePlaceName(code, words),
          before: formatPercent(first.value, words.language, 1),
          first: String(first.year),
          after: formatPercent(second.value, words.language, 1),
          second: String(second.year)
        })
      ];
    })
  );
}

export function describeLines(data: { internetUse: MapSeries }, words: Words): Description {
  const frame = linesFrame(data);
  const sentences = [
    ...frame.places.map((line) => describeLine(line, words)),
    ...lineNotes(frame, words)
  ];
  return { name: speak(words, 'speed.describe.name'), text: sentences.join(' ') };
}

const dateOf = (release: string | undefined, words: Words) =>
  release ? formatDate(release, words.language) : '';

export function linesRecord(data: Pick<StoryData, 'internetUse'>, words: Words): PictureRecord {
  const { places } = linesFrame(data);
  const { vintage, earlier } = data.internetUse;
  const shown = places.map(({ release }) =>
    release !== undefined && earlier ? earlier.vintage : vintage
  );
  const source = releaseLines(shown, 'speed', words)[0]!;
  const spanOf = ({ code, points, half, release }: Line) => {
    if (!half) return [];
    const label = speak(words, release ? 'share.span.earlier' : 'share.span', {
      place: linePlaceName(code, words),
      first: String(points[0]!.year),
      half: String(half.year),
      release: dateOf(release, words)
    });
    const text = speak(words, 'speed.years', { count: half.since });
    return [{ id: `${code}-span`, value: half.since, text, label }];
  };
  const lastOf = ({ code, points, release }: Line) => {
    if (release) return [];
    const { value, year } = points.at(-1)!;
    const label = speak(words, 'share.internet-use', {
      country: linePlaceName(code, words),
      year: String(year)
    });
    const text = formatPercent(value, words.language);
    return [{ id: `${code}-last`, value, text, label }];
  };
  return {
    numbers: places.flatMap((line) => [...spanOf(line), ...lastOf(line)]),
    large: places.flatMap((line) =>
      spanOf(line).map((span) =>
        largeNumberOf(span, {
          mark: { form: 'length', value: span.value },
          kind: 'connection',
          source
        })
      )
    )
  };
}

/** One row per year since the first tenth: every point drawn (A12), and the publisher's regions. */
export function linesTable(data: Pick<StoryData, 'internetUse' | 'regions'>, words: Words): Table {
  const frame = linesFrame(data);
  const { places } = frame;
  const { vintage, earlier, years } = data.internetUse;
  const lines = [
    ...places,
    ...data.regions.flatMap(({ iso3, values }) => alignLine(iso3, years, values) ?? [])
  ];
  const regionsAbove = data.regions.flatMap(({ iso3, values }) =>
    startYearAbove(years, values) === undefined ? [] : [linePlaceName(iso3, words)]
  );
  const last = Math.max(...lines.map(({ points }) => points.at(-1)!.since));
  return {
    id: 'years-since-a-tenth',
    caption: speak(words, 'speed.table.caption'),
    columns: [
      startColumn(speak(words, 'speed.table.since')),
      ...lines.map(({ code, points, release }) =>
        endColumn(
          speak(words, release ? 'speed.table.place.earlier' : 'speed.table.place', {
            place: linePlaceName(code, words),
            year: String(points[0]!.year),
            release: dateOf(release, words)
          })
        )
      )
    ],
    rows: Array.from({ length: last + 1 }, (_, since) => ({
      header: String(since),
      cells: lines.map(({ points }) => {
        const point = points.find((candidate) => candidate.since === since);
        return shareCell(point?.value ?? null, words);
      })
    })),
    notes: [
      ...(['speed.note.clock', 'speed.key.half', 'speed.note.own', 'speed.note.end'] as const).map(
        (key) => speak(words, key)
      ),
      ...lineNotes(frame, words),
      // Separated by commas only, as some names contain “and”.
      ...(regionsAbove.length > 0
        ? [
            speak(words, 'speed.above.regions', {
              regions: formatList(regionsAbove, words.language, 'unit')
            })
          ]
        : []),
      ...jumpNotes(frame, words)
    ],
    sources: releaseSources(
      [
        vintage,
        ...(earlier && places.some(({ release }) => release !== undefined) ? [earlier.vintage] : [])
      ],
      'speed',
      words
    )
  };
}
