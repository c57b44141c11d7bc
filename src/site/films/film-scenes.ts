import { boundEnd, boundPhrase } from '../../charts/phrases/bound-phrase.ts';
import { mapName, worldPhrase } from '../../charts/choropleth/describe.ts';
import { choroplethFrame, classLimits } from '../../charts/choropleth/frame.ts';
import { posterMap } from '../../charts/choropleth/poster.ts';
import { choroplethRecord } from '../../charts/choropleth/record.ts';
import { colours, type Colour } from '../../charts/drawing/colours.ts';
import { element, textLine } from '../../charts/drawing/element.ts';
import { acrossBox, dot, gridLines, linePathOf, stretchPath, textOnPaper, upBox, type Box } from '../../charts/drawing/plot.ts';
import { posterMargin, posterWidth } from '../../charts/drawing/poster.ts';
import { stack, type Block } from '../../charts/drawing/text-block.ts';
import { describeDrawn, describeLine, placeName } from '../../charts/lines/describe.ts';
import { figureReleases } from '../../charts/figure.ts';
import { figureOf } from '../../charts/figures.ts';
import { linePath, linesFrame, type Line } from '../../charts/lines/frame.ts';
import { lineStyle } from '../../charts/lines/line-style.ts';
import { linesRecord } from '../../charts/lines/record.ts';
import type { PictureRecord } from '../../charts/picture-record.ts';
import { releaseLines, sourceText } from '../../charts/source-line.ts';
import { describeMarks } from '../../charts/unit/describe.ts';
import { markUnits, unitEstimatesOf, unitFrame } from '../../charts/unit/frame.ts';
import { marksPath, outline } from '../../charts/unit/marks-path.ts';
import { unitRecord } from '../../charts/unit/record.ts';
import { verificationPhrase } from '../../charts/phrases/verification-phrase.ts';
import { plainText } from '../../copy/markup.ts';
import type { ChapterCopy } from '../../copy/read-chapter.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate, formatNumber, formatPercent } from '../../locale/numbers.ts';
import { estimateCredit } from '../../story/ledgers/estimate-credit.ts';
import type { StoryData } from '../../story/data.ts';
import { newestYear } from '../../story/newest-year.ts';
import { lazily } from '../route.ts';
import { large, said, type FilmSheet, type Room, type SheetIn } from './film-sheet.ts';

/** The scenes that a film is made of. None ranks, sorts or comes nearer to a country (standards S01, V24). */
export const filmScenes = ['world', 'demand', 'speed'] as const;
export type FilmScene = (typeof filmScenes)[number];

/** One picture of a film: how long it stands, what a caption says of it, and the record that holds its numbers. */
interface FilmStep {
  seconds: number;
  sheet: SheetIn;
  /** Said from here on; left out where the words before still hold. */
  caption?: string;
  record: PictureRecord;
}

/** A film before it has a shape. */
export interface FilmPlan {
  title: string;
  limits: string;
  /** On every picture, and on the last. */
  source: string;
  credits: string[];
  accent: Colour;
  steps: FilmStep[];
  /** The step that stands for the film where nothing moves. */
  still: number;
}

/** Seconds between two pictures at the least: every length is a whole number of them. */
export const beat = 0.2;
const pace = { year: 0.4, stop: 1.6, last: 3.6 } as const;

const block = (height: number, draw: (top: number) => string): Block => ({ height, draw });
const at = (x: number, y: number, scale = 1) => ({ transform: `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(5)})` });

/** The five classes with their limits. */
function mapKey(room: Room): Block {
  const fills = [colours.c0, colours.c1, colours.c2, colours.c3, colours.c4];
  const size = room.text * 0.85;
  const width = Math.min(room.width / 5, size * 4.2);
  const box = size * 1.1;
  return block(box + size * 1.4, (top) =>
    [
      ...fills.map((fill, level) =>
        element('rect', { x: level * width + 1, y: top, width, height: box, fill, stroke: colours.ink, 'stroke-width': 1.5 })
      ),
      ...classLimits.map((limit, index) =>
        textLine(index === 5 ? `${limit}%` : String(limit), {
          x: index * width,
          y: top + box + size * 1.1,
          face: 'sans',
          size,
          fill: colours['ink-soft'],
          ...(index === 0 ? {} : { anchor: index === 5 ? ('end' as const) : ('middle' as const) })
        })
      )
    ].join('')
  );
}

