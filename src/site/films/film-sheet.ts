import type { FilmForm } from '#cards/embed/film-names.ts';
import { styleElement } from '#charts/chart-styles.ts';
import type { Figure } from '#charts/figure.ts';
import {
  labelSize,
  colours,
  type Colour,
  drawing,
  element,
  textLine
} from '#charts/drawing/element.ts';
import type { Part, Room } from '#charts/drawing/parts.ts';
import { stackParts } from '#charts/drawing/stack-parts.ts';
import type { MeasureText } from '#charts/drawing/face.ts';
import { fittedBlock, stack, type Block } from '#charts/drawing/text-block.ts';
import type { PictureRecord } from '#charts/chart.ts';
import { type Language, filmLanguages } from '#locale/languages.ts';
import { say } from '#locale/say.ts';

const rate = 30;

export interface FilmInfo {
  width: number;
  height: number;
  language: Language;
  title: string;
}

/** Players assume BT.709 for HD; other programs need it stated. */
const colour = 'color_primaries=bt709:color_trc=bt709:colorspace=bt709';

const listed = (settings: string) => settings.split(' ');

/**
 * H.264 for every player. One thread and no metadata, so that the bytes are reproducible. A silent
 * audio track, because messengers loop a film without one like a GIF.
 */
export const encoderSettings = ({ width, height, language, title }: FilmInfo, file: string) => [
  ...listed('-hide_banner -loglevel error -nostdin -y'),
  ...listed(`-f rawvideo -pixel_format rgba -video_size ${width}x${height}`),
  ...listed(`-framerate ${1 / beat} -i pipe:0`),
  ...listed('-f lavfi -i anullsrc=sample_rate=48000:channel_layout=stereo -shortest -vf'),
  `scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,fps=${rate},setparams=${colour}`,
  ...listed('-c:v libx264 -preset veryfast -crf 20 -tune animation -profile:v high -threads 1'),
  ...listed('-c:a aac -b:a 64k -map_metadata -1'),
  ...['-metadata', `title=${title}`],
  ...['v', 'a'].flatMap((track) => [`-metadata:s:${track}`, `language=${filmLanguages[language]}`]),
  ...listed('-fflags +bitexact -flags:v +bitexact -movflags +faststart -f mp4'),
  file
];

interface FilmShape {
  /** Pixels; H.264 needs even numbers. */
  width: number;
  height: number;
  top: number;
  foot: number;
  sizes: readonly number[];
  beside: boolean;
}

/** Size of numerals: 140 pixels where a text is 38. */
const numeral = 48;
const edge = 64;

/** Phone apps cover an upright film with their own controls: 14% at the top, 20% at the bottom. */
export const filmShapes: Readonly<Record<FilmForm, FilmShape>> = {
  '9x16': {
    width: 1080,
    height: 1920,
    top: 274,
    foot: 390,
    sizes: [38, 36, 34, 32, 30, 28],
    beside: false
  },
  '1x1': {
    width: 1080,
    height: 1080,
    top: edge,
    foot: 51,
    sizes: [28, 27, 26, 25, 24, 23, 22],
    beside: false
  },
  '16x9': {
    width: 1920,
    height: 1080,
    top: edge,
    foot: 51,
    sizes: [32, 30, 28, 27, 26, 25, 24],
    beside: true
  }
};

/** Words on every frame (S05, E14, D11). */
interface FilmWords extends Pick<FilmPlan, 'figure' | 'title' | 'limits' | 'source' | 'accent'> {
  language: Language;
  site: string;
  checked: string;
}

/** Parts of a frame in reading order; in wide shapes the picture is beside the words. */
interface FilmSheet {
  words: readonly Part[];
  picture?: readonly Part[];
  after?: readonly Part[];
  across?: readonly Part[];
}

/** The room of the picture, with its greatest height and the margins into which it may bleed. */
export type SheetIn = (
  room: Room & { most: number; isBeside: boolean; bleed: { left: number; right: number } }
) => FilmSheet;

type Layout = ReturnType<typeof layOut>;

