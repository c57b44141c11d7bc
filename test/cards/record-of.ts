import type { CardRecord } from '../../src/cards/card-record.ts';
import type { Words } from '../../src/copy/words.ts';
import { storyWords } from '../charts/story-data.ts';

export const worldRecord: CardRecord = {
  card: 'world',
  language: 'en',
  title: 'Most of the world & more',
  headline: 'Most of the world & more',
  subtitle: 'Share of people using the internet',
  frameTitle: 'Figure: Most of the world & more',
  limits:
    'This map counts people. It does not show how many children are harmed, where, or by whom.',
  alt: { name: 'A map.', text: 'Dark means more.' },
  sources: [
    {
      credit: 'The World Bank. CC BY 4.0.',
      shown: 'Changed: rounded. Shown here: release of November 2024.'
    }
  ],
  named: [
    {
      credit: 'The World Bank. CC BY 4.0.',
      shown: 'Changed: rounded. Shown here: release of November 2024.'
    }
  ],
  credits: [{ credit: 'The World Bank. CC BY 4.0', shown: 'Changed: rounded.' }],
  checked: 'Data checked 25 November 2026',
  edition: '2026-11-25',
  corrections: [],
  help: [
    { country: 'GBR', name: 'Childline', contacts: ['0800 1111'], shown: true, confirmed: true },
    {
      country: 'IDN',
      name: 'SAPA',
      contacts: ['129', '08111-129-129'],
      shown: false,
      confirmed: true
    },
    { country: 'WLD', name: 'Directory', contacts: ['example.org'], shown: true, confirmed: true }
  ],
  live: 'embed/v1/en/world.html',
  pinned: 'embed/v1/editions/2026-11-25/en/world.html',
  picture: 'embed/v1/packs/en/world/figure.png',
  tables: [{ caption: 'Internet use', path: 'data/tables/internet-use.en.csv' }],
  story: 'en/#world',
  heights: { 320: 900, 480: 800, 640: 700 }
};

export const english: Words = storyWords('en');
