import { resolve } from 'node:path';
import { render } from 'svelte/server';
import { languages } from '../../../locale/languages.ts';
import { say } from '../../../locale/say.ts';
import { textFinder } from '../../../site/story/text-grade.ts';
import { StoryRefused } from '../../../story/problem.ts';
import type { ProjectFiles } from '../../../vintages/project-files.ts';
import { Refusal } from '../../cli/desk-io.ts';
import { projectOf } from '../../files/disk-project.ts';
import { openInProgram } from '../../files/open-in-program.ts';
import { claimCells, isEditable, mend, type Mending } from '../../review/mend.ts';
import { tryFormula, type TriedFormula } from '../../review/try-formula.ts';
import type { Seen, View, Work } from '../view.ts';
import { formOf, plain, refused, standingIn } from './mend-form.ts';
import Mend from './Mend.svelte';

const mostRefused = 20;

function mendingOf({ fields }: Work['form'], files: ProjectFiles): Mending {
  const name = fields.get('name') ?? '';
  const words = [...fields].flatMap(([field, value]) =>
    field.startsWith('words:') ? [plain(value)] : []
  );
  const hashes = Object.fromEntries(
    [...fields].flatMap(([field, value]) =>
      field.startsWith('hash:') ? [[field.slice('hash:'.length), value]] : []
    )
  );
  const ids = new Set(
    [...fields.keys()].flatMap((field) => /^claim:([^:]+):/.exec(field)?.[1] ?? [])
  );
  const cellsOf = (id: string) =>
    Object.keys(claimCells(files, id) ?? {}).map((column) =>
      plain(fields.get(`claim:${id}:${column}`) ?? '').trim()
    );
  return {
    hashes,
    ...(fields.has('whole')
      ? { whole: { [name]: words[0] ?? '' } }
      : { text: { id: name, words } }),
    claims: Object.fromEntries([...ids].map((id) => [id, cellsOf(id)]))
  };
}

/** Writes the words if they hold; keeps them for the form if they do not. */
async function save(work: Work): Promise<string> {
  const { form, desk, locked, query } = work;
  const draft = query.get('draft') ?? '';
  try {
    const files = await locked('desk mend', async () => {
      const project = projectOf(desk);
      const writes = mend(await project.read(), mendingOf(form, work.files));
      await project.apply(writes);
      return writes.flatMap((write) => ('file' in write ? [write.file] : []));
    });
    desk.out(files.length === 0 ? say`Nothing was changed.` : say`Wrote ${files.join(', ')}.`);
    query.delete('draft');
    return `mend?${query}`;
  } catch (error) {
    if (refused.size >= mostRefused) refused.delete([...refused.keys()][0]!);
    const faults = error instanceof StoryRefused ? error.problems : [];
    refused.set(draft, { fields: form.fields, faults });
    throw error;
  }
}

/** Opens a file of the project in the editor's own program. */
function open({ form, files, desk, query }: Work): Promise<string> {
  const file = form.fields.get('file') ?? '';
  if (!isEditable(files, file))
    throw new Refusal('no-file', say`“${file}” is no file of words.`, say`Choose one of the list.`);
  openInProgram(resolve(desk.root, file));
  desk.out(say`Opened ${file}. Save it there, then reload this page.`);
  return Promise.resolve(`mend?${query}`);
}

function triedIn(seen: Seen): { trial: Record<string, string>; tried?: TriedFormula } {
  const { query } = seen;
  const trial = {
    formula: query.get('formula')?.trim() ?? '',
    year: query.get('year')?.trim() ?? '',
    unit: query.get('unit') ?? 'percent',
    digits: query.get('digits') ?? '0'
  };
  const { story } = standingIn(seen);
  return trial.formula === '' || !story ? { trial } : { trial, tried: tryFormula(story, trial) };
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
    const props = {
      ...{ asked, form, near: near.slice(0, 40) },
      faults: faults.map((fault) => ({ ...fault, text: textOf(fault) })),
      editable: [...files.keys()].filter((file) => isEditable(files, file)).sort(),
      draftIn: languages.map((language) => ({
        language,
        address: `../draft/${language}/index.html${form?.hash ?? ''}`
      })),
      search: query.has('text') || query.has('file') ? `?${linkOf(query)}` : '',
      ...triedIn(seen)
    };
    return render(Mend, { props }).body;
  },
  actions: { save, open }
};

/** Keeps the parts of a query that name the text or file. */
const linkOf = (query: URLSearchParams) =>
  new URLSearchParams([...query].filter(([name]) => name === 'text' || name === 'file')).toString();
