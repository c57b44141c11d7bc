import { figures } from '#charts/figures.ts';
import type { Language } from '#locale/languages.ts';
import { textFinder } from '#site/story/text-changes.ts';
import type { OpenedStory } from '#site/story/open-story.ts';
import { writtenTexts } from '#site/story/written-text.ts';
import { readFormula } from '#story/claims/formula.ts';
import { WatchedEdition } from '#story/claims/perturb.ts';
import { claimsFile, idsOf } from '#story/claims/read-claims.ts';
import type { Problem } from '#story/problem.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { vintageName } from '#vintages/vintage.ts';
import { earlierEdition } from '../../edition/read-edition.ts';
import { claimCells, earlierTexts, hashOfFile, isEditable, standingOf } from '../../review/mend.ts';
import { readyPromise } from '../../review/ready-promise.ts';
import { keptByContent } from '../seen-project.ts';
import type { Seen, Work } from '../view.ts';

/** Words that were not saved, and their faults: the form shows them again. */
const drafts = new Map<string, { fields: URLSearchParams; faults: readonly Problem[] }>();
const mostDrafts = 20;

export function keepDraft({ form, query }: Work, faults: readonly Problem[]) {
  if (drafts.size >= mostDrafts) drafts.delete([...drafts.keys()][0]!);
  drafts.set(query.get('draft') ?? '', { fields: form.fields, faults });
}

/** Opening takes a second. Keeps the files before and after an edit, and the earlier words. */
const kept = keptByContent(3);
export const standingIn = ({ files }: Pick<Seen, 'files'>) =>
  kept(files)('standing', () => standingOf(files));

export function leftIn(seen: Seen) {
  const { story, faults } = standingIn(seen);
  const textOf = story ? textFinder(story.said) : () => undefined;
  const named = faults.map((fault) => ({ ...fault, text: textOf(fault) }));
  const broken = new Set(named.map(({ text, file }) => text ?? file));
  // A text that is mended is read, too.
  const waiting = new Set([...broken, ...(story?.texts ?? []).map(({ id }) => id)]).size;
  return { faults: named, broken: broken.size, waiting };
}

export async function earlierIn(seen: Seen) {
  const then = await earlierEdition(seen.files, seen.desk);
  if (!then) return undefined;
  const texts = earlierTexts(standingIn(seen), standingIn(then));
  const files = new Set([
    claimsFile,
    ...texts.flatMap(({ parts }) => parts.map((one) => one.file))
  ]);
  const hashes = [...files].map((file) => [file, hashOfFile(seen.files, file)] as const);
  return { edition: then.edition, texts, hashes };
}

export const plain = (text: string) => text.replaceAll('\r\n', '\n');

function partsOf(
  files: ProjectFiles,
  story: OpenedStory | undefined,
  name: string,
  isFile: boolean
) {
  if (!isFile && story) return writtenTexts(story, name);
  const bytes = isEditable(files, name) ? files.get(name) : undefined;
  if (bytes === undefined) return [];
  const written = plain(new TextDecoder().decode(bytes));
  return [{ file: name, languages: [] as Language[], first: 1, written }];
}

function draftOf(id: string, language: Language) {
  const [head = '', part = ''] = id.split('/');
  const beside = ['methods', 'partners', 'safety'].find((one) => one === head);
  const page = figures.find((one) => one.id === head)?.place ?? beside;
  const only = /^(?:title|lead|figure|after)?#?(.*)/.exec(part)?.[1] || head;
  return `../draft/${language}/${page ? `${page}/` : ''}index.html?only=${only}`;
}

export function formOf(seen: Seen) {
  const { query, files } = seen;
  const { story } = standingIn(seen);
  const isFile = query.has('file');
  const name = query.get(isFile ? 'file' : 'text') ?? '';
  const parts = partsOf(files, story, name, isFile);
  if (parts.length === 0) return undefined;
  const before = drafts.get(query.get('draft') ?? '');
  const found = before?.faults ?? [];
  const claims = Object.keys(story?.said.get(name)?.promises ?? {}).flatMap((id) => {
    const cells = Object.entries(claimCells(files, id) ?? {}).map(([column, written]) => {
      const field = `claim:${id}:${column}`;
      const cell = before?.fields.get(field) ?? written;
      // A fault of a cell names its column and its claim.
      const faults = found.filter(
        ({ file, wrong }) =>
          file === claimsFile && [column, id].every((one) => wrong.includes(`“${one}”`))
      );
      return [column, { field, cell, faults }] as const;
    });
    const others = [...story!.said].flatMap(([text, { promises }]) =>
      text !== name && id in promises ? [text] : []
    );
    const now = story!.computed.get(id);
    const field = `ready:${id}`;
    const of = {
      ...{ id, others, field, chosen: before?.fields.get(field), then: story!.locked?.claims[id] },
      ...{ now: now?.ok ? now.locked : undefined, holds: now?.ok && now.holds },
      ready: readyPromise(story!, id)
    };
    return cells.length > 0 ? [{ ...of, cells: new Map(cells) }] : [];
  });
  const written = [...parts.map(({ file }) => file), ...(claims.length > 0 ? [claimsFile] : [])];
  return {
    name,
    isFile,
    search: String(new URLSearchParams({ [isFile ? 'file' : 'text']: name })),
    /** Words that are not kept are known by this name, and shown again. */
    draft: crypto.randomUUID(),
    hashes: new Map(written.map((file) => [file, hashOfFile(files, file)])),
    parts: parts.map(({ file, first, written, languages }, at) => ({
      ...{ file, languages, line: first, onDisk: written },
      draft: languages[0] && /copy.*md$/.test(file) && draftOf(name, languages[0]),
      words: plain(before?.fields.get(`words:${at}`) ?? written),
      faults: found.filter((fault) => fault.file === file)
    })),
    claims
  };
}

export function tryFormula({ parts, computed, data }: OpenedStory, formula: string) {
  const edition = new WatchedEdition(parts);
  const rowsRead = () => [
    ...new Set([
      ...edition.rows.map(({ vintage, iso3 = '', year = '' }) =>
        `${vintageName(vintage)} ${iso3} ${year}`.trimEnd()
      ),
      ...edition.ids
    ])
  ];
  try {
    const scope = { claims: new Set(computed.keys()), ids: idsOf(data), own: [] } as const;
    const value = readFormula(formula, { ...scope, gives: 'number' }).work({
      edition,
      claim: (id) => computed.get(id)!.claim.compute(edition)
    });
    return { value, rows: rowsRead() };
  } catch (error) {
    return { fault: (error as Error).message, rows: rowsRead() };
  }
}
