import { speak } from '../../copy/words.ts';
import { element } from '../drawing/element.ts';
import type { DrawParts, Part } from '../drawing/parts.ts';
import { firstPublisher } from '../phrases/fact-publisher.ts';
import { datePhrase, itemPhrase, sinceList, verificationNote } from './record.ts';

/** An open dot is not confirmed, as the words say. */
const dot = (isOpen: boolean) =>
  element('circle', { class: isOpen ? 'dot open' : 'dot', cx: 12, cy: 7, r: 6 });

/** The timeline is a list: all of it is read as text. */
export const drawSince: DrawParts = (data, words) => {
  const years = sinceList(data, words);
  const list = years.map(({ year, items }): Part[] => [
    { text: String(year), look: 'heading' },
    {
      list: items.map((item): Part[] => {
        const publisher = firstPublisher(item.fact, words);
        const date = datePhrase(item, words);
        return [
          {
            text: itemPhrase(item, words),
            look: 'plain',
            sample: dot(item.unconfirmed),
            after: `${date}\u00A0· ${publisher}${verificationNote(item, words)}`,
            english: item.fact.publisher.startsWith(publisher) ? publisher : undefined
          }
        ];
      })
    }
  ]);
  const key: Part = {
    text: speak(words, 'poster.since.unconfirmed'),
    look: 'hint',
    sample: dot(true),
    isForPosters: true
  };
  const isDoubted = years.some(({ items }) => items.some(({ unconfirmed }) => unconfirmed));
  return [
    { list },
    {
      parts: [
        ...(isDoubted ? [key] : []),
        { text: speak(words, 'since.note.left-out'), look: 'hint' }
      ]
    }
  ];
};
