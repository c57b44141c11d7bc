import { render } from 'svelte/server';
import { say } from '#locale/say.ts';
import { StoryRefused } from '#story/problem.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { projectOf } from '../../files/disk-project.ts';
import { claimCells, mend, type Mending } from '../../review/mend.ts';
import type { View, Work } from '../view.ts';
import { earlierIn, keepDraft, plain, standingIn } from './mend-form.ts';
import Mend from './Mend.svelte';
import { readMend } from './read-mend.ts';

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
      (fields.get(`claim:${id}:${column}`) ?? '').replace(/\s+/g, ' ').trim()
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
    keepDraft(work, error instanceof StoryRefused ? error.problems : []);
    throw error;
  }
}

function tryIt(work: Work) {
  keepDraft(work);
  work.query.set('formula', work.form.fields.get('formula') ?? '');
  return Promise.resolve(`mend?${work.query}#try`);
}

export const mendView: View = {
  path: 'mend',
  title: () => say`Mend`,
  render: async (seen) => render(Mend, { props: await readMend(seen) }).body,
  actions: { save, try: tryIt, earlier: bringBack }
};
