import { mapName, worldPhrase } from '../../charts/choropleth/describe.ts';
import { choroplethFrame } from '../../charts/choropleth/frame.ts';
import { keyParts, pictureMap } from '../../charts/choropleth/draw-picture.ts';
import { choroplethRecord } from '../../charts/choropleth/record.ts';
import { colours } from '../../charts/drawing/colours.ts';
import { element } from '../../charts/drawing/element.ts';
import { labelSize } from '../../charts/drawing/label.ts';
import { stackParts } from '../../charts/drawing/stack-parts.ts';
import { releaseLines, sourceText } from '../../charts/source-line.ts';
import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { newestYear } from '../../story/newest-year.ts';
import { lazily } from '../route.ts';
import { at, block, large, pace, textBlock, type FilmPlan, type FilmStep } from './film-sheet.ts';

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
    const mapOf = lazily(() => pictureMap(data, frame));
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
        const map = mapOf();
        const scale = Math.min(picture.width / map.width, most / map.height);
        const left = (picture.width - map.width * scale) / 2;
        const { measure } = room;
        return {
          above: [
            textBlock(speak(words, 'map.unit.internet-use'), room, 'sans', colours['ink-soft']),
            large(String(year), room, 2.8, 'sans-bold'),
            textBlock(phrase || '\u00a0', room, 'sans-bold')
          ],
          picture: block(map.height * scale, (top) =>
            element('g', at(left, top, scale), map.markup)
          ),
          below: [
            stackParts(
              keyParts(frame, words, measure, { counts: false }),
              { chart: 'choropleth', scale: (room.text * 0.85) / labelSize, measure },
              (room.width * labelSize) / (room.text * 0.85)
            )
          ]
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
