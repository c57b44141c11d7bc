import { useLanguages } from '#site/languages/added-languages.ts';
import { render } from 'svelte/server';
import { say } from '#locale/say.ts';
import { textIfThere } from '#site/story/project-text.ts';
import { unreadTexts } from '#site/story/text-changes.ts';
import { readTexts, textsFile } from '#story/texts-lock.ts';
import { lockedNow } from '../../edition/read-edition.ts';
import { projectOf } from '../../files/disk-project.ts';
import { nameOf, stepsToUndo, undoing } from '../../files/undo-journal.ts';
import { releaseProblems } from '../../review/release-check.ts';
import type { View, Work } from '../view.ts';
import Publish from './Publish.svelte';

const placeOf = ({ form }: Work) => form.fields.get('place')?.trim() ?? '';

async function published(work: Work): Promise<undefined> {
  const release = work.form.fields.has('release') ? ['--release'] : [];
  // It names what does not hold, which `publish` then refuses.
  await work.run('edition', 'lock');
  await work.run('publish', placeOf(work), ...release);
}

async function takenBack(work: Work): Promise<undefined> {
  await work.run('rollback', placeOf(work));
}

const undone = ({ desk, form, locked }: Work): Promise<undefined> =>
  locked('desk undo', async () => {
    const { step, writes } = await undoing(desk, form.fields.get('step') ?? '');
    await projectOf(desk).apply(writes);
    desk.out(say`Undone: ${nameOf(step)}.`);
  }) as Promise<undefined>;

export const publishView: View = {
  path: 'publish',
  title: () => say`Publish`,
  async render({ desk, files: given }) {
    const { files } = useLanguages(given);
    const { seen } = await stepsToUndo(desk);
    const missing = releaseProblems(files, lockedNow(files), desk.now());
    const texts = textIfThere(files, textsFile);
    const unread = texts === undefined ? 0 : unreadTexts(readTexts(texts)).length;
    return render(Publish, { props: { missing, seen, unread } }).body;
  },
  actions: { now: published, back: takenBack, undo: undone }
};
