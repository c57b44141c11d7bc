import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readHeightTable } from '../../src/cards/embed/read-height-table.ts';
import { cardPath, figureCards } from '../../src/cards/card.ts';
import type { Withdrawal } from '../../src/cards/withdrawal.ts';
import { readHelplines } from '../../src/pages/helpline.ts';
import { readNewsroom } from '../../src/pages/newsroom.ts';
import { cardRecords, renderCards } from '../../src/site/pages/card-pages.ts';
import { textAt } from '../../src/site/route.ts';
import { storyPageOf } from '../../src/site/story/story-page-of.ts';
import { openCommitted } from '../open-committed.ts';

const root = join(import.meta.dirname, '../..');

it('takes a figure that was taken back out of the whole story too, its table and its map with it, and shows the rest', async () => {
  const read = (name: string) => readFile(join(root, 'data', name), 'utf8');
  const story = await openCommitted();
  const withdrawals: Withdrawal[] = [
    {
      card: 'world',
      editions: 'all',
      date: '2027-02-01',
      reason: { id: 'Alasan.', en: 'The reason.' }
    }
  ];
  const inputs = {
    helplines: readHelplines(await read('care/helplines.json')),
    newsroom: readNewsroom(await read('newsroom.json')),
    corrections: [],
    withdrawals,
    releases: [],
    partHeights: { id: {}, en: {} },
    draft: true,
    address: ''
  };
  const pages = { id: storyPageOf(story, inputs, 'id'), en: storyPageOf(story, inputs, 'en') };
  const records = cardRecords(pages, inputs, readHeightTable(await read('card-heights.json')));
  const cards = renderCards(pages, inputs, records, { card: '', map: '', story: '' });
  const { edition } = story.data;
  for (const path of [cardPath('en', 'story'), cardPath('id', 'story', edition)]) {
    const html = await textAt(cards, path);
    const shown = [...html.matchAll(/data-views="(\w+)"/g)].map(([, card]) => card);
    expect(shown.filter((card, index) => shown.indexOf(card) === index)).toEqual(
      figureCards.filter((card) => card !== 'world')
    );
    expect(html).not.toContain('data-table="map-internet-use"');
    expect(html).not.toContain('data-map="internet-use"');
    expect(html).toContain('data-map="coverage-3g"');
  }
  expect(await textAt(cards, cardPath('en', 'world'))).toContain('The reason.');
});
