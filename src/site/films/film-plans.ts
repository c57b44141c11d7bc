import { valueOf, known, nobody, reached } from '#charts/level/draw.ts';
import type { Size } from '#charts/level/pillar.ts';
import { describeTold, shareSentence, toldShares, unknownRecord } from '#charts/level/record.ts';
import { level, levelTexts, numbersOf, sentenceOf, signalYears } from '#charts/level/signal.ts';
import { colours, element, moveTo, label, labelLeading } from '#charts/drawing/element.ts';
import type { Gauge, Part } from '#charts/drawing/parts.ts';
import { creditsOf, figureReleases } from '#charts/figure.ts';
import { figureOf } from '#charts/figures.ts';
import { estimateIn } from '#charts/phrases/ledger-phrases.ts';
import { type SourceLine, sourceText, releaseLines } from '#charts/chart.ts';
import { plainText } from '#copy/markup.ts';
import { findingOf, type ChapterCopy } from '#copy/read-chapter.ts';
import { speak, type Words } from '#copy/words.ts';
import { contactPhrase, nearestHelp, type Helpline } from '#pages/helpline.ts';
import { type StoryData, newestYear } from '#story/data.ts';
import type { FilmPlan, FilmStep, SheetIn } from './film-sheet.ts';
import { mapName, worldPhrase } from '#charts/choropleth/describe.ts';
import { choroplethFrame } from '#charts/choropleth/frame.ts';
import { keyParts, pictureMap } from '#charts/choropleth/draw-picture.ts';
import { choroplethRecord } from '#charts/choropleth/record.ts';
import { lazily } from '../route.ts';

/** Seconds per year, per year at which the story stops, and for the last picture. */
const worldPace = { year: 0.4, stop: 1.6, last: 3.6 };

const shortCredit = (lines: readonly SourceLine[], words: Words) =>
  `${speak(words, 'figure.source')}: ${lines.map(({ credit }) => credit).join(' ')}`;

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
        year === last
          ? worldPace.last
          : stops.has(year) || year === years[0]
            ? worldPace.stop
            : worldPace.year,
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
    source: shortCredit(lines, words),
    credits: [
      ...lines.map(sourceText),
      speak(words, 'map.borders'),
      speak(words, 'sources.geography')
    ],
    accent: colours.c4,
    steps
  };
}

/** Seconds: a level, a year between two, what children answered, and the silence after it. */
const pace = { level: 4.4, year: 0.8, told: 6.8, silence: 5.6 } as const;

/**
 * Draws a level from edge to edge, with its base at the top. Labels stand under lines and over
 * blocks.
 */
const levelSheet =
  (gauge: (size: Size) => Gauge, marks: readonly { text: string; value: number }[]): SheetIn =>
  ({ width, most, bleed, isBeside, measure }) => {
    const height = most * (isBeside ? 0.9 : 0.6);
    const whole = bleed.left + width + bleed.right;
    const { beside, parts } = gauge({ width: whole, height });
    const lookOf = (part: Part) => ('text' in part ? part.look : undefined);
    const labels = marks.map(({ text, value }, at) => {
      const y = height * (1 - value / 100) + (value > 50 ? 6 : -8 - labelLeading);
      const x = Math.max(0, (at * whole) / marks.length - bleed.left);
      return label([{ text, bold: true }], { x, y }, measure);
    });
    const blocks = element('g', { transform: moveTo(-bleed.left, 0) }, beside.markup);
    return {
      words: parts.filter((part) => !['scale', 'line'].includes(lookOf(part) ?? '')),
      picture: [
        ...parts.filter((part) => lookOf(part) === 'scale'),
        { drawing: { width, height, markup: blocks + labels.join('') } }
      ]
    };
  };

/** The block moves through the published years; numeral and line change with it, at these alone. */
export function signalFilm(data: StoryData, words: Words, copy: ChapterCopy): FilmPlan {
  const years = signalYears(data);
  const both = years.findLast(({ coverage }) => coverage !== undefined);
  const stops = [years[0], both, years.at(-1)];
  const lines = figureReleases(figureOf('signal'), data, words);
  return {
    figure: figureOf('signal'),
    title: findingOf(copy),
    limits: speak(words, 'signal.differ'),
    source: shortCredit(lines, words),
    credits: lines.map(sourceText),
    accent: colours.c4,
    steps: years.map((at): FilmStep => {
      const isStop = stops.includes(at);
      const { coverage: value, line: text } = { ...at, ...levelTexts(at, words) };
      const lines = value === undefined || text === undefined ? [] : [{ text, value }];
      return {
        seconds: isStop ? pace.level : pace.year,
        record: { numbers: numbersOf(at, words), large: [] },
        sheet: levelSheet((size) => level(at, words, size), lines),
        ...(isStop && { caption: sentenceOf(at, words) })
      };
    })
  };
}

/** Slides: 60 % as a bar, almost one in three, a silence, three and three, a number to call. */
export function unknownFilm(
  data: StoryData,
  words: Words,
  copy: ChapterCopy,
  helplines: readonly Helpline[]
): FilmPlan {
  const credits = creditsOf(toldShares(data).map(({ estimate }) => estimate));
  const late = speak(words, 'unknown.never-late');
  const lines = nearestHelp(helplines, 'abused', words.language);
  const calls = lines.map(({ name, short = name, contacts }) => ({
    name: short[words.language],
    contact: contactPhrase(contacts[0]!, words)
  }));
  const lying = known(data, words);
  const help = (['dh-helpline', 'dh-police'] as const).map((id) => ({
    text: speak(words, `unknown.label.${id}`),
    value: valueOf(data, id)
  }));
  const step = (told: 'known' | 'nobody' | 'reached', sheet: SheetIn) => ({
    seconds: told === 'nobody' ? pace.silence : pace.told,
    record: unknownRecord(data, words, { told }),
    sheet,
    caption:
      told === 'nobody'
        ? shareSentence(estimateIn(data, 'dh-nottold'), words)
        : describeTold(data, words, told).text
  });
  return {
    figure: figureOf('unknown'),
    title: findingOf(copy),
    limits: plainText(copy.figure?.subtitle ?? ''),
    source: `${speak(words, 'figure.source')}: ${credits.join('; ')}.`,
    credits: credits.map((credit) => `${credit}.`),
    accent: colours.warm,
    steps: [
      step('known', () => ({ words: lying.slice(2), picture: lying.slice(0, 2) })),
      step(
        'nobody',
        levelSheet((size) => nobody(data, words, size), [])
      ),
      step(
        'reached',
        levelSheet((size) => reached(data, words, size), help)
      ),
      {
        seconds: pace.level,
        record: { numbers: [], large: [] },
        sheet: () => ({
          words: [],
          across: [
            { text: late, look: 'numeral' },
            ...calls.flatMap(({ name, contact }): Part[] => [
              { text: name, look: 'plain' },
              { text: contact, look: 'finding' }
            ])
          ]
        }),
        caption: [late, ...calls.map(({ name, contact }) => `${name}: ${contact}.`)].join(' ')
      }
    ]
  };
}
