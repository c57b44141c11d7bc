import { speak, type Words } from '#copy/words.ts';
import { formatNumber } from '#locale/numbers.ts';
import { capitalize } from '#locale/sentence.ts';
import type { StoryData } from '#story/data.ts';
import type { Sheet } from '../figure.ts';
import type { DrawParts, Gauge, Part } from '../drawing/parts.ts';
import { estimateIn } from '../phrases/ledger-phrases.ts';
import { pillar, type Size } from './pillar.ts';
import {
  describeTold,
  sharePhrase,
  shareSentence,
  surveySpread,
  toldShares,
  type UnknownView
} from './record.ts';

export const valueOf = (data: StoryData, id: string) =>
  toldShares(data).find((share) => share.id === id)!.value;

const scaleOf = (words: Words): Part => ({
  text: speak(words, 'unknown.scale', { all: formatNumber(100, words.language) }),
  look: 'scale'
});

/** Children who told nobody: the one block in the warm colour. */
export function nobody(data: StoryData, words: Words, size?: Size): Gauge {
  const estimate = estimateIn(data, 'dh-nottold');
  const value = valueOf(data, 'dh-nottold');
  return {
    beside: pillar([{ value, look: 'warm', isNearly: estimate.bound === 'nearly' }], { size }),
    style: `--at:${value.toFixed(1)}`,
    parts: [
      scaleOf(words),
      {
        parts: [
          {
            parts: [
              {
                text: capitalize(sharePhrase(estimate, words)),
                look: 'numeral',
                number: 'dh-nottold'
              },
              { text: speak(words, 'unknown.label.dh-nottold'), look: 'finding' }
            ]
          }
        ]
      }
    ]
  };
}

/** Help that was reached is not silence: in ink. */
export function reached(data: StoryData, words: Words, size?: Size): Gauge {
  const ids = ['dh-helpline', 'dh-police'] as const;
  const values = ids.map((id) => valueOf(data, id));
  return {
    beside: pillar(
      values.map((value) => ({ value, look: 'ink' })),
      { size }
    ),
    style: `--at:${values[0]};--at-2:${values[1]}`,
    parts: [
      scaleOf(words),
      ...ids.map((id, index): Part => ({
        parts: [
          {
            parts: [
              {
                text: speak(words, 'unknown.of-all', {
                  share: formatNumber(values[index]!, words.language),
                  all: formatNumber(100, words.language)
                }),
                look: 'numeral',
                number: id
              },
              { text: speak(words, `unknown.label.${id}`), look: 'finding' }
            ]
          }
        ]
      }))
    ]
  };
}

/** Cases lie down: their width is no level of children. */
export function known(data: StoryData, words: Words): Part[] {
  const text = sharePhrase(estimateIn(data, 'dh-known'), words);
  return [
    { text: speak(words, 'unknown.scale.cases'), look: 'scale' },
    { bar: valueOf(data, 'dh-known') },
    { text, look: 'numeral', number: 'dh-known' },
    { text: speak(words, 'unknown.label.dh-known'), look: 'finding' }
  ];
}

/** Every sheet has the same order: whom it counts, the number, what the number says. */
export function toldSheet(data: StoryData, words: Words, { told }: UnknownView): Sheet {
  const parts: Record<UnknownView['told'], () => Part[]> = {
    surveys: () => [
      { text: speak(words, 'unknown.scale.surveys'), look: 'scale' },
      { text: capitalize(surveySpread(data, words)), look: 'numeral' },
      { text: speak(words, 'unknown.surveys'), look: 'finding' }
    ],
    known: () => known(data, words),
    nobody: () => [nobody(data, words)],
    reached: () => [reached(data, words)],
    all: () => []
  };
  return { id: told, parts: parts[told](), description: describeTold(data, words, told) };
}

/** A picture has one level, the others are type. */
export const drawTold: DrawParts = (data, words) => [
  nobody(data, words),
  ...toldShares(data)
    .filter(({ id }) => id !== 'dh-nottold')
    .map(({ id, estimate }): Part => ({
      text: shareSentence(estimate, words),
      look: 'plain',
      number: id
    }))
];