/** What the map counts as missing, with the map's own hatching, and as older. */
function marksKey(words: Words, counts: { missing: number; older: number }, room: Room): Block {
  const size = room.text * 0.85;
  const hatched = { x: 1, width: size * 1.8, height: size, fill: 'url(#key-gaps)', stroke: colours.ink, 'stroke-width': 1.5 } as const;
  const line = (key: 'missing' | 'older', x: number, drawn: (top: number) => string): Block =>
    block(
      size * 1.1,
      (top) =>
        drawn(top) +
        textLine(`${speak(words, `map.legend.${key}`)} ${formatNumber(counts[key], words.language)}`, {
          x,
          y: top + size * 0.84,
          face: 'sans',
          size,
          fill: colours.ink
        })
    );
  return stack([line('missing', size * 2.4, (y) => element('rect', { ...hatched, y })), line('older', 0, () => '')], size * 0.5);
}

/** The two keys side by side where there is room for both, one below the other where there is not. */
function keysOf(words: Words, counts: { missing: number; older: number }, room: Room): Block[] {
  const [classes, marks] = [mapKey(room), marksKey(words, counts, room)];
  const left = room.text * 20;
  if (room.width < 2 * left) return [classes, marks];
  return [block(Math.max(classes.height, marks.height), (top) => classes.draw(top) + element('g', at(left, 0), marks.draw(top)))];
}

function world(data: StoryData, words: Words): FilmPlan {
  const series = data.internetUse;
  const last = newestYear(series);
  const stops = new Set(data.stops.filter(({ layer }) => layer === 'internet-use').map(({ year }) => year));
  const years = series.years.filter((year) => year <= last);
  const used = [series.vintage, ...(series.earlier ? [series.earlier.vintage] : [])];
  const lines = releaseLines(used, 'world', words);
  const steps = years.map((year): FilmStep => {
    const view = { layer: 'internet-use', year } as const;
    const frame = choroplethFrame(series, view);
    const phrase = worldPhrase(frame, words);
    // The same world in every shape and at every size of text: drawn once, when it is first asked for.
    const mapOf = lazily(() => posterMap(data, frame));
    return {
      seconds: year === last ? pace.last : stops.has(year) || year === years[0] ? pace.stop : pace.year,
      record: choroplethRecord(series, view, words),
      ...(stops.has(year) || year === years[0] || year === last
        ? { caption: `${mapName(view, words)} ${phrase}${phrase ? '.' : ''}` }
        : {}),
      sheet: ({ words: room, picture }) => {
        // Over and under its words the map leaves them a part of the height.
        const most = picture.width === room.width ? picture.most * 0.57 : picture.most;
        const scale = Math.min(picture.width / posterWidth, most / mapOf().height);
        const left = (picture.width - posterWidth * scale) / 2;
        return {
          above: [
            said(speak(words, 'map.unit.internet-use'), room, 'sans', colours['ink-soft']),
            large(String(year), room, 2.8, 'sans-bold'),
            said(phrase || '\u00a0', room, 'sans-bold')
          ],
          picture: block(mapOf().height * scale, (top) => element('g', at(left + posterMargin * scale, top, scale), mapOf().markup)),
          below: keysOf(words, frame.counts, room)
        };
      }
    };
  });
  return {
    title: speak(words, 'card.world.title'),
    limits: speak(words, 'map.limits.internet-use'),
    source: `${speak(words, 'figure.source')}: ${lines.map(({ credit }) => credit).join(' ')}`,
    credits: [...lines.map(sourceText), speak(words, 'map.borders'), speak(words, 'sources.geography')],
    accent: colours.c4,
    steps,
    still: steps.length - 1
  };
}

