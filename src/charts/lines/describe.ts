import { countryName, speak, type Words } from '../../copy/words.ts';
import { formatDate, formatList, formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Description } from '../chart.ts';
import { linesFrame, type Line, type LinesFrame } from './frame.ts';

/** Names the world, one of the publisher's regions, or a country. */
export const linePlaceName = (code: string, words: Words): string =>
  words.labels[`speed.place.${code}`] ?? countryName(words, code);

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

/** The label at the end of a line; names the release if it is an earlier one. */
export function endText({ points, release }: Line, words: Words): string {
  const last = points.at(-1)!;
  return speak(words, release ? 'speed.end.earlier' : 'speed.end', {
    share: formatPercent(last.value, words.language),
    year: String(last.year),
    release: release?.slice(0, 4) ?? ''
  });
}

export function aboveNote({ code, year }: LinesFrame['above'][number], words: Words): string {
  return speak(words, 'speed.above', { place: linePlaceName(code, words), year: String(year) });
}

/** Notes on lines from an earlier release and on places without a line. */
export function lineNotes({ places, above, regionsAbove }: LinesFrame, words: Words): string[] {
  // Separated by commas only, as some names contain “and”.
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
    ...above.map((place) => aboveNote(place, words)),
    ...(regionsAbove.length > 0 ? [speak(words, 'speed.above.regions', { regions })] : [])
  ];
}

/** Percentage points from one year to the next that call for a note. */
const jump = 15;

/** Notes on sudden rises: the way of counting may have changed (V11). */
export function jumpNotes({ places }: Pick<LinesFrame, 'places'>, words: Words): string[] {
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

/** Text alternative (A13). */
export function describeLines(
  data: Pick<StoryData, 'internetUse' | 'regions'>,
  words: Words
): Description {
  const frame = linesFrame(data);
  const { places, regions } = frame;
  const spans = regions.map(({ code, half }) =>
    speak(words, half ? 'speed.describe.region' : 'speed.describe.region.below', {
      place: linePlaceName(code, words),
      ...(half && { count: half.since })
    })
  );
  const sentences = [
    ...places.map((line) => describeLine(line, words)),
    ...lineNotes(frame, words),
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
