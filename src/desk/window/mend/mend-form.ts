import { languages, type Language } from '#locale/languages.ts';
import { textFinder } from '#site/story/text-changes.ts';
import type { OpenedStory } from '#site/story/open-story.ts';
import { writtenTexts } from '#site/story/written-text.ts';
import { readFormula } from '#story/claims/formula.ts';
import { WatchedEdition } from '#story/claims/perturb.ts';
import { claimsFile, idsOf } from '#story/claims/read-claims.ts';
import type { Problem } from '#story/problem.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { vintageName } from '#vintages/vintage.ts';
import { earlierEdition } from '../../edition/earlier-edition.ts';
import { earlierTexts } from '../../review/earlier-texts.ts';
import { claimCells, hashOfFile, isEditable, standingOf } from '../../review/mend.ts';
import { keptByContent } from '../seen-project.ts';
import type { Seen } from '../view.ts';

/** Words that were refused, with the faults found in them: the form shows them again. */
export const refused = new Map<string, { fields: URLSearchParams; faults: readonly Problem[] }>();

/** Of the files before and after the last words, and with earlier words: opening takes a second. */
const kept = keptByContent(3);
export const standingIn = ({ files }: Pick<Seen, 'files'>) =>
  kept(files)('standing', () => standingOf(files));

/** Lists the faults, and counts the texts with one and those that wait for a reader. */
export function leftIn(seen: Seen) {
  const { story, faults } = standingIn(seen);
  const textOf = story ? textFinder(story.said) : () => undefined;
  const named = faults.map((fault) => ({ ...fault, text: textOf(fault) }));
  const broken = new Set(named.map(({ text, file }) => text ?? file)).size;
  return { faults: named, broken, waiting: story?.texts.length ?? 0 };
}

/** The texts that read otherwise in the earlier edition with the same releases. */
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
  return [{ file: name, languages: [] as Language[], first: 1, last: Infinity, written }];
}

function formOf(seen: Seen) {
  const { query, files } = seen;
  const { story, faults: standing } = standingIn(seen);
  const isFile = query.has('file');
  const name = query.get(isFile ? 'file' : 'text') ?? '';
  const parts = partsOf(files, story, name, isFile);
  if (parts.length === 0) return undefined;
  const before = refused.get(query.get('draft') ?? '');
  const faults = before?.faults ?? standing;
  const claims = Object.keys(story?.said.get(name)?.promises ?? {}).flatMap((id) => {
    const cells = Object.entries(claimCells(files, id) ?? {}).map(([column, cell]) => ({
      field: `claim:${id}:${column}`,
      column,
      cell: before?.fields.get(`claim:${id}:${column}`) ?? cell
    }));
    return cells.length > 0 ? [{ id, cells }] : [];
  });
  const written = [...parts.map(({ file }) => file), ...(claims.length > 0 ? [claimsFile] : [])];
  return {
    name,
    isFile,
    /** Refused words are kept under this name, and shown again. */
    draft: crypto.randomUUID(),
    hashes: new Map(written.map((file) => [file, hashOfFile(files, file)])),
    parts: parts.map(({ file, first, last, written, languages }, at) => ({
      ...{ file, languages, line: first, onDisk: written },
      words: before?.fields.get(`words:${at}`) ?? written,
      faults: faults.filter(
        (fault) => fault.file === file && (before || (first <= fault.line && fault.line <= last))
      )
    })),
    claims,
    claimsFaults: faults.filter(({ file }) => before && file === claimsFile)
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

export type ShownMend = Awaited<ReturnType<typeof readMend>>;

export async function readMend(seen: Seen) {
  const { files, query } = seen;
  const { story } = standingIn(seen);
  const asked = (query.get('text') ?? query.get('file') ?? '').trim();
  const form = formOf(seen);
  const near =
    asked === '' || form
      ? []
      : [...(story?.said.keys() ?? [])].filter((id) => id.includes(asked)).slice(0, 40);
  const hash = form && !form.isFile ? `#${asked.replace(/^[^/]*\/(?:after#)?/, '')}` : '';
  const formula = query.get('formula')?.trim() ?? '';
  const named = [...query].filter(([name]) => name === 'text' || name === 'file');
  return {
    ...{ asked, form, near, formula },
    left: leftIn(seen),
    earlier: form ? undefined : await seen.once('earlier', () => earlierIn(seen)),
    editable: [...files.keys()].filter((file) => isEditable(files, file)).sort(),
    draftIn: languages.map((language) => ({
      language,
      address: `../draft/${language}/index.html${hash}`
    })),
    search: named.length > 0 ? `?${new URLSearchParams(named)}` : '',
    tried: formula !== '' && story ? tryFormula(story, formula) : undefined
  };
}
