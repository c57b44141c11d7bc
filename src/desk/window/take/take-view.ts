import { render } from 'svelte/server';
import { say } from '#locale/say.ts';
import { declaredSources } from '#site/story/declared-sources.ts';
import { refuse } from '../../cli/desk-io.ts';
import { readNames } from '../../intake/declared.ts';
import { downloadNewest } from '../../intake/fetch.ts';
import { takeArguments } from '../../intake/take-arguments.ts';
import type { View, Work } from '../view.ts';
import { answersIn, tryFile } from './try-file.ts';
import Take from './Take.svelte';

const sent = async ({ form }: Work) => {
  if (form.file === undefined)
    refuse('no-file', say`No file was chosen.`, say`Choose one, or drop it on the form.`);
  return `take?file=${form.id}`;
};

async function fetched({ form, files, desk }: Work) {
  const { fields } = form;
  const asked = {
    source: fields.get('source') ?? '',
    from: fields.get('from')?.trim() || undefined
  };
  const { source, address } = await downloadNewest(files, asked, form.place, desk);
  const query = new URLSearchParams({ file: form.id, source: source.id, origin: address });
  return `take?${query}`;
}

async function kept({ form, upload, run }: Work) {
  const { fields } = form;
  const path = await upload(fields.get('file') ?? '');
  if (path === undefined) refuse('no-file', say`The file is no longer here.`, say`Send it again.`);
  const doubted = Number(fields.get('doubted')) || undefined;
  const exit = await run(
    ...takeArguments({ ...answersIn(fields), file: path, doubted, yes: fields.has('yes') })
  );
  return exit === 0 ? `changes?release=${fields.get('vintage') ?? ''}` : undefined;
}

export const takeView: View = {
  path: 'take',
  title: () => say`Take a file`,
  async render(seen) {
    const { files } = seen;
    const props = {
      sources: declaredSources(files),
      tried: await tryFile(seen),
      nameOf: readNames(files)
    };
    return render(Take, { props }).body;
  },
  actions: { send: sent, fetch: fetched, keep: kept }
};
