import { describe, expect, it } from 'vitest';
import { changesFeed, correctionsFeed, announcedIn } from '../../src/site/pages/feeds.ts';
import { figureCards } from '../../src/cards/card.ts';
import { storyWords } from '../charts/story-data.ts';

const changes = {
  editions: ['2027-03-01', '2026-11-25'],
  corrections: [
    {
      id: '2027-01-15-world-2023',
      posted: '2027-01-15T09:30:00+07:00',
      place: 'world-2023',
      text: { id: 'A & B', en: 'C & D' }
    }
  ],
  withdrawals: [
    {
      card: 'world' as const,
      editions: 'all' as const,
      date: '2027-02-01',
      reason: { id: 'Alasan', en: 'Reason' }
    }
  ]
};
const feed = changesFeed(changes, storyWords('en'), 'https://news.example/');
const entries = [...feed.matchAll(/<entry>[\s\S]*?<\/entry>/g)].map(([entry]) => entry);
const inEach = (tag: string) =>
  entries.map((entry) => new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`).exec(entry)?.[1]);

describe('the feed of changes for partners', () => {
  it('lists editions, corrections and withdrawals, newest first', () => {
    expect(inEach('title')).toEqual([
      'New edition of 1 March 2027',
      'Withdrawn on 1 February 2027: The world comes online',
      'Correction of 15 January 2027',
      'New edition of 25 November 2026'
    ]);
    expect(/<updated>([^<]*)/.exec(feed)?.[1]).toBe('2027-03-01T00:00:00Z');
  });

  it('tells partners what happened and what to do', () => {
    const [edition, withdrawn, corrected] = inEach('content');
    expect(edition).toContain('paste the snippet again');
    expect(withdrawn).toMatch(
      /^Reason\n\nEditions: all, and the live card\.\n\n.*off your pages at once\.$/s
    );
    expect(corrected).toMatch(/^C &amp; D\n\n.*within one working day\.$/s);
  });

  it('has the pictures that changed', () => {
    const pictures = entries.map((entry) => [...entry.matchAll(/packs\/en\/(\w+)\/figure.png/g)]);
    const [newest, withdrawn, corrected, older] = pictures.map((all) =>
      all.map(([, card]) => card)
    );
    expect(newest).toEqual(figureCards);
    expect(withdrawn).toEqual(['world']);
    expect(corrected, 'both maps').toEqual(['world', 'coverage']);
    expect(older).toEqual([]);
    expect(entries[1]).toContain(
      '<link rel="enclosure" type="image/png" href="https://news.example/embed/v1/packs/en/world/figure.png"/>'
    );
  });

  it('gives each entry a stable id and a link', () => {
    expect(inEach('id')).toEqual([
      'urn:terhubung:edition:2027-03-01:en',
      'urn:terhubung:withdrawal:2027-02-01:world:en',
      'urn:terhubung:changes:correction:2027-01-15-world-2023:en',
      'urn:terhubung:edition:2026-11-25:en'
    ]);
    const corrections = correctionsFeed(
      changes.corrections,
      storyWords('en'),
      '2026-11-25',
      'https://news.example/'
    );
    expect(
      inEach('id').filter((id) => corrections.includes(`<id>${id}</id>`)),
      'of two of one id a feed reader keeps one'
    ).toEqual([]);
    expect(announcedIn(feed)).toEqual([
      'withdrawal 2027-02-01 world',
      'correction 2027-01-15-world-2023'
    ]);
    expect(announcedIn(corrections), 'as feeds told of it before').toEqual([
      'correction 2027-01-15-world-2023'
    ]);
    expect(feed).toContain('<link href="https://news.example/en/#world-2023"/>');
    expect(feed).toContain(
      '<link rel="self" type="application/atom+xml" href="https://news.example/embed/v1/changes.en.atom"/>'
    );
    expect(feed).toContain(
      '<link rel="alternate" type="text/html" href="https://news.example/en/partners/"/>'
    );
  });

  it('has relative links when the site has no address', () => {
    expect(changesFeed(changes, storyWords('id'), '')).toContain(
      '<link href="../../id/#world-2023"/>'
    );
    const corrections = correctionsFeed(changes.corrections, storyWords('id'), '2026-11-25', '');
    expect(corrections).toContain('<link rel="alternate" type="text/html" href="./corrections/"/>');
    expect(corrections).toContain('<link href="./#world-2023"/>');
  });
});
