import { expect, it } from 'vitest';
import { committedProject, editedProject } from '../open-committed.ts';
import { changeSinceLock } from '../../src/site/story/story-change.ts';

it('lists what another release changes in the committed story, in both languages', async () => {
  const { change } = await changeSinceLock(committedProject, {
    pins: { 'internet-use': { source: 'wb-internet-users', release: '2018-08-28' } }
  });
  const claim = change.claims.find(({ id }) => id === 'world-2018');
  expect(claim).toMatchObject({ before: { id: expect.any(String) }, after: undefined });
  expect(change.texts.map(({ id }) => id)).toContain('world/world-2018');
  const messages = change.broken.map(({ message }) => message).join('\n');
  expect(messages).toContain('wb-internet-users/2018-08-28 has no value for WLD in 2018');
  for (const language of ['id', 'en']) expect(messages).toContain(`data/copy/${language}/world.md`);
  expect(change.maps.map(({ step }) => step)).toContain('world-2018');
});

it('grades what changed: other figures, words to read, words that are no longer true', async () => {
  const { change } = await changeSinceLock(committedProject, {
    pins: { 'internet-use': { source: 'wb-internet-users', release: '2024-05-30' } }
  });
  const graded = Object.fromEntries(change.texts.map(({ id, ...text }) => [id, text]));
  expect(graded['world/world-2010']).toMatchObject({ grade: 'figures', why: [] });
  expect(graded['signal/signal-now']?.grade).toBe('broken');
  expect(graded['revision/lead']).toMatchObject({
    grade: 'words',
    why: [{ kind: 'far', claims: ['revised-2016-changed'] }]
  });
  // Its words print no figure: they did not change, and they are false.
  expect(change.broken.map(({ text }) => text)).toContain('methods/after#data');
  // Nor did those of a heading over a row of a ledger that was edited.
  const row = { ',2018-12,32,': ',2018-12,100,' };
  const { broken } = (await changeSinceLock(editedProject('data/protection.csv', row))).change;
  expect(broken.map(({ text }) => text)).toContain('protection/figure');
  const file = 'data/copy/en/world.md';
  const files = editedProject(file, { 'In 2010 the world': 'In 2010 the whole world' });
  const edited = (await changeSinceLock(files)).change.texts;
  expect(edited).toMatchObject([{ id: 'world/world-2010', grade: 'words', why: [] }]);
});
