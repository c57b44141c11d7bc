import { expect, it } from 'vitest';
import { openStory } from '../../src/site/story/open-story.ts';
import { changeSinceLock } from '../../src/site/story/story-change.ts';
import { changedLanguages } from '../../src/story/texts-lock.ts';
import { withFiles } from '../../src/vintages/project-files.ts';
import { committedProject } from '../open-committed.ts';
import { seeded, long } from '../slice.ts';

const random = seeded(20181008);
const known = new Set(openStory(committedProject).problems.map(({ message }) => message));

/** Each word of the copy that is not in a tag, an address or a key. */
const words = [...committedProject].flatMap(([file, bytes]) => {
  if (!/^data\/copy\/\w\w\/([\w-]+\.md|words[\w.]*\.json)$/.test(file)) return [];
  const text = new TextDecoder().decode(bytes);
  const running = text.replace(
    /^---\n|^title:|^\s*"[^"]*":|\{[^}]*\}|\]\([^)]*\)|https?:\S+/gm,
    (hidden) => ' '.repeat(hidden.length)
  );
  return [...running.matchAll(/(?<=[ “"])\p{L}{4,}(?=[ .,;:”"])/gu)].map(({ 0: word, index }) => ({
    file,
    word,
    text: `${text.slice(0, index)}teapot${text.slice(index + word.length)}`
  }));
});

it('stops any change of a word until it is accepted, and shows it in the review', async () => {
  expect(words.length).toBeGreaterThan(5000);
  for (let edit = 0; edit < (long ? 120 : 4); edit++) {
    const { file, word, text } = words[Math.floor(random() * words.length)]!;
    const { story, change } = await changeSinceLock(withFiles(committedProject, { [file]: text }));
    const errors = story.problems.filter(
      ({ severity, message }) => severity === 'error' && !known.has(message)
    );
    const shown = change.texts.filter((one) =>
      changedLanguages(one).some((language) => one.after?.said[language]?.includes('teapot'))
    );
    expect([file, word, errors.length > 0, shown.length > 0]).toEqual([file, word, true, true]);
  }
}, 600_000);
