import { speak, type Words } from '../../copy/words.ts';
import { formatDate, formatList } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import type { Description } from '../chart.ts';
import { responseFrame, type ResponsePoint } from './frame.ts';

/** Every statement with its bound and date, and what the figures do not measure (A13, V06). */
export function describeResponse(data: StoryData, words: Words): Description {
  const pointOf = ({ estimate }: ResponsePoint) =>
    speak(words, 'response.describe.point', {
      figure: boundPhrase(estimate, words),
      date: formatDate(estimate.published, words.language)
    });
  const panels = responseFrame(data).map(({ kind, points }) => {
    const title = speak(words, `response.${kind}.title`);
    return speak(words, 'response.describe.panel', {
      title,
      points: formatList(points.map(pointOf), words.language, 'unit')
    });
  });
  return {
    name: speak(words, 'response.describe.name'),
    text: [...panels, speak(words, 'response.describe.limits')].join(' ')
  };
}
