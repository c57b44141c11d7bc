import { colours } from '../../charts/drawing/colours.ts';
import {
  lineNotes,
  describeLine,
  linesFrame,
  linesRecord,
  type LinesFrame
} from '../../charts/lines/record.ts';
import { drawLines, keyParts, type DrawnLine } from '../../charts/lines/draw.ts';
import { figureReleases } from '../../charts/figure.ts';
import { figureOf } from '../../charts/figures.ts';
import { sourceText } from '../../charts/source-line.ts';
import { plainText } from '../../copy/markup.ts';
import { findingOf, type ChapterCopy } from '../../copy/read-chapter.ts';
import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { pace, type FilmPlan, type FilmStep, type SheetIn } from './film-sheet.ts';

/** Lines up to this many years since their first tenth. */
function frameAt(frame: LinesFrame, clock: number): Parameters<typeof drawLines>[0] {
  const until = <Line extends DrawnLine>(line: Line): Line => ({
    ...line,
    points: line.points.filter(({ since }) => since <= clock),
    half: line.half && line.half.since <= clock ? line.half : undefined,
    isUnfinished: line.points.at(-1)!.since > clock
  });
  return { ...frame, places: frame.places.map(until), regions: frame.regions.map(until) };
}

const sheetAt =
  (frame: LinesFrame, clock: number, words: Words): SheetIn =>
  (room) => ({
    words: [],
    picture: [{ drawing: drawLines(frameAt(frame, clock), words, room) }, ...keyParts(words)],
    after: lineNotes({ ...frame, regionsAbove: [] }, words).map((text) => ({ text, look: 'hint' }))
  });

export function speedFilm(data: StoryData, words: Words, copy: ChapterCopy): FilmPlan {
  const frame = linesFrame(data);
  const record = linesRecord(data, words);
  const longest = Math.max(...frame.places.flatMap(({ points }) => points.at(-1)?.since ?? []));
  const lines = figureReleases(figureOf('speed'), data, words);
  const limits = plainText(copy.figure?.subtitle ?? '');
  const steps = Array.from({ length: longest + 1 }, (_, clock): FilmStep => {
    const here = frame.places.filter(({ half }) => half?.since === clock);
    const reached = clock === 0 ? [limits] : here.map((line) => describeLine(line, words));
    return {
      seconds: clock === 0 ? 3 : clock === longest ? 6 : here.length > 0 ? pace.stop : pace.year,
      record,
      sheet: sheetAt(frame, clock, words),
      ...(reached.length > 0 ? { caption: reached.join(' ') } : {})
    };
  });
  return {
    figure: figureOf('speed'),
    title: findingOf(copy),
    limits,
    source: `${speak(words, 'figure.source')}: ${lines.map(({ credit }) => credit).join(' ')}`,
    credits: [...lines.map(sourceText), ...lineNotes(frame, words)],
    accent: colours.c4,
    steps
  };
}
