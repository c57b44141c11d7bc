import { render } from 'svelte/server';
import { say } from '#locale/say.ts';
import type { View } from '../view.ts';
import Changes from './Changes.svelte';
import { readChanges } from './read-changes.ts';

export const changesView: View = {
  path: 'changes',
  title: () => say`What changes`,
  render: async (seen) => render(Changes, { props: await readChanges(seen) }).body,
  actions: {
    async pin({ form, run }) {
      await run('edition', 'pin', form.fields.get('pin') ?? '');
      return 'changes';
    }
  }
};
