import { mapName, worldPhrase } from '../../charts/choropleth/describe.ts';
import { choroplethFrame } from '../../charts/choropleth/frame.ts';
import { keyParts, pictureMap } from '../../charts/choropleth/draw-picture.ts';
import { choroplethRecord } from '../../charts/choropleth/record.ts';
import { colours } from '../../charts/drawing/colours.ts';
import { element, moveTo } from '../../charts/drawing/element.ts';
import { figureOf } from '../../charts/figures.ts';
import { releaseLines, sourceText } from '../../charts/source-line.ts';
import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { newestYear } from '../../story/newest-year.ts';
import { lazily } from '../route.ts';
import type { FilmPlan, FilmStep } from './film-sheet.ts';

/** Seconds per year, per year at which the story stops, and for the last picture. */
const pace = { year: 0.4, stop: 1.6, last: 3.6 };

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
      sheet: ({ width, most, bleed, isBeside, measure }) => {
        // The words above and below the map have part of the height.
        const map = mapOf();
        const whole = bleed.left + width + bleed.right;
        const scale = Math.min(whole / map.width, (most * (isBeside ? 0.95 : 0.57)) / map.height);
        const left = (whole - map.width * scale) / 2 - bleed.left;
        const transform = `${moveTo(left, 0)} scale(${scale})`;
        return {
          words: [
            { text: speak(words, 'map.unit.internet-use'), look: 'hint' },
            { text: String(year), look: 'numeral' },
            { text: phrase || '\u00a0', look: 'heading' }
          ],
          picture: [
            {
              drawing: {
                width,
                height: map.height * scale,
                markup: element('g', { transform }, map.markup)
              }
            }
          ],
          after: keyParts(frame, words, measure, { counts: false })
        };
      }
    };
  });
  return {
    figure: figureOf('world'),
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
