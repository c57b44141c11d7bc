import { shareSentence } from '../../charts/unknown/describe.ts';
import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';

/**
 * Returns what the story says of itself where a link to it is shown: its finding first, where the edition has it, with its surveys and their
 * years, and what it is about.
 * Pages beside the story, its help among them, say the latter alone in words.
 */
export function storyDescription({ estimates }: Pick<StoryData, 'estimates'>, words: Words): string {
  const told = estimates['dh-nottold'];
  return [
    ...(told ? [shareSentence(told, words).replace(/\.$/, ` ${speak(words, 'share.surveyed')}.`)] : []),
    speak(words, 'site.description')
  ].join(' ');
}
