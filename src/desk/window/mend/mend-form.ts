import { type Language } from '../../../locale/languages.ts';
import type { OpenedStory } from '../../../site/story/open-story.ts';
import { writtenTexts } from '../../../site/story/written-text.ts';
import { claimsFile } from '../../../story/claims/read-claims.ts';
import type { Problem } from '../../../story/problem.ts';
import type { ProjectFiles } from '../../../vintages/project-files.ts';
import {
  claimCells,
  hashOfFile,
  isEditable,
  standingOf,
  type Standing
} from '../../review/mend.ts';
import type { Seen } from '../view.ts';

/** A part of a file in the form, as it is on disk and as the editor left it. */
interface FormPart {
  file: string;
  line: number;
  languages: readonly Language[];
  hash: string;
  onDisk: string;
  words: string;
  faults: Problem[];
}

interface FormClaim {
  id: string;
  cells: Readonly<Record<string, string>>;
}

export interface MendForm {
  /** The id of a text, or the path of a file. */
  name: string;
  isFile: boolean;
  /** Refused words are kept under this name, and shown again. */
  draft: string;
  parts: FormPart[];
  claims: FormClaim[];
  claimsHash: string;
  claimsFaults: Problem[];
  /** The address of the text on its page, from the language's. */
  hash: string;
}

/** Words that were refused, with the faults found in them: the form shows them again. */
export const refused = new Map<string, { fields: URLSearchParams; faults: readonly Problem[] }>();
export const standingIn = ({ once, files }: Pick<Seen, 'once' | 'files'>): Standing =>
  once('standing', () => standingOf(files));

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
  return [{ file: name, languages: [], first: 1, last: Infinity, written }];
}

export function formOf(seen: Seen): MendForm | undefined {
  const { query, files } = seen;
  const standing = standingIn(seen);
  const { story } = standing;
  const isFile = query.has('file');
  const name = query.get(isFile ? 'file' : 'text') ?? '';
  const parts = partsOf(files, story, name, isFile);
  if (parts.length === 0) return undefined;
  const before = refused.get(query.get('draft') ?? '');
  const faults = before?.faults ?? standing.faults;
  const ids = Object.keys(story?.said.get(name)?.promises ?? {});
  return {
    ...{ name, isFile },
    draft: crypto.randomUUID(),
    parts: parts.map(({ file, first, last, written, languages }, at) => ({
      ...{ file, languages, line: first, onDisk: written },
      hash: hashOfFile(files, file),
      words: before?.fields.get(`words:${at}`) ?? written,
      faults: faults.filter(
        (fault) => fault.file === file && (before || (first <= fault.line && fault.line <= last))
      )
    })),
    claims: ids.flatMap((id) => {
      const cells = claimCells(files, id);
      if (!cells) return [];
      const named = Object.entries(cells).map(([column, cell]) => [
        column,
        before?.fields.get(`claim:${id}:${column}`) ?? cell
      ]);
      return [{ id, cells: Object.fromEntries(named) as FormClaim['cells'] }];
    }),
    claimsHash: hashOfFile(files, claimsFile),
    claimsFaults: faults.filter(({ file }) => before && file === claimsFile),
    hash: isFile ? '' : `#${name.replace(/^[^/]*\/(?:after#)?/, '')}`
  };
}
