import { copyFolder } from '../../src/site/story/parse-copy.ts';
import { languages, otherLanguage, type Language } from '../../src/locale/languages.ts';
import { namesIn, type ProjectFiles } from '../../src/vintages/project-files.ts';
import { seeded } from '../seeded.ts';

/** One edit of one file that makes the story say something false. */
export interface FalseEdit {
  kind: string;
  file: string;
  /** The whole file afterwards. */
  text: string;
  /** The words before and after. */
  before: string;
  after: string;
}

type Swaps = Readonly<Record<Language, readonly (readonly [from: string, to: string])[]>>;

const places: Swaps = {
  en: [
    ['Indonesia', 'the UK'],
    ['the UK', 'Indonesia'],
    ['the world', 'Indonesia'],
    ['England and Wales', 'Scotland'],
    ['India', 'Pakistan']
  ],
  id: [
    ['Indonesia', 'Inggris Raya'],
    ['Inggris Raya', 'Indonesia'],
    ['dunia', 'Indonesia'],
    ['India', 'Pakistan']
  ]
};
const directions: Swaps = {
  en: [
    ['more than', 'less than'],
    ['More than', 'Less than'],
    ['before', 'after'],
    ['abroad', 'at home'],
    ['at least', 'at most'],
    ['grows', 'shrinks'],
    ['passed', 'stayed below'],
    ['most', 'few'],
    ['newest', 'oldest'],
    ['up', 'down']
  ],
  id: [
    ['lebih dari', 'kurang dari'],
    ['Lebih dari', 'Kurang dari'],
    ['sebelum', 'sesudah'],
    ['luar negeri', 'dalam negeri'],
    ['paling sedikit', 'paling banyak'],
    ['melewati', 'belum mencapai'],
    ['terbaru', 'terlama'],
    ['naik', 'turun']
  ]
};
const measures: Swaps = {
  en: [
    ['used the internet', 'owned a computer'],
    ['using the internet', 'within range of a signal'],
    ['online', 'in school'],
    ['within range of', 'subscribed to'],
    ['ratified', 'rejected'],
    ['reports', 'convictions']
  ],
  id: [
    ['memakai internet', 'punya komputer'],
    ['menggunakan internet', 'terjangkau sinyal'],
    ['terhubung', 'bersekolah'],
    ['laporan', 'vonis']
  ]
};
const counted: Swaps = {
  en: [
    ['children', 'adults'],
    ['people', 'households'],
    ['countries', 'companies'],
    ['Countries', 'Companies'],
    ['States', 'Cities'],
    ['victims', 'offenders'],
    ['offenders', 'victims']
  ],
  id: [
    ['anak', 'orang dewasa'],
    ['penduduk', 'rumah tangga'],
    ['orang', 'keluarga'],
    ['negara', 'perusahaan'],
    ['korban', 'pelaku'],
    ['pelaku', 'korban']
  ]
};
const anyWord: Swaps = {
  en: [...places.en, ...directions.en, ...measures.en, ...counted.en],
  id: [...places.id, ...directions.id, ...measures.id, ...counted.id]
};

