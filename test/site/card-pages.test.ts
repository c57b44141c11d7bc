import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { readHeightTable } from '../../src/cards/embed/read-height-table.ts';
import { cardPath, kitPath, storyCards } from '../../src/cards/card.ts';
import type { Withdrawal } from '../../src/cards/withdrawal.ts';
import { readHelplines } from '../../src/pages/helpline.ts';
import { readNewsroom } from '../../src/pages/newsroom.ts';
import { cardRecords, withoutWithdrawn, renderCards } from '../../src/site/pages/card-pages.ts';
import { contentsAt, textAt } from '../../src/site/route.ts';
import { encoded } from '../../src/site/output/site-file.ts';
import { noCache } from '../../src/site/output/build-cache.ts';
import { downloads } from '../../src/site/downloads/kit.ts';
import { openTypeFaces } from '../../src/site/pictures/type-faces.ts';
import { storyPageOf } from '../../src/site/build-pages.ts';
import { openCommitted } from '../open-committed.ts';

const root = join(import.meta.dirname, '../..');

it('removes a withdrawn figure from the whole story, the kit and the downloads, and keeps the rest', async () => {
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
  const type = await openTypeFaces(root);
  const inputs = {
    measure: type.measure,
    helplines: readHelplines(await read('care/helplines.json')),
    newsroom: readNewsroom(await read('newsroom.json')),
    corrections: [],
    withdrawals,
    releases: [],
    partHeights: { id: {}, en: {} },
    assessment: { audit: null, tested: undefined, criteria: [] },
    draft: true,
    address: ''
  };
  const pages = { id: storyPageOf(story, inputs, 'id'), en: storyPageOf(story, inputs, 'en') };
  const records = cardRecords(pages, inputs, readHeightTable(await read('card-heights.json')));
  const cards = renderCards(pages, inputs, records, () => '');
  const { edition } = story.data;
  for (const path of [cardPath('en', 'story'), cardPath('id', 'story', edition)]) {
    const html = await textAt(cards, path);
    const shown = [...html.matchAll(/data-views="(\w+)"/g)].map(([, card]) => card);
    expect(shown.filter((card, index) => shown.indexOf(card) === index)).toEqual(
      storyCards.filter((card) => card !== 'world')
    );
    expect(html).not.toContain('data-table="map-internet-use"');
    expect(html).not.toContain('data-map="internet-use"');
  }
  expect(await textAt(cards, cardPath('en', 'world'))).toContain('The reason.');

  const taken = downloads({
    records: withoutWithdrawn(records, inputs),
    withdrawn: records
      .filter(({ card }) => card === 'world')
      .map((record) => ({ record, withdrawal: withdrawals[0]! })),
    pages,
    cards,
    script: { path: 'embed/v1/embed.js', make: () => '' },
    films: [{ card: 'world', language: 'en', files: [encoded('film.vtt', 'WEBVTT')] }],
    licence: '',
    edition,
    address: '',
    publicKey: undefined,
    type,
    draw: () => Promise.resolve(new Uint8Array()),
    cache: noCache,
    announcement: () => Promise.resolve(new Uint8Array())
  });
  // Readers of mail and feeds see the picture's address, not the card.
  const world = (name: string) => ['id', 'en'].map((to) => `embed/v1/packs/${to}/world/${name}`);
  expect(taken.flatMap(({ path }) => (path.includes('/world/') ? path : [])).sort()).toEqual(
    [...world('figure.png'), ...world('figure.svg')].sort()
  );
  expect(await textAt(taken, world('figure.svg')[1]!)).toContain('The reason.');
  const zip = unzipSync((await contentsAt(taken, kitPath('en', edition))) as Uint8Array);
  const name = (path: string) => `terhubung-en-${edition}/${path}`;
  const textOf = (path: string) => new TextDecoder().decode(zip[name(path)]);
  expect(Object.keys(zip).filter((path) => path.includes('/world/'))).toEqual([]);
  expect(textOf('README.md')).not.toContain('world/');
  expect(textOf('story/card.html')).not.toContain('data-table="map-internet-use"');
});
