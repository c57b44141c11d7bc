import { render } from 'svelte/server';
import { say } from '#locale/say.ts';
import { StoryRefused } from '#story/problem.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { projectOf } from '../../files/disk-project.ts';
import { applyStep } from '../../files/undo-journal.ts';
import { claimCells, mend, type Mending } from '../../review/mend.ts';
import type { View, Work } from '../view.ts';
import { earlierIn, keepDraft, plain, standingIn } from './mend-form.ts';
import { writtenTexts } from '#site/story/written-text.ts';
import { takeReady } from '../../review/ready-promise.ts';
import Mend from './Mend.svelte';
import { readMend } from './read-mend.ts';

const valuesOf = (kind: string, fields: URLSearchParams) =>
  [...fields].flatMap(([field, value]): [string, string][] =>
    field.startsWith(`${kind}:`) ? [[field.slice(kind.length + 1), plain(value)]] : []
  );

async function write({ form, desk, locked }: Work, mending: Omit<Mending, 'hashes'>, of: string[]) {
  const hashes = Object.fromEntries(valuesOf('hash', form.fields));
  const written = await locked('desk mend', async () => {
    const project = projectOf(desk);
    const standing = (files: ProjectFiles) => standingIn({ files });
    const writes = mend(await project.read(), { ...mending, hashes }, standing);
    if (writes.length > 0) await applyStep(desk, writes, { kind: 'mend', of });
    return writes.flatMap((write) => ('file' in write ? [write.file] : []));
  });
  desk.out(written.length === 0 ? say`Nothing was changed.` : say`Wrote ${written.join(', ')}.`);
}

async function bringBack(work: Work) {
  const chosen = new Set(work.form.fields.getAll('text'));
  const texts = (await earlierIn(work))?.texts.filter(({ id }) => chosen.has(id)) ?? [];
  const mending = {
    texts: Object.fromEntries(
      texts.map(({ id, parts }) => [id, parts.map(({ written }) => written)])
    ),
    claims: Object.fromEntries(texts.flatMap(({ claims }) => claims))
  };
  await write(work, mending, [...chosen]);
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
  const claims = Object.fromEntries([...ids].map((id) => [id, cellsOf(id)]));
  const { story } = standingIn(work);
  const parts = story ? writtenTexts(story, name) : [];
  try {
    for (const [id, chosen] of valuesOf('ready', fields)) {
      if (!story || chosen === '') continue;
      const texts = parts.map((part, at) => ({ ...part, words: words[at]! }));
      const ready = takeReady(story, id, chosen, texts);
      words.splice(0, words.length, ...ready.words);
      claims[id] = Object.values({ ...claimCells(files, id), ...ready.cells });
    }
    const own = fields.has('whole')
      ? { whole: { [name]: words[0] ?? '' } }
      : { texts: { [name]: words } };
    await write(work, { ...own, claims }, [name]);
    query.delete('draft');
    return fields.has('whole') ? `mend?${query}` : `review?${query}`;
  } catch (error) {
    keepDraft(work, error instanceof StoryRefused ? error.problems : []);
    throw error;
  }
}

export const mendView: View = {
  path: 'mend',
  title: () => say`Mend`,
  render: async (seen) => render(Mend, { props: await readMend(seen) }).body,
  actions: { save, earlier: bringBack }
};
