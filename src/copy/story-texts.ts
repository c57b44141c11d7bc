import { parse } from 'jsonc-parser';
import { languages, ownLanguages, type Language } from '#locale/languages.ts';
import { placeOfPath } from '#sources/checked-json.ts';
import { atStart, type FilePosition } from '#sources/source-error.ts';
import { rowsOfAny } from '#story/ledgers/ledger.ts';
import { placeOfKey } from '#story/read-json.ts';
import { ofFormula, type SaidText } from '#story/texts-lock.ts';
import { type Passage, type Piece, splitStates } from './passage.ts';
import type { ReadChapter } from './read-chapter.ts';
import type { WordsFile } from './read-words.ts';

export interface StoryText extends SaidText {
  /** By language; found when asked, because only changed texts need it. */
  places: Partial<Record<Language, { file: string; at: () => FilePosition }>>;
}

interface TextPart {
  id: string;
  language: Language;
  said: string;
  states: readonly string[];
  counts?: readonly string[];
  file: string;
  at: () => FilePosition;
}

/** `words.answers` for `data/copy/en/words.answers.json` */
const nameOf = (file: string) => file.slice(file.lastIndexOf('/') + 1).replace(/\.(json|csv)$/, '');

const named = (ids: readonly string[]) => ids.map((id) => ` [${id}]`).join('');

const opening: Partial<Record<Passage['kind'], string>> = { heading: '## ', item: '- ' };

/**
 * A passage as read, with the claim behind each figure, what its heading states, and the target of
 * each link: `By 2024 [world-now] it stood at 71% [world-now].`
 */
function passageText(
  { kind, pieces, links, states }: Passage,
  say: (piece: Piece) => string | undefined
) {
  const target = (at: number) =>
    links.flatMap(({ href, after }) => (after === at ? [` <${href}>`] : [])).join('');
  const said = pieces.map((piece, at) => {
    const text = piece.kind === 'words' ? piece.text : (say(piece) ?? piece.text);
    const isNamed = piece.kind !== 'words' && piece.kind !== 'day';
    return `${text}${isNamed ? named([piece.id]) : ''}${target(at + 1)}`;
  });
  return `${opening[kind] ?? ''}${said.join('')}${named(states)}`.replace(/\s+/g, ' ').trim();
}

/** Title, lead, figure, steps and the rest of a chapter; the headings with addresses divide it. */
function chapterTexts(
  { chapter, file, language, passages, names }: ReadChapter,
  say: Sayer['say']
) {
  const parts = new Map<string, TextPart>();
  let [part, heading] = ['', ''];
  for (const passage of passages) {
    const { line } = passage.locate(0);
    if (passage.part !== part) [part, heading] = [passage.part, ''];
    const address = names.find((name) => name.line === line)?.name;
    if (passage.kind === 'heading' && address !== undefined) heading = `#${address}`;
    const id = `${chapter.id}/${part}${heading}`;
    const known = parts.get(id);
    const states = [
      ...passage.pieces.flatMap((piece) => (piece.kind === 'claim' ? [piece.id] : [])),
      ...passage.states
    ];
    const text = passageText(passage, (piece) => say(piece, language));
    parts.set(id, {
      ...(known ?? { id, language, file, at: () => passage.locate(0) }),
      said: known ? `${known.said} ¶ ${text}` : text,
      states: [...(known?.states ?? []), ...states]
    });
  }
  return [...parts.values()];
}

function labelTexts(
  { file, text }: WordsFile,
  language: Language,
  answers: TextSources['answers']
) {
  const labels = Object.entries(JSON.parse(text) as Record<string, string>);
  return labels.map(([key, written]) => {
    const label = splitStates(written);
    return {
      id: `${nameOf(file)}/${key}`,
      language,
      said: `${label.text}${named(label.states)}`.replace(/\s+/g, ' '),
      states: label.states,
      counts: answers.get(key) ?? [],
      file,
      at: () => placeOfKey(text, key)
    };
  });
}

const unprinted: readonly string[] = [
  'id',
  'verified',
  'source_date',
  'last_checked',
  'opened',
  'note',
  'method_note'
];

/** Every field of an entry in one language: `hours: 24 hours | cost: free`. */
function fieldsOf(value: unknown, language: Language, path = ''): string[] {
  if (value === null || value === '') return [];
  if (typeof value !== 'object') return [`${path ? `${path}: ` : ''}${String(value)}`];
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return value.length === 0 ? [] : [`${path}: ${value.join(', ')}`];
  const isOther = (key: string) => key !== language && languages.some((other) => other === key);
  return Object.entries(value).flatMap(([key, inner]) => {
    if (isOther(key) || (path === '' && unprinted.includes(key))) return [];
    const inside = [path, key].filter((name) => name !== '').join('.');
    return fieldsOf(inner, language, key === language ? path : inside);
  });
}