const step = /(\{% step id="[\w-]+" %\}\n### [^\n]*\n\n)([^\n]+)(?=\n\{% \/step %\})/g;
const heading = /^(#{2,3} )([^{\n]+?)(?=(?: \{%[^\n]*)?$)/gm;

/** The place of a word in running text: not in a tag, a link's target or the frontmatter. */
function* found(text: string, word: string): Generator<number> {
  const letter = /\p{L}/u;
  const start = text.indexOf('\n---', 3);
  for (let at = text.indexOf(word, start); at >= 0; at = text.indexOf(word, at + 1)) {
    const isWhole = !letter.test(text[at - 1] ?? '') && !letter.test(text[at + word.length] ?? '');
    const isInTag = text.lastIndexOf('{%', at) > text.lastIndexOf('%}', at);
    const isTarget = /\]\([^)]*$/.test(text.slice(0, at));
    if (isWhole && !isInTag && !isTarget) yield at;
  }
}

const cut = (text: string, at: number, before: string, after: string) =>
  text.slice(0, at) + after + text.slice(at + before.length);

interface Source {
  file: string;
  language: Language;
  text: string;
}

function* swapped(kind: string, { file, language, text }: Source, swaps: Swaps) {
  for (const [before, after] of swaps[language])
    for (const at of found(text, before))
      yield { kind, file, before, after, text: cut(text, at, before, after) };
}

/** Another year, in digits or in a tag. */
function* years({ file, text }: Source): Generator<FalseEdit> {
  for (const { 0: before, 1: lead = '', 2: year = '', index } of text.matchAll(
    /((?:In|By|since|Pada|Sejak|sejak) |\{% day ")((?:19|20)\d\d)/g
  )) {
    const after = `${lead}${Number(year) - 1}`;
    yield { kind: 'year in words', file, before, after, text: cut(text, index, before, after) };
  }
}

/** The words of a step in the other language. */
function* otherTongue({ file, text }: Source, other: string): Generator<FalseEdit> {
  const theirs = [...other.matchAll(step)];
  for (const [at, { 0: whole, 1: head = '', 2: before = '', index }] of [
    ...text.matchAll(step)
  ].entries()) {
    const after = theirs[at]?.[2];
    if (after !== undefined && whole !== '')
      yield {
        kind: 'swapped language',
        file,
        before,
        after,
        text: cut(text, index + head.length, before, after)
      };
  }
}

/** Two figures of a sentence, each in the other's place. */
function* swappedFigures({ file, text }: Source): Generator<FalseEdit> {
  const two = /\{% \$([\w-]+) %\}([^{}.\n]*)\{% \$([\w-]+) %\}/g;
  for (const { 0: before, 1: one, 2: between, 3: other, index } of text.matchAll(two)) {
    const after = `{% $${other} %}${between}{% $${one} %}`;
    yield { kind: 'figures', file, before, after, text: cut(text, index, before, after) };
  }
}

/** Each heading says what the next one does. */
function* headings({ file, text }: Source): Generator<FalseEdit> {
  const all = [...text.matchAll(heading)];
  for (const [at, { 1: mark = '', 2: before = '', index }] of all.entries()) {
    const after = all[(at + 1) % all.length]?.[2] ?? before;
    if (after !== before)
      yield {
        kind: 'heading',
        file,
        before,
        after,
        text: cut(text, index + mark.length, before, after)
      };
  }
}

const labelKinds: readonly (readonly [kind: string, keys: RegExp])[] = [
  ['map name', /^map\.(?:unit|short|name|limits)\./],
  ['legend', /\.legend\.|\.key(?:\.|$)/],
  ['axis', /\.axis$|^revision\.(?:up|down|bin)/],
  ['panel title', /^panels\.\w+\.title$|^unit\..*\.who$/],
  ['alternative', /\.describe(?:\.|$)/],
  ['share text', /^share\./],
  ['card subtitle', /^card\..*title$/]
];

/** A false word in a label, or the label of another thing with the same placeholders. */
function* labels(kind: string, keys: RegExp, { file, language, text }: Source) {
  const all = Object.entries(JSON.parse(text) as Record<string, string>).filter(([key]) =>
    keys.test(key)
  );
  const slots = (label: string) => (label.match(/\{\w+\}/g) ?? []).sort().join();
  for (const [key, before] of all) {
    const words = anyWord[language].flatMap(([from, to]) => {
      const [at] = found(`\n---${before}`, from);
      return at === undefined ? [] : [cut(before, at - 4, from, to)];
    });
    const others = all
      .map(([, label]) => label)
      .filter((label) => label !== before && slots(label) === slots(before));
    for (const after of [...words, ...others]) {
      const written = `${JSON.stringify(key)}: ${JSON.stringify(before)}`;
      const at = text.indexOf(written);
      const edited = `${JSON.stringify(key)}: ${JSON.stringify(after)}`;
      if (at >= 0) yield { kind, file, before, after, text: cut(text, at, written, edited) };
    }
  }
}

/** Returns `count` edits, as many of each kind as there can be, the same in every run. */
export function falseEdits(
  files: ProjectFiles,
  scenes: readonly string[],
  count: number
): FalseEdit[] {
  const random = seeded(20181008);
  const read = (language: Language, name: string): Source => {
    const file = `${copyFolder(language)}/${name}`;
    return { file, language, text: new TextDecoder().decode(files.get(file)) };
  };
  const chapters = languages.flatMap((language) =>
    scenes.map((scene) => ({ scene, ...read(language, `${scene}.md`) }))
  );
  const words = languages.flatMap((language) =>
    namesIn(files, copyFolder(language))
      .filter((name) => /^words.*\.json$/.test(name))
      .map((name) => read(language, name))
  );
  const inChapters = (make: (one: (typeof chapters)[number]) => Iterable<FalseEdit>) =>
    chapters.flatMap((one) => [...make(one)]);
  const kinds: FalseEdit[][] = [
    inChapters((one) => swapped('place', one, places)),
    inChapters((one) => swapped('direction', one, directions)),
    inChapters((one) => swapped('measure', one, measures)),
    inChapters(years),
    inChapters(swappedFigures),
    inChapters((one) => swapped('count of whom', one, counted)),
    inChapters((one) =>
      otherTongue(one, read(otherLanguage(one.language), `${one.scene}.md`).text)
    ),
    inChapters(headings),
    ...labelKinds.map(([kind, keys]) => words.flatMap((one) => [...labels(kind, keys, one)]))
  ];
  const shuffled = kinds.map((all) =>
    all
      .map((edit) => ({ edit, at: random() }))
      .sort((one, other) => one.at - other.at)
      .map(({ edit }) => edit)
  );
  const taken: FalseEdit[] = [];
  for (let turn = 0; taken.length < count && shuffled.some((all) => turn < all.length); turn++)
    taken.push(...shuffled.flatMap((all) => all[turn] ?? []));
  return taken.slice(0, count);
}
