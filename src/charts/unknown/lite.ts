import type { Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import { element } from '../drawing/element.ts';
import { liteWidth, paragraph } from '../drawing/lite.ts';
import { shareSentence } from './describe.ts';
import { unknownFrame } from './frame.ts';

export function unknownLite(data: StoryData, words: Words): string {
  const bar = (value: number) =>
    element(
      'svg',
      { class: 'rate', viewBox: `0 0 ${liteWidth} 12`, 'aria-hidden': 'true' },
      element('rect', {
        x: 0.5,
        y: 0.5,
        width: liteWidth - 1,
        height: 11,
        fill: 'none',
        stroke: colours['line-strong']
      }) + element('rect', { width: (value / 100) * liteWidth, height: 12, fill: colours.c3 })
    );
  return unknownFrame(data)
    .shares.map(
      ({ estimate, value, hasBar }) =>
        paragraph(shareSentence(estimate, words)) + (hasBar ? bar(value) : '')
    )
    .join('');
}
