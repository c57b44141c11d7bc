import { expect, it } from 'vitest';
import { committedProject } from '../committed-project.ts';
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
