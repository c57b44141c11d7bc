import { render } from 'svelte/server';
import { say } from '#locale/say.ts';
import { projectOf } from '../../files/disk-project.ts';
import { nameOf, undoing } from '../../files/undo-journal.ts';
import type { View, Work } from '../view.ts';
import Publish from './Publish.svelte';
import { readPublish } from './read-publish.ts';

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
  render: async (seen) => render(Publish, { props: await readPublish(seen) }).body,
  actions: { now: published, back: takenBack, undo: undone }
};