function layOut(
  words: FilmWords,
  shape: FilmForm,
  text: number,
  sheets: readonly SheetIn[],
  measure: MeasureText
) {
  const { width, height, top: upper, foot: lower, beside } = filmShapes[shape];
  // Words keep a tenth of the width free at each side, which a feed may crop.
  const margin = width / 10;
  const across = width - 2 * margin;
  const left = beside ? Math.round(across * 0.36) : across;
  const right = beside ? across - left - 72 : across;
  const { chart } = words.figure;
  const set = (parts: readonly Part[] | undefined, width: number, size = text) => {
    const scale = size / labelSize;
    return parts?.length
      ? [stackParts(parts, { chart, scale, measure, numeral }, width / scale)]
      : [];
  };
  const head = fittedBlock(
    words.title,
    {
      width: across,
      most: beside ? 1 : 2,
      sizes: [2, 1.9, 1.8, 1.7, 1.6, 1.5].map((times) => Math.round(text * times))
    },
    { x: 0, face: 'serif-bold', fill: colours.ink, leading: 1.14 },
    measure
  );
  const small = Math.max(20, Math.round(text * 0.78));
  const lastLine = { size: small, fill: colours['ink-soft'] } as const;
  const last: Block = {
    height: small,
    draw: (top) =>
      textLine(words.checked, { ...lastLine, x: 0, y: top + small, face: 'sans' }) +
      textLine(words.site, {
        ...lastLine,
        x: across,
        y: top + small,
        face: 'sans-bold',
        anchor: 'end'
      })
  };
  const foot = stack(
    [
      ...set([{ text: words.limits, look: 'heading' }], across),
      ...set([{ text: words.source, look: 'hint' }], across, small),
      last
    ],
    text * 0.75
  );
  const from = upper + head.height + text * 1.8;
  const footTop = height - lower - foot.height;
  const to = footTop - text * 1.26;
  const lesser = text * 0.85;
  const scale = lesser / labelSize;
  const bleed = { left: beside ? 0 : margin / scale, right: margin / scale };
  const most = (to - from) / scale;
  const room = { width: right / scale, most, isBeside: beside, bleed, measure };
  const middles = sheets.map((sheet) => {
    const { words, picture, after, across: whole } = sheet(room);
    const shown = set(picture, right, lesser);
    const column = [
      ...words.flatMap((part) => set([part], left)),
      ...(beside ? [] : shown),
      ...set(after, left, lesser),
      ...(whole ?? []).flatMap((part) => set([part], across))
    ];
    return { column: stack(column, text * 1.1), picture: beside ? shown[0] : undefined };
  });
  const tallest = Math.max(
    ...middles.flatMap(({ column, picture }) => [column.height, picture?.height ?? 0])
  );
  return {
    head,
    foot,
    footTop,
    from,
    middles,
    free: to - from - tallest,
    margin,
    pictureX: width - margin - right
  };
}

export function drawSheets(
  words: FilmWords,
  shape: FilmForm,
  sheets: readonly SheetIn[],
  measure: MeasureText
) {
  const { width, height, top: upper, sizes } = filmShapes[shape];
  for (const text of sizes) {
    let layout: Layout;
    try {
      layout = layOut(words, shape, text, sheets, measure);
    } catch {
      continue;
    }
    const { head, foot, footTop, from, middles, free, margin, pictureX } = layout;
    if (free < 0) continue;
    const top = from + Math.min(free * 0.4, 160);
    const moved = (x: number, markup: string) =>
      element('g', { transform: `translate(${x} 0)` }, markup);
    const bar = (y: number, width: number, height: number, fill: Colour) =>
      element('rect', { x: margin, y, width, height, fill });
    return middles.map(({ column, picture }) =>
      drawing(
        { width, height, language: words.language, name: words.title, description: words.limits },
        [
          styleElement(words.figure),
          bar(upper - edge, 112, 14, words.accent),
          moved(margin, head.draw(upper)),
          moved(margin, column.draw(top)),
          picture ? moved(pictureX, picture.draw(top)) : '',
          bar(footTop - text * 0.8, width - 2 * margin, 2, colours.line),
          moved(margin, foot.draw(footTop))
        ].join('')
      )
    );
  }
  throw new Error(
    say`The film “${words.title}” does not fit ${shape} at any size. Shorten its title, remarks or credit.`
  );
}

export interface FilmStep {
  seconds: number;
  sheet: SheetIn;
  /** Left out while the caption before still holds. */
  caption?: string;
  record: PictureRecord;
}

export interface FilmPlan {
  figure: Pick<Figure, 'chart'>;
  title: string;
  /** For a map, the S05 sentence. */
  limits: string;
  /** Short credit on every frame; the last frame has all credits. */
  source: string;
  credits: string[];
  accent: Colour;
  steps: FilmStep[];
}

/** Seconds. Every duration is a multiple of it. */
export const beat = 0.2;
