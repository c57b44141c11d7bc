import { mapName, worldPhrase } from '../../charts/choropleth/describe.ts';
import { choroplethFrame, type MapFrame } from '../../charts/choropleth/frame.ts';
import { classBoxes, marksKey, posterMap } from '../../charts/choropleth/poster.ts';
import { choroplethRecord } from '../../charts/choropleth/record.ts';
import { colours } from '../../charts/drawing/colours.ts';
import { element } from '../../charts/drawing/element.ts';
import { posterMargin, posterWidth } from '../../charts/drawing/poster.ts';
import type { Block } from '../../charts/drawing/text-block.ts';
import { releaseLines, sourceText } from '../../charts/source-line.ts';
import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { newestYear } from '../../story/newest-year.ts';
import { lazily } from '../route.ts';
import {
  at,
  block,
  large,
  pace,
  textBlock,
  type FilmPlan,
  type FilmStep,
  type Room
} from './film-sheet.ts';

/** Side by side if both fit. */
function keysOf(words: Words, frame: MapFrame, room: Room): Block[] {
  const size = room.text * 0.85;
  const classes = classBoxes(
    { width: Math.min(room.width / 5, size * 2.8), height: size * 1.1 },
    { size }
  );
  const marks = marksKey(frame, words, { size }, { dots: false });
  const [left, right] = [room.text * 13.6, room.text * 16.1];
  if (room.width < left + right) return [classes, marks];
  return [
    block(
      Math.max(classes.height, marks.height),
      (top) => classes.draw(top) + element('g', at(left, 0), marks.draw(top))
    )
  ];
}

export function worldFilm(data: StoryData, words: Words): FilmPlan {
  const series = data.internetUse;
  const last = newestYear(series);
  const stops = new Set(
    data.stops.filter(({ layer }) => layer === 'internet-use').map(({ year }) => year)
  );
  const years = series.years.filter((year) => year <= last);
  const used = [series.vintage, ...(series.earlier ? [series.earlier.vintage] : [])];
  const lines = releaseLines(used, 'world', words);
  const steps = years.map((year): FilmStep => {
    const view = { layer: 'internet-use', year } as const;
    const frame = choroplethFrame(series, view);
    const phrase = worldPhrase(frame, words);
    // The same map in every shape and text size.
    const mapOf = lazily(() => posterMap(data, frame));
    return {
      seconds:
        year === last ? pace.last : stops.has(year) || year === years[0] ? pace.stop : pace.year,
      record: choroplethRecord(series, view, words),
      ...(stops.has(year) || year === years[0] || year === last
        ? { caption: `${mapName(view, words)} ${phrase}${phrase ? '.' : ''}` }
        : {}),
      sheet: ({ words: room, picture }) => {
        // The map leaves part of the height to the words above and below it.
        const most = picture.width === room.width ? picture.most * 0.57 : picture.most;
        const scale = Math.min(picture.width / posterWidth, most / mapOf().height);
        const left = (picture.width - posterWidth * scale) / 2;
        return {
          above: [
            textBlock(speak(words, 'map.unit.internet-use'), room, 'sans', colours['ink-soft']),
            large(String(year), room, 2.8, 'sans-bold'),
            textBlock(phrase || '\u00a0', room, 'sans-bold')
          ],
          picture: block(mapOf().height * scale, (top) =>
            element('g', at(left + posterMargin * scale, top, scale), mapOf().markup)
          ),
          below: keysOf(words, frame, room)
        };
      }
    };
  });
  return {
    title: speak(words, 'card.world.title'),
    limits: speak(words, 'map.limits.internet-use'),
    source: `${speak(words, 'figure.source')}: ${lines.map(({ credit }) => credit).join(' ')}`,
    credits: [
      ...lines.map(sourceText),
      speak(words, 'map.borders'),
      speak(words, 'sources.geography')
    ],
    accent: colours.c4,
    steps
  };
}
