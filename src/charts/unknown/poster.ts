import type { Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import { element } from '../drawing/element.ts';
import type { MeasureText } from '../drawing/face.ts';
import { pictureWidth, posterPen, type PosterPicture } from '../drawing/poster.ts';
import { stack } from '../drawing/text-block.ts';
import { shareSentence } from './describe.ts';
import { unknownFrame } from './frame.ts';

/** A bar each: they count different things (V07). */
export function unknownPoster(data: StoryData, words: Words, measure: MeasureText): PosterPicture {
  const pen = posterPen(measure);
  const width = pictureWidth;
  const all = stack(
    unknownFrame(data).shares.map(({ estimate, value, hasBar }) => {
      const said = pen.block(shareSentence(estimate, words), { width });
      const bar = (y: number) => {
        const whole = { x: 1, y, width: width - 2, height: 26 };
        return (
          element('rect', {
            ...whole,
            fill: 'none',
            stroke: colours['line-strong'],
            'stroke-width': 2
          }) +
          element('rect', { ...whole, width: (whole.width * value) / 100, fill: colours.estimate })
        );
      };
      return hasBar ? stack([said, { height: 26, draw: bar }], 20) : said;
    }),
    48
  );
  return { height: all.height, markup: all.draw(0), accent: colours.estimate };
}
