import { expect, it } from 'vitest';
import { correctionsOf } from '../../src/cards/card.ts';

const correction = (place: string) => ({
  id: place,
  posted: '2027-01-15T09:30:00+07:00',
  place,
  text: { id: 'A', en: 'B' }
});
const corrections = ['world', 'world-2018', 'coverage-2015', 'speed', 'told-known'].map(correction);
const placesOf = (card: Parameters<typeof correctionsOf>[0]) =>
  correctionsOf(card, corrections).map(({ place }) => place);

it('shows a card the corrections of its scene and steps, and the story all of them', () => {
  expect(placesOf('world')).toEqual(['world', 'world-2018']);
  expect(placesOf('coverage')).toContain('coverage-2015');
  expect(placesOf('speed')).toEqual(['speed']);
  expect(placesOf('unknown')).toEqual(['told-known']);
  expect(placesOf('story')).toHaveLength(corrections.length);
});
