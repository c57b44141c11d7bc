import { parseTree, type Node } from 'jsonc-parser';
import { withdrawalsFile } from '#cards/withdrawal.ts';
import { readWording, type Wording } from '#copy/rules/copy-rules.ts';
import { spansOf, wholeWords } from '#copy/rules/phrase.ts';
import { numberWords } from '#locale/languages.ts';
import { helplinesFile } from '#pages/helpline.ts';
import { newsroomFile } from '#pages/newsroom.ts';
import { correctionsFile } from '#pages/side/correction.ts';
import { namesIn, type ProjectFiles } from '#vintages/project-files.ts';
import { sha256 } from '#vintages/sha256.ts';
import { readText, textIfThere } from '../story/project-text.ts';

export const copyFolder = (language: string) => `data/copy/${language}`;

export const besideFiles = [correctionsFile, withdrawalsFile, newsroomFile, helplinesFile];

export interface Slot {
  key: string;
  text: string;
  notes: readonly string[];
  /** `list` has a phrase a line; `pattern` is a regular expression. */
  kind: 'text' | 'list' | 'pattern';
  most?: number;
}

export interface Template {
  file: string;
  /** Else its translated texts are JSON. */
  isProse?: boolean;
  parts: (string | Slot)[];
}

/** Room for longer words; what must fit a picture is drawn by `check`. */
const textSlot = (key: string, text: string, twin: string): Slot => ({
  ...{ key, text, kind: 'text', notes: twin === '' ? [] : [`id: ${twin}`] },
  most: Math.ceil(1.4 * Math.max(text.length, twin.length)) + 10
});

const onlyTag = /^\s*(?:\{%[^%]*%\}\s*)?$/;

