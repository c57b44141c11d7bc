import { render } from 'svelte/server';
import { languages } from '#locale/languages.ts';
import { say } from '#locale/say.ts';
import { textFinder } from '#site/story/text-changes.ts';
import { StoryRefused } from '#story/problem.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { projectOf } from '../../files/disk-project.ts';
import { claimCells, isEditable, mend, type Mending } from '../../review/mend.ts';
import type { View, Work } from '../view.ts';
import { earlierIn, formOf, plain, refused, standingIn, tryFormula } from './mend-form.ts';
import Mend from './Mend.svelte';

const mostRefused = 20;

const valuesOf = (kind: string, fields: URLSearchParams) =>
  [...fields].flatMap(([field, value]): [string, string][] =>
    field.startsWith(`${kind}:`) ? [[field.slice(kind.length + 1), plain(value)]] : []
  );

async function write({ form, desk, locked }: Work, mending: Omit<Mending, 'hashes'>) {
  const hashes = Object.fromEntries(valuesOf('hash', form.fields));
  const written = await locked('desk mend', async () => {
    const project = projectOf(desk);
    const standing = (files: ProjectFiles) => standingIn({ files });
    const writes = mend(await project.read(), { ...mending, hashes }, standing);
    await project.apply(writes);
    return writes.flatMap((write) => ('file' in write ? [write.file] : []));
  });
  desk.out(written.length === 0 ? say`Nothing was changed.` : say`Wrote ${written.join(', ')}.`);
}

async function bringBack(work: Work) {
  const chosen = new Set(work.form.fields.getAll('text'));
  const texts = (await earlierIn(work))?.texts.filter(({ id }) => chosen.has(id)) ?? [];
  await write(work, {
    texts: Object.fromEntries(
      texts.map(({ id, parts }) => [id, parts.map(({ written }) => written)])
    ),
    claims: Object.fromEntries(texts.flatMap(({ claims }) => claims))
  });
  return 'mend';
}

async function save(work: Work) {
  const { files, query } = work;
  const { fields } = work.form;
  const name = fields.get('name') ?? '';
  const words = valuesOf('words', fields).map(([, value]) => value);
  const ids = new Set(valuesOf('claim', fields).map(([cell]) => cell.split(':')[0]!));
  const cellsOf = (id: string) =>
    Object.keys(claimCells(files, id) ?? {}).map((column) =>
      plain(fields.get(`claim:${id}:${column}`) ?? '').trim()
    );
  const mending = {
    ...(fields.has('whole') ? { whole: { [name]: words[0] ?? '' } } : { texts: { [name]: words } }),
    claims: Object.fromEntries([...ids].map((id) => [id, cellsOf(id)]))
  };
  try {
    await write(work, mending);
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
  async render(seen) {
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
      earlier: form ? undefined : await seen.once('earlier', () => earlierIn(seen)),
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
  actions: { save, earlier: bringBack }
};