interface Entry {
  id: string;
  value: unknown;
  file: string;
  at: () => FilePosition;
}

/** A record that is not translated has one language, the ledger's own. */
const entryTexts = ({ id, value, ...where }: Entry, of: readonly Language[]): TextPart[] =>
  of.flatMap((language) => {
    const said = fieldsOf(value, language).join(' | ');
    return said === '' ? [] : [{ id, language, said, states: [], ...where }];
  });

function listedTexts({ file, text }: WordsFile, of: readonly Language[]) {
  const entries: unknown = parse(text);
  if (typeof entries !== 'object' || entries === null) return [];
  return Object.entries(entries).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null) return [];
    const isListed = Array.isArray(entries);
    const { id, url, card, date } = value as Record<string, string | undefined>;
    const name = isListed ? (id ?? url ?? `${card ?? ''}-${date ?? ''}`) : key;
    const at = () => placeOfPath(text, [isListed ? Number(key) : key]);
    const entry = isListed ? value : { [key]: value };
    return entryTexts({ id: `${nameOf(file)}/${name}`, value: entry, file, at }, of);
  });
}

const own: readonly Language[] = ['en'];

function declaredTexts({ file, text }: WordsFile) {
  const id = file.replace(/^data\/|\.json$/g, '');
  return entryTexts({ id, value: parse(text), file, at: () => atStart }, own);
}

const rowTexts = ({ file, text }: WordsFile) =>
  rowsOfAny(text, file).flatMap(({ cells, line }) => {
    const id = `${nameOf(file)}/${cells['id'] ?? ''}`;
    return entryTexts({ id, value: cells, file, at: () => ({ line, column: 1 }) }, own);
  });

interface OutlinedStep extends FilePosition {
  id: string;
  view?: object;
  /** Earlier addresses, which readers can still open (S09). */
  was: readonly string[];
  statement?: string;
}

export interface TextSources {
  chapters: Readonly<Record<Language, readonly ReadChapter[]>>;
  labels: Readonly<Record<Language, readonly WordsFile[]>>;
  answers: ReadonlyMap<string | undefined, readonly string[]>;
  beside: readonly WordsFile[];
  outline: { file: string; steps: readonly OutlinedStep[] };
  ledgers: readonly WordsFile[];
  declared: readonly WordsFile[];
  links: WordsFile;
}

export interface Sayer {
  /** The print of a piece that is no word; undefined to leave it as written. */
  say: (piece: Piece, language: Language) => string | undefined;
  promiseOf: (claim: string) => string | undefined;
}

export function storyTexts(sources: TextSources, { say, promiseOf }: Sayer) {
  const { chapters, labels, answers, beside, outline, ledgers, declared, links } = sources;
  const steps = outline.steps.flatMap(({ id, view, was, statement, line, column }) => {
    const value = { ...view, was, ...(statement !== undefined && { statement }) };
    const at = () => ({ line, column });
    return entryTexts({ id: `outline/${id}`, value, file: outline.file, at }, own);
  });
  const parts = [
    ...ownLanguages.flatMap((language) =>
      chapters[language].flatMap((one) => chapterTexts(one, say))
    ),
    ...ownLanguages.flatMap((language) =>
      labels[language].flatMap((file) => labelTexts(file, language, answers))
    ),
    ...beside.flatMap((file) => listedTexts(file, ownLanguages)),
    ...steps,
    ...ledgers.flatMap(rowTexts),
    ...declared.flatMap(declaredTexts),
    // Links out of the story lead nowhere that nobody accepted (S40).
    ...listedTexts(links, own)
  ];
  const texts = new Map<string, StoryText>();
  for (const { id, language, said, states, counts = [], file, at } of parts) {
    const text = texts.get(id) ?? { said: {}, promises: {}, places: {} };
    const promises = [...counts, ...states].flatMap((claim) => {
      const promise = promiseOf(claim);
      if (promise === undefined) return [];
      const isStated = states.includes(claim);
      return [[claim, isStated ? promise : promise.slice(promise.indexOf(ofFormula))] as const];
    });
    texts.set(id, {
      said: { ...text.said, [language]: said },
      promises: { ...text.promises, ...Object.fromEntries(promises) },
      places: { ...text.places, [language]: { file, at } }
    });
  }
  return texts;
}
