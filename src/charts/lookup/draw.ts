import { line as linePath, scaleLinear } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import { element } from '../drawing/element.ts';
import { label } from '../drawing/label.ts';
import type { Part, Room } from '../drawing/parts.ts';
import { describeLookup, type LookupFrame } from './record.ts';

const ticks = [0, 50, 100];
const foot = 22;
/** From back to front: the release that the story shows is on top. */
const kinds = ['earlier', 'elsewhere', 'shown'] as const;

/** A line for each release, from 0 to 100 percent. */
export function drawLookup(frame: LookupFrame, words: Words, { width, measure }: Room): Part[] {
  const { years, lines } = frame;
  const bottom = Math.round(150 + width / 8);
  const x = scaleLinear([years[0]!, years.at(-1)!], [0, width - 4]);
  const y = scaleLinear([0, 100], [bottom, 18]);
  // A gap of years is no line; a year alone is a dot (V03).
  const path = linePath<number | null>(
    (_, index) => x(years[index]!),
    (value) => y(value!)
  )
    .defined((value) => value !== null)
    .digits(1);
  const markup = [
    ...ticks.map((value) =>
      element('path', { class: value ? 'rule' : 'base', d: `M0 ${y(value)}H${width}` })
    ),
    ...kinds.flatMap((kind) =>
      lines
        .filter((line) => line.kind === kind)
        .map(({ values }) => element('path', { class: kind, d: path(values) ?? undefined }))
    ),
    ...ticks
      .slice(1)
      .map((value) =>
        label([{ text: formatPercent(value, words.language) }], { x: 0, y: y(value) + 2 }, measure)
      ),
    ...years
      .filter((year) => year % 10 === 0)
      .map((year) =>
        label(
          [{ text: String(year) }],
          { x: x(year), y: bottom + 4, anchor: year === years[0] ? undefined : 'middle' },
          measure
        )
      )
  ];
  const { name, text } = describeLookup(frame, words);
  return [
    ...[...kinds].reverse().map((kind): Part => ({
      text: speak(words, `lookup.key.${kind}`),
      look: 'hint',
      sample: element('path', { class: kind, d: 'M0 7h24' })
    })),
    { drawing: { width, height: bottom + foot, markup: markup.join('') }, name },
    { text, look: 'plain' }
  ];
}
