import { render } from 'svelte/server';
import { languages } from '#locale/languages.ts';
import { say } from '#locale/say.ts';
import { textFinder } from '#site/story/text-changes.ts';
import { StoryRefused } from '#story/problem.ts';
import { projectOf } from '../../files/disk-project.ts';
import { claimCells, isEditable, mend } from '../../review/mend.ts';
import type { View, Work } from '../view.ts';
import { formOf, plain, refused, standingIn, tryFormula } from './mend-form.ts';
import Mend from './Mend.svelte';

const mostRefused = 20;

async function save({ form: { fields }, desk, locked, files, query }: Work) {
  const name = fields.get('name') ?? '';
  const valuesOf = (kind: string) =>
    [...fields].flatMap(([field, value]): [string, string][] =>
      field.startsWith(`${kind}:`) ? [[field.slice(kind.length + 1), plain(value)]] : []
    );
  const words = valuesOf('words').map(([, value]) => value);
  const ids = new Set(valuesOf('claim').map(([cell]) => cell.split(':')[0]!));
  const cellsOf = (id: string) =>
    Object.keys(claimCells(files, id) ?? {}).map((column) =>
      plain(fields.get(`claim:${id}:${column}`) ?? '').trim()
    );
  const mending = {
    hashes: Object.fromEntries(valuesOf('hash')),
    ...(fields.has('whole')
      ? { whole: { [name]: words[0] ?? '' } }
      : { text: { id: name, words } }),
    claims: Object.fromEntries([...ids].map((id) => [id, cellsOf(id)]))
  };
  try {
    const written = await locked('desk mend', async () => {
      const project = projectOf(desk);
      const writes = mend(await project.read(), mending, (files) => standingIn({ files }));
      await project.apply(writes);
      return writes.flatMap((write) => ('file' in write ? [write.file] : []));
    });
    desk.out(written.length === 0 ? say`Nothing was changed.` : say`Wrote ${written.join(', ')}.`);
    query.delete('draft');
    return `mend?${query}`;
  } catch (error) {
    if (refused.size >= mostRefused) refused.delete([...refused.keys()][0]!);
    const faults = error instanceof StoryRefused ? error.problems : [];
    refused.set(query.get('draft') ?? '', { fields, faults });
    throw error;
  }
}

export const mendView: View = {
  path: 'mend',
  title: () => say`Mend`,
  render(seen) {
    const { files, query } = seen;
    const { story, faults } = standingIn(seen);
    const textOf = story ? textFinder(story.said) : () => undefined;
    const asked = (query.get('text') ?? query.get('file') ?? '').trim();
    const form = formOf(seen);
    const near =
      asked === '' || form
        ? []
        : [...(story?.said.keys() ?? [])].filter((id) => id.includes(asked));
    const hash = form && !form.isFile ? `#${asked.replace(/^[^/]*\/(?:after#)?/, '')}` : '';
    const formula = query.get('formula')?.trim() ?? '';
    const named = [...query].filter(([name]) => name === 'text' || name === 'file');
    const props = {
      ...{ asked, form, near: near.slice(0, 40) },
      faults: faults.map((fault) => ({ ...fault, text: textOf(fault) })),
      editable: [...files.keys()].filter((file) => isEditable(files, file)).sort(),
      draftIn: languages.map((language) => ({
        language,
        address: `../draft/${language}/index.html${hash}`
      })),
      search: named.length > 0 ? `?${new URLSearchParams(named)}` : '',
      formula,
      tried: formula !== '' && story ? tryFormula(story, formula) : undefined
    };
    return render(Mend, { props }).body;
  },
  actions: { save }
};
