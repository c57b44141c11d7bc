import { countryName, speak, type Words } from '../../copy/words.ts';
import { formatDate, formatList, formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Description } from '../chart.ts';
import { linesFrame, type Line, type LinesFrame } from './frame.ts';

/**
 * Returns the name of a line's place: the world, one of the publisher's regions, or a reviewed
 * country name.
 */
export const linePlaceName = (code: string, words: Words): string =>
  words.labels[`speed.place.${code}`] ?? countryName(words, code);

/**
 * Returns one line in a sentence: its first tenth, how many years to half, and where it stands now.
 */
export function describeLine({ code, points, half }: Line, words: Words): string {
  const [first, last] = [points[0]!, points.at(-1)!];
  const slots = {
    place: linePlaceName(code, words),
    first: String(first.year),
    last: String(last.year),
    share: formatPercent(last.value, words.language)
  };
  return half
    ? speak(words, 'speed.describe.line', { ...slots, count: half.since, half: String(half.year) })
    : speak(words, 'speed.describe.below', slots);
}

/**
 * Returns what stands at the end of a line: its newest share, with the year, and with that of the
 * release where it is an earlier one.
 */
export function sayEnd({ points, release }: Line, words: Words): string {
  const last = points.at(-1)!;
  const slots = { share: formatPercent(last.value, words.language), year: String(last.year) };
  return release === undefined
    ? speak(words, 'speed.end', slots)
    : speak(words, 'speed.end.earlier', { ...slots, release: release.slice(0, 4) });
}

/** Returns what is said of a place that no line is drawn for. */
export function describeAbove({ code, year }: LinesFrame['above'][number], words: Words): string {
  return speak(words, 'speed.above', { place: linePlaceName(code, words), year: String(year) });
}

/**
 * Returns what is said of lines: of one from an earlier release, and of those that are not drawn.
 */
export function describeDrawn({ places, above, regionsAbove }: LinesFrame, words: Words): string[] {
  // Marks alone between them: the names themselves hold an “and”.
  const names = regionsAbove.map((code) => linePlaceName(code, words));
  const regions = formatList(names, words.language, 'unit');
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
    ...above.map((place) => describeAbove(place, words)),
    ...(regionsAbove.length > 0 ? [speak(words, 'speed.above.regions', { regions })] : [])
  ];
}

/** Points from one year to the next, in percent of people, that a reader would ask about. */
const jump = 15;

/**
 * Returns what is said of years in which a named country's share leaps: how people are counted may
 * have changed (standards V11).
 */
export function describeJumps({ places }: Pick<LinesFrame, 'places'>, words: Words): string[] {
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

/**
 * Returns the lines in words: the three that are named, one by one, then the regions and what the
 * clock counts (standards A13).
 */
export function describeLines(
  data: Pick<StoryData, 'internetUse' | 'regions'>,
  words: Words
): Description {
  const frame = linesFrame(data);
  const { places, regions } = frame;
  const spans = regions.map(({ code, half }) =>
    half
      ? speak(words, 'speed.describe.region', {
          place: linePlaceName(code, words),
          count: half.since
        })
      : speak(words, 'speed.describe.region.below', { place: linePlaceName(code, words) })
  );
  const sentences = [
    ...places.map((line) => describeLine(line, words)),
    ...describeDrawn(frame, words),
    ...(spans.length > 0
      ? [
          speak(words, 'speed.describe.regions', {
            regions: formatList(spans, words.language, 'unit')
          })
        ]
      : [])
  ];
  return { name: speak(words, 'speed.describe.name'), text: sentences.join(' ') };
}
