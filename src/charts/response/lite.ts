import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import { paragraph, rangeRows } from '../drawing/lite.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import { hasSecondary } from '../phrases/verification-phrase.ts';
import { describeResponse } from './describe.ts';
import { responseFrame } from './frame.ts';

export function responseLite(data: StoryData, words: Words): string {
  const panels = responseFrame(data);
  const description = describeResponse(data, words);
  return [
    ...panels.map(({ kind, max, points }) => {
      const title = speak(words, `response.${kind}.title`);
      const all = points.map(({ value, year, secondary, estimate }) => {
        return {
          name: String(year),
          low: value,
          high: value,
          value,
          hollow: secondary,
          text: boundPhrase(estimate, words)
        };
      });
      return (
        paragraph(title, 'name') + rangeRows(all, max, `${description.name} ${title}`, colours.ink)
      );
    }),
    hasSecondary(panels) ? paragraph(speak(words, 'response.key.secondary'), 'small') : ''
  ].join('');
}