function demand(data: StoryData, words: Words, copy: ChapterCopy): FilmPlan {
  const estimates = unitEstimatesOf(data);
  const steps = estimates.flatMap((estimate): FilmStep[] => {
    const record = unitRecord(data, words, { estimate: estimate.id as 'nca-2018' });
    const seen = estimate.verification === 'primary' ? '' : `, ${verificationPhrase(estimate.verification, words)}`;
    const figure = boundPhrase(estimate, words);
    const who = speak(words, `unit.${estimate.id}.who`);
    const number = (end: 'low' | 'high') => formatNumber(boundEnd(estimate, end), words.language);
    const sheet =
      (whole: boolean): SheetIn =>
      ({ words: room, picture }) => {
        // Of one width on every card, so that a square's area stays in proportion to its people.
        const tall = picture.most > picture.width;
        const across = tall ? picture.width : Math.min(picture.width, 2 * picture.most * (picture.width > room.width ? 0.62 : 0.26));
        const frame = unitFrame(estimate, across);
        const paint = (kind: string) =>
          kind === 'filled' ? { fill: colours.estimate } : { fill: 'none', stroke: colours.estimate, 'stroke-width': outline };
        const edge = frame.reach + markUnits.pitch;
        const squares = block(frame.height, (top) => {
          const marks = frame.groups.map((group) => element('path', { ...paint(group.kind), d: marksPath(frame, group) })).join('');
          const stroke = { stroke: colours.estimate, width: 3 } as const;
          const open =
            frame.open === 'right'
              ? linePathOf(`M${edge.toFixed(1)} ${top.toFixed(1)}v${frame.height.toFixed(1)}`, { ...stroke, dash: '4 6' }) +
                [0.2, 0.5, 0.8]
                  .map((share) => linePathOf(`M${edge.toFixed(1)} ${(top + frame.height * share).toFixed(1)}h28m-8 -8l8 8l-8 8`, stroke))
                  .join('')
              : '';
          return element('g', at(0, top, frame.scale), marks) + open;
        });
        const side = room.text * 0.8;
        const key = (text: string, kind: 'filled' | 'outlined') => {
          const words = said(text, { ...picture, width: picture.width - side * 1.6 });
          const shown = kind === 'filled' ? { fill: colours.estimate } : { fill: 'none', stroke: colours.estimate, 'stroke-width': 4 };
          return block(words.height, (top) =>
            [
              element('rect', { x: 2, y: top, width: side - 4, height: side - 4, ...shown }),
              element('g', at(side * 1.6, 0), words.draw(top))
            ].join('')
          );
        };
        const keys = [
          key(speak(words, 'poster.unit.key', { per: frame.per }), 'filled'),
          ...(estimate.bound === 'range'
            ? [
                key(speak(words, 'unit.key.low', { low: number('low') }), 'filled'),
                key(speak(words, 'unit.key.rest', { high: number('high') }), 'outlined')
              ]
            : []),
          ...(frame.open === 'right' ? [said(speak(words, 'unit.open'), picture, 'sans-bold')] : [])
        ];
        const all = stack([squares, stack(keys, room.text * 0.5)], room.text * 0.8);
        const remark = said(speak(words, `unit.${estimate.id}.note`), room, 'sans', colours['ink-soft']);
        return {
          above: [
            said(
              `${formatDate(estimate.published, words.language)} · ${speak(words, `unit.${estimate.id}.publisher`)}${seen}`,
              room,
              'sans',
              colours['ink-soft']
            ),
            large(figure, room, 2.6, 'serif', colours.estimate),
            said(who, room, 'sans-bold')
          ],
          picture: whole ? all : block(all.height, () => ''),
          below: [whole ? remark : block(remark.height, () => '')]
        };
      };
    return [
      // First whom the number counts, then its squares: all of them at once, for a part of them would be another number (standards V22).
      {
        seconds: 2,
        record,
        sheet: sheet(false),
        caption: speak(words, 'unit.describe.card', {
          date: formatDate(estimate.published, words.language),
          figure,
          who,
          marks: describeMarks(estimate, words)
        })
      },
      { seconds: 5, record, sheet: sheet(true) }
    ];
  });
  const credits = [...new Set(estimates.map((estimate) => `${estimateCredit(estimate)}.`))];
  return {
    title: plainText(copy.figure?.title ?? copy.title),
    limits: speak(words, 'unit.describe.apart'),
    source: `${speak(words, 'figure.source')}: ${[...new Set(estimates.map(({ id }) => speak(words, `unit.${id}.publisher`)))].join('; ')}.`,
    credits,
    accent: colours.estimate,
    steps,
    still: steps.length - 1
  };
}

/** A line until so many years since its first tenth. */
const until = (line: Line, since: number): Line => ({ ...line, points: line.points.filter((point) => point.since <= since) });