/** A chapter as paragraphs, headings and items; a line with nothing but a tag stays. */
function blocksOf(text: string) {
  const blocks: { lead: string; text: string }[] = [];
  let isOpen = false;
  for (const line of text.trimEnd().split('\n')) {
    const [, lead = '', rest = ''] = /^(title: |#+ |- )?(.*)$/s.exec(line) ?? [];
    const isFixed = line === '---' || onlyTag.test(line);
    if (isOpen && !isFixed && lead === '') blocks.at(-1)!.text += `\n${line}`;
    else blocks.push(isFixed ? { lead: line, text: '' } : { lead, text: rest });
    isOpen = !isFixed;
  }
  return blocks;
}

function chapterParts(name: string, own: string, beside: string): Template['parts'] {
  const [blocks, twins] = [blocksOf(own), blocksOf(beside)];
  return blocks.flatMap(({ lead, text }, at) => {
    if (text === '') return [`${lead}\n`];
    const twin = blocks.length === twins.length ? twins[at]!.text : '';
    return [lead, textSlot(`${name} ${at + 1}`, text, twin), '\n'];
  });
}

function labelParts(name: string, own: string, beside: string, tag: string): Template['parts'] {
  const read = (text: string) => JSON.parse(text) as Record<string, string>;
  const [all, twins] = [read(own), read(beside)];
  const plurals = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  const lines = Object.entries(all).flatMap(([key, text]): [string, string | Slot][] => {
    // Readers never see them, or every language has the same.
    if (key === 'nav.language' || text.startsWith('https://')) return [[key, JSON.stringify(text)]];
    const { base, form } = /^(?<base>.+)\.(?<form>one|other)$/.exec(key)?.groups ?? {};
    const isPlural = base !== undefined && `${base}.one` in all && `${base}.other` in all;
    const twin = twins[key] ?? (isPlural ? twins[`${base}.other`] : undefined) ?? '';
    const keys = isPlural
      ? plurals.filter((one) => (form === 'one') === (one === 'one')).map((one) => `${base}.${one}`)
      : [key];
    return keys.map((one) => [one, textSlot(`${name} ${one}`, text, twin)]);
  });
  const parts = lines.flatMap(([key, value], at) => [
    `${at === 0 ? '' : ',\n'}  ${JSON.stringify(key)}: `,
    value
  ]);
  return ['{\n', ...parts, '\n}\n'];
}

/** Of wording.json only the words of the rules are translated. */
function wordingParts(name: string, own: string, { rules }: Wording) {
  const parts: Template['parts'] = [];
  let from = 0;
  const visit = (node: Node, path: readonly (string | number)[]) => {
    const field = String(path.findLast((step) => typeof step === 'string'));
    const isList = node.type === 'array' && node.children!.every(({ type }) => type === 'string');
    if (/^(?:rule|why|source|line|instead|labels)$/.test(field)) return;
    if (isList && node.children!.length === 0) return;
    if (!isList && node.type !== 'string') {
      for (const [at, child] of (node.children ?? []).entries()) {
        const [key, value] = child.children ?? [];
        if (child.type === 'property') visit(value!, [...path, String(key!.value)]);
        else visit(child, [...path, at]);
      }
      return;
    }
    const rule = path[0] === 'rules' ? rules[Number(path[1])] : undefined;
    const isPattern = rule !== undefined || (path[0] === 'harm' && path[1] !== 'allowed');
    const values = (node.children ?? [node]).map(({ value }) => String(value));
    const about = isList
      ? 'Phrases of your language with this meaning, one a line.'
      : !isPattern
        ? 'These words, exactly as your translation has them: they are an exception.'
        : field === 'near'
          ? 'The rule holds only beside these words.'
          : 'Words that are refused in your language, with | between them (a regular expression).';
    parts.push(own.slice(from, node.offset), {
      key: `${name} ${path.join('/')}`,
      text: values.join('\n'),
      kind: isList ? 'list' : isPattern ? 'pattern' : 'text',
      notes: [...(rule ? [`${rule.rule}: ${rule.why}. Write: ${rule.instead}.`] : []), about]
    });
    from = node.offset + node.length;
  };
  visit(parseTree(own)!, []);
  return [...parts, own.slice(from)];
}

/** A shared file, with the language after the English of each text. */
function besideParts(file: string, own: string, tag: string) {
  const parts: Template['parts'] = [];
  let from = 0;
  const visit = ({ type, children = [] }: Node) => {
    const said = Object.fromEntries(
      type === 'object'
        ? children.map(({ children: [key, value] = [] }) => [key!.value, value])
        : []
    ) as Partial<Record<string, Node>>;
    const { en, id } = said;
    if (en?.type !== 'string' || id?.type !== 'string') return children.forEach(visit);
    const text = String(en.value);
    const end = en.offset + en.length;
    const slot = textSlot(`${file} ${sha256(text).slice(0, 8)}`, text, String(id.value));
    parts.push(`${own.slice(from, end)}, ${JSON.stringify(tag)}: `, slot);
    from = end;
  };
  const tree = parseTree(own);
  if (tree) visit(tree);
  return [...parts, own.slice(from)];
}

function ownSlots(): Slot[] {
  const { counts, in: of, parts } = numberWords.en;
  const slot = (key: string, text: string, note: string): Slot => ({
    ...{ key: `language ${key}`, text, notes: [note] },
    kind: key === 'counts' ? 'list' : 'text'
  });
  return [
    slot('name', 'English', 'Your language, as it calls itself'),
    slot('country', 'GBR', 'Three letters (ISO 3166-1): where most of its readers live'),
    slot('counts', counts.join('\n'), 'One to ten, one a line'),
    slot('in', of, 'As in “one in three”'),
    ...Object.entries(parts).map(([number, text]) =>
      slot(`part ${number}`, text, `1/${number}, within a sentence`)
    )
  ];
}

export function templatesOf(files: ProjectFiles, tag: string): Template[] {
  const [own, twin, folder] = [copyFolder('en'), copyFolder('id'), `${copyFolder(tag)}/`];
  const copies = namesIn(files, own).flatMap((name): Template[] => {
    const [text, other] = [own, twin].map((from) => textIfThere(files, `${from}/${name}`) ?? '{}');
    const parts = (isProse: boolean, of: Template['parts']) => [
      { file: folder + name, isProse, parts: of }
    ];
    if (name.endsWith('.md')) return parts(true, chapterParts(name, text!, other!));
    if (name === 'wording.json')
      return parts(false, wordingParts(name, text!, readWording(text!, `${own}/${name}`)));
    return name.endsWith('.json') ? parts(false, labelParts(name, text!, other!, tag)) : [];
  });
  const names: Slot = {
    key: 'names.json',
    text: (JSON.parse(readText(files, 'data/copy/names.json')) as string[]).join('\n'),
    kind: 'list',
    notes: ['Names and phrases with digits that no data changes, as your translation has them.']
  };
  return [
    { file: 'language', parts: ownSlots() },
    ...copies,
    { file: `${folder}names.json`, parts: [names, '\n'] },
    ...besideFiles.flatMap((file) => {
      const text = textIfThere(files, file);
      return text === undefined ? [] : [{ file, parts: besideParts(file, text, tag) }];
    })
  ];
}

export const slotsOf = (templates: readonly Template[]) => [
  ...new Map(
    templates.flatMap(({ parts }) =>
      parts.flatMap((part) => (typeof part === 'string' ? [] : [[part.key, part] as const]))
    )
  ).values()
];

export function notesFor({ text, kind, most, notes }: Slot, { rules }: Wording) {
  if (kind !== 'text') return [...notes];
  const bound = rules.flatMap(({ rule, instead, why, near }) => {
    if (!rule.startsWith('S')) return [];
    const terms = instead.split(/[;,/]| or /).flatMap((term) => term.trim() || []);
    const isBound =
      spansOf(terms, text).length > 0 || (near !== undefined && wholeWords(near, 'iu').test(text));
    return isBound ? [`${rule}: ${why}. Write: ${instead}.`] : [];
  });
  return [...notes, ...bound, ...(most === undefined ? [] : [`At most ${most} characters.`])];
}
