import { describe, expect, it } from 'vitest';
import { committedProject } from '../committed-project.ts';
import { changeOfPin } from '../../src/site/story/story-change.ts';

const release = (day: string) => ({ source: 'wb-internet-users', release: day });

const change = await changeOfPin(
  committedProject,
  'internet-use',
  release('2022-05-25'),
  release('2024-05-30')
);

describe('the committed story with another release', () => {
  it('lists the changed claims as each language prints them', () => {
    expect(change.claims).toContainEqual({
      id: 'revised-2016-world-now',
      before: { value: 43.3, year: 2016, id: '43,3%', en: '43.3%' },
      after: { value: 43.2, year: 2016, id: '43,2%', en: '43.2%' }
    });
  });

  it('lists the changed texts in both languages, with the claim of each figure', () => {
    const text = change.texts.find(({ id }) => id.startsWith('revision/'));
    expect(text).toMatchObject({
      before: { said: { id: expect.stringContaining('43,3% [') } },
      after: { said: { en: expect.stringContaining('43.2% [') } }
    });
  });

  it('lists broken promises', async () => {
    const back = await changeOfPin(
      committedProject,
      'internet-use',
      release('2024-11'),
      release('2018-08-28')
    );
    const messages = back.broken.map(({ message }) => message).join('\n');
    expect(messages).toContain('wb-internet-users/2018-08-28 has no value for WLD in 2018');
    for (const language of ['id', 'en'])
      expect(messages).toContain(`data/copy/${language}/world.md`);
    expect(back.maps.map(({ step }) => step)).toContain('world-2018');
  });
});