function speed(data: StoryData, words: Words, copy: ChapterCopy): FilmPlan {
  const frame = linesFrame(data);
  const record = linesRecord(data, words);
  const longest = Math.max(...frame.places.map(({ points }) => points.at(-1)!.since));
  const look = ({ code }: Line) => {
    const { mark, dashed } = lineStyle(code);
    return { mark, ...(dashed ? { dash: '16 8' } : {}) };
  };
  const lines = figureReleases(figureOf('speed'), data, words);
  const sheetAt =
    (clock: number): SheetIn =>
    ({ words: room, picture }): FilmSheet => {
      const size = room.text * 0.85;
      const left = size * 2.8;
      const height = Math.min(picture.width * 0.6, picture.most * (picture.width > room.width ? 0.8 : 0.42));
      const plot = block(height + size * 2.8, (top) => {
        const box: Box = { x: left, y: top + size, width: picture.width - left - 16, height: height - size };
        const foot = box.y + box.height;
        const soft = { face: 'sans', size, fill: colours['ink-soft'] } as const;
        const drawn = (line: Line) => stretchPath(linePath(until(line, clock)), box);
        return [
          gridLines(
            box,
            frame.yTicks.map(({ y }) => y)
          ),
          ...frame.yTicks
            .slice(1)
            .map(({ value, y }) =>
              textLine(formatPercent(value, words.language), { ...soft, x: left - 10, y: upBox(box, y) + size * 0.35, anchor: 'end' })
            ),
          ...frame.xTicks.map(({ since, x }) =>
            textLine(String(since), { ...soft, x: acrossBox(box, x), y: foot + size * 1.3, anchor: 'middle' })
          ),
          textLine(speak(words, 'speed.axis'), { ...soft, x: left, y: foot + size * 2.6 }),
          ...frame.regions.map((line) => linePathOf(drawn(line), { stroke: colours['line-strong'], width: 2 })),
          ...frame.places.flatMap((line) => {
            const { mark, ...dash } = look(line);
            const { half } = line;
            const [x, y] = half ? [acrossBox(box, half.x), upBox(box, half.y)] : [0, 0];
            return [
              linePathOf(drawn(line), { stroke: mark, width: 7, ...dash }),
              ...(half && half.since <= clock
                ? [
                    linePathOf(`M${x.toFixed(1)} ${foot.toFixed(1)}V${y.toFixed(1)}`, { stroke: mark, width: 3, dash: '3 8' }),
                    dot(x, y, { fill: mark, r: 13 })
                  ]
                : [])
            ];
          }),
          // Over every line, so that none takes a number away.
          ...frame.places.flatMap(({ half }) =>
            half && half.since <= clock
              ? [
                  textOnPaper(
                    speak(words, 'speed.years', { count: half.since }),
                    { x: acrossBox(box, half.x) + 10, y: foot - 14, face: 'sans-bold', size, fill: colours.ink },
                    room.measure
                  )
                ]
              : []
          )
        ].join('');
      });
      // Each place with what its line has reached: a number stands only once the line is there.
      const rows = frame.places.map((line) => {
        const { mark, ...dash } = look(line);
        const end = line.points.at(-1)!;
        const slots = { share: formatPercent(end.value, words.language), year: String(end.year) };
        const reached = end.since <= clock ? speak(words, 'speed.end', slots) : '';
        return block(room.text * 1.2, (top) => {
          const y = top + room.text;
          const name = placeName(line.code, words);
          const from = room.text * 2.4;
          return [
            linePathOf(`M0 ${(y - room.text * 0.3).toFixed(1)}h${(room.text * 1.8).toFixed(1)}`, {
              stroke: mark,
              width: 7,
              ...dash
            }),
            textLine(name, { x: from, y, face: 'sans-bold', size: room.text, fill: colours.ink }),
            textLine(reached, {
              x: from + room.measure(`${name}  `, 'sans-bold', room.text),
              y,
              face: 'sans',
              size: room.text,
              fill: colours.ink
            })
          ].join('');
        });
      });
      const small = { ...room, text: size };
      return {
        above: [stack(rows, room.text * 0.4)],
        picture: plot,
        below: [
          ...[
            speak(words, 'speed.key.half'),
            speak(words, 'speed.key.regions'),
            ...describeDrawn({ ...frame, regionsAbove: [] }, words)
          ].map((one) => said(one, small, 'sans', colours['ink-soft']))
        ]
      };
    };
  const steps = Array.from({ length: longest + 1 }, (_, clock): FilmStep => {
    const here = frame.places.filter(({ half }) => half?.since === clock);
    const reached = clock === 0 ? [speak(words, 'speed.axis')] : here.map((line) => describeLine(line, words));
    return {
      seconds: clock === 0 ? pace.stop : clock === longest ? 6 : pace.year,
      record,
      sheet: sheetAt(clock),
      ...(reached.length > 0 ? { caption: reached.join(' ') } : {})
    };
  });
  return {
    title: plainText(copy.figure?.title ?? copy.title),
    limits: plainText(copy.figure?.subtitle ?? ''),
    source: `${speak(words, 'figure.source')}: ${lines.map(({ credit }) => credit).join(' ')}`,
    credits: [...lines.map(sourceText), ...describeDrawn(frame, words)],
    accent: colours.c4,
    steps,
    still: longest
  };
}

/** Returns what a film of a scene says and shows, in one language. @throws Error when the scene has nothing to show, or a label is missing. */
export function filmPlan(scene: FilmScene, data: StoryData, words: Words, copy: ChapterCopy): FilmPlan {
  return scene === 'world' ? world(data, words) : scene === 'demand' ? demand(data, words, copy) : speed(data, words, copy);
}
