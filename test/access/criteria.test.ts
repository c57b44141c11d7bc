import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const noMedia = { absent: 'There is no sound and no video.' };
const notAsked = { absent: 'Readers enter and send nothing: controls choose from what is there.' };
const review = (task: string) => ({ review: task });

/**
 * WCAG 2.2 at A and AA (https://www.w3.org/TR/WCAG22/); 4.1.1 was removed. A criterion is held by
 * tests whose titles name it, as in “… (WCAG 1.4.3, 1.4.11)”, unless it says why it is `absent`.
 * `review` is what a person does before a release.
 */
const wcag: Readonly<Record<string, { absent?: string; review?: string }>> = {
  '1.1.1': review('Read each description beside its picture, in both languages.'),
  '1.2.1': noMedia,
  '1.2.2': noMedia,
  '1.2.3': noMedia,
  '1.2.4': noMedia,
  '1.2.5': noMedia,
  '1.3.1': {},
  '1.3.2': {},
  '1.3.3': { absent: 'Review: read the copy for words that need the eye alone.' },
  '1.3.4': {},
  '1.3.5': notAsked,
  '1.4.1': {},
  '1.4.2': noMedia,
  '1.4.3': {},
  '1.4.4': {},
  '1.4.5': {},
  '1.4.10': {},
  '1.4.11': review('Measure the marks of the figures on paper: 3:1.'),
  '1.4.12': {},
  '1.4.13': {},
  '2.1.1': {},
  '2.1.2': {},
  '2.1.4': {},
  '2.2.1': { absent: 'Nothing runs out: three presses of Shift have a link beside them.' },
  '2.2.2': {},
  '2.3.1': review('Watch a full read on each device: nothing flashes.'),
  '2.4.1': {},
  '2.4.2': review('Read the titles in a list of tabs: honest, not graphic, each different.'),
  '2.4.3': {},
  '2.4.4': review('Read the list of links by itself.'),
  '2.4.5': {},
  '2.4.6': review('Read the headings by themselves: they tell the story.'),
  '2.4.7': {},
  '2.4.11': {},
  '2.5.1': { absent: 'No gesture follows a path or takes several fingers.' },
  '2.5.2': { absent: 'Every control is a native one, which acts when it is released.' },
  '2.5.3': {},
  '2.5.4': { absent: 'Nothing listens to the motion of a device.' },
  '2.5.7': { absent: 'Nothing needs dragging: years change by buttons, keys and scrolling.' },
  '2.5.8': {},
  '3.1.1': {},
  '3.1.2': {},
  '3.2.1': {},
  '3.2.2': {},
  '3.2.3': {},
  '3.2.4': {},
  '3.2.6': {},
  '3.3.1': notAsked,
  '3.3.2': {},
  '3.3.3': notAsked,
  '3.3.4': notAsked,
  '3.3.7': notAsked,
  '3.3.8': notAsked,
  '4.1.2': review('Read with NVDA, VoiceOver and TalkBack.'),
  '4.1.3': {}
};

const root = join(import.meta.dirname, '..');
const named = new Set(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .flatMap((path) => [
      ...readFileSync(join(root, path), 'utf8').matchAll(/\([^()]*?WCAG ([\d., ]+)\)['`]/g)
    ])
    .flatMap(([, ids = '']) => ids.split(', '))
);

it('lists every criterion of WCAG 2.2 at A and AA', () => {
  expect(Object.keys(wcag)).toHaveLength(55);
  expect([...named].filter((id) => !(id in wcag))).toEqual([]);
});

it.each(Object.entries(wcag))('%s is named by a test, or does not apply', (id, { absent }) => {
  expect(named.has(id)).toBe(absent === undefined);
});
