import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { it } from 'vitest';
import { articles } from '../../src/chapters/chapter.ts';
import { readOutline, type Outline } from '../../src/chapters/outline.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { newsroomStatements } from '../../src/pages/newsroom.ts';
import { outlineFile } from '../../src/story/data.ts';
import { vintageFiles } from '../../src/vintages/data-package.ts';
import { folderOf, type Vintage } from '../../src/vintages/vintage.ts';
import { smallParts, smallVintages } from '../story/small-edition.ts';
import { helpEntry, helpOf } from './help-entry.ts';
import { recordingDesk, type RecordingDesk } from './recording-desk.ts';

/** What the steps of the small story say; every other step says nothing. */
const sentences: Record<Language, Record<string, string>> = {
  id: {
    'world-2018':
      'Sekitar separuh dunia sudah terhubung: {% $world-2018 %}. Di Indonesia {% $idn-2018 %}, dan angka dunia kini {% $world-2018 %}.',
    'demand-2018': 'Ada sekitar {% $nca-2018 %} orang.'
  },
  en: {
    'world-2018':
      'About half of the world was online: {% $world-2018 %}. In Indonesia {% $idn-2018 %}, and the world is at {% $world-2018 %}.',
    'demand-2018': 'There are about {% $nca-2018 %} people.'
  }
};
/** What answers the figures of those sentences. */
const labels = ['world-2018', 'idn-2018', 'idn-2023', 'nca-2018'].map((id) => [
  `answer.${id}`,
  'x'
]);
/**
 * The claims of the story, with some of no year, so that these sentences need name none, and one
 * that earlier releases do not reach.
 */
const claimsText = (committed: string) =>
  `${committed
    .replace(
      'world-2018,2018,percent,0,"share(WLD, year)"',
      'world-2018,,percent,0,"share(WLD, 2018)"'
    )
    .replace(
      'idn-2018,2018,percent,0,"share(IDN, year)",below the world in 2018,"value < share(WLD, year)"',
      'idn-2018,,percent,0,"share(IDN, 2018)",below the world in 2018,"value < share(WLD, 2018)"'
    )
    .replace(
      'nca-2018,2018,',
      'nca-2018,,'
    )}idn-2023,,percent,0,"share(IDN, 2023)",more than half,value > 50,internet-use\n`;
const filling: Record<Language, string> = {
  id: 'Kalimat ini tidak berkata apa-apa.',
  en: 'This sentence says nothing at all.'
};

/** The committed outline, with years that both releases of the small story have. */
const outline = readFileSync(outlineFile, 'utf8')
  .replace('year=1990', 'year=2000')
  .replace('{% step id="world-2010" layer="internet-use" year=2010 /%}\n', '')
  .replace('layer="internet-use" year="newest"', 'layer="internet-use" year=2016')
  .replace('layer="coverage-3g" year="newest"', 'layer="coverage-3g" year=2018');

function chapterText(language: Language, steps: Outline[number]['steps']): string {
  const body = steps.map(({ id, view }) => {
    // The words of a step of the map name its year.
    const year = 'year' in view ? `{% day "${view.year}" /%}.` : '';
    const text = [
      sentences[language][id] ?? '',
      ...Array.from({ length: 12 }, () => filling[language]),
      year
    ]
      .join(' ')
      .trim();
    return `{% step id="${id}" %}\n### Judul\n\n${text}\n{% /step %}\n`;
  });
  return `---\ntitle: Judul\n---\n\n{% lead %}\n${filling[language]}\n{% /lead %}\n\n${body.join('\n')}`;
}

/**
 * A project in a folder of its own, with two releases of internet use and copy in every language.
 */
export interface SmallProject {
  root: string;
  /** On the 2nd of January 2026. */
  desk: RecordingDesk;
  /** Returns the lines printed since the desk last forgot. */
  printed(): string;
  /** Returns the lines complained of since then. */
  complained(): string;
  /** Has the desk forget what it printed and complained of. */
  forget(): void;
  write(path: string, text: string): Promise<void>;
  /** Writes a vintage's folder, over one that is there. */
  keep(vintage: Vintage): Promise<void>;
  read(path: string): Promise<string>;
  edit(path: string, change: (text: string) => string): Promise<void>;
  remove(): Promise<void>;
}

/** The arguments that pin the small edition for the first time. */
// oxfmt-ignore
export const firstPins = [
  '--pin', 'internet-use=wb-internet-users/2024-11', '--pin', 'coverage-4g=owid-mobile-4g/2025-06', '--pin', 'coverage-3g=owid-mobile-3g/2025-06',
  '--pin', 'coverage-2g=owid-mobile-2g/2025-06', '--pin', 'population=wb-population/2024-05-30', '--pin', 'opsc-parties=un-opsc-status/2022-06-13',
  '--keep', 'wb-internet-users/2018-08-28'
];

/** Returns a project of what lies in a folder, which goes with it. */
function projectIn(root: string): SmallProject {
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const read = (path: string) => readFile(join(root, path), 'utf8');
  const edit = async (path: string, change: (text: string) => string) =>
    write(path, change(await read(path)));
  const keep = async (vintage: Vintage) => {
    const source = { address: 'https://example.org', notes: ['small'] };
    for (const { name, text } of vintageFiles(vintage, source, { repaired: 0, dropped: [] }))
      await write(`${folderOf(vintage)}/${name}`, text);
  };
  const desk = recordingDesk(root);
  const { printed, complained } = desk;
  return {
    root,
    desk,
    printed: () => printed.join('\n'),
    complained: () => complained.join('\n'),
    forget() {
      printed.length = complained.length = 0;
    },
    write,
    keep,
    read,
    edit,
    remove: () => rm(root, { recursive: true, force: true })
  };
}

const freshFolder = () => mkdtemp(join(tmpdir(), 'terhubung-'));

/**
 * Makes a project once and gives each test a copy of it, in a folder of its own and on a desk that
 * has printed nothing: made and locked anew for each of hundreds of tests it would cost more than
 * most of them do.
 */
export function copiesOf(make: () => Promise<SmallProject>): () => Promise<SmallProject> {
  const readOnce = async () => {
    const made = await make();
    const entries = readdirSync(made.root, { recursive: true, withFileTypes: true }).map(
      (entry) => {
        const path = join(entry.parentPath, entry.name);
        return {
          path: relative(made.root, path),
          bytes: entry.isDirectory() ? undefined : readFileSync(path)
        };
      }
    );
    await made.remove();
    return entries;
  };
  let first: ReturnType<typeof readOnce> | undefined;
  return async () => {
    const entries = await (first ??= readOnce());
    const root = await freshFolder();
    for (const { path, bytes } of entries)
      if (!bytes) mkdirSync(join(root, path), { recursive: true });
    for (const { path, bytes } of entries) if (bytes) writeFileSync(join(root, path), bytes);
    return projectIn(root);
  };
}

/** Writes the small project into a temporary folder. */
async function writeSmallProject(): Promise<SmallProject> {
  const project = projectIn(await freshFolder());
  const { root, write, keep, edit } = project;
  const parts = smallParts();
  const vintages = [
    ...Object.values(parts.pins),
    ...parts.kept,
    { ...smallVintages.use2024, release: '2024-12' }
  ];
  for (const vintage of vintages) await keep(vintage);
  const committed = (file: string) => readFile(join('data', file), 'utf8');
  for (const file of ['links.json', 'story/claims.csv', 'copy/names.json'])
    await write(`data/${file}`, await committed(file));
  for (const ledger of ['estimates.csv', 'protection.csv', 'read-again.json']) {
    // The desk is of a day before some of theirs.
    await write(
      `data/${ledger}`,
      (await committed(ledger)).replace(/(?<=[,"( ])2026(?=-0[2-9]|,)/g, '2025')
    );
  }
  for (const heights of ['card-heights.json', 'part-heights.json'])
    await cp(join('data', heights), join(root, 'data', heights));
  for (const ledger of ['corrections.json', 'withdrawals.json', 'signoffs.json'])
    await write(`data/${ledger}`, '[]\n');
  await write('data/care/helplines.json', helpOf(helpEntry('one', '2026-01-02')));
  await write(
    'data/newsroom.json',
    JSON.stringify(
      Object.fromEntries([...newsroomStatements, 'review_by'].map((field) => [field, null]))
    )
  );
  await write(outlineFile, outline);
  await edit('data/story/claims.csv', claimsText);
  for (const language of languages) {
    for (const { id, steps } of readOutline(outline))
      await write(`data/copy/${language}/${id}.md`, chapterText(language, steps));
    for (const { id } of articles)
      await write(`data/copy/${language}/${id}.md`, chapterText(language, []));
    for (const rules of ['bounds.json', 'wording.json'])
      await cp(join('data/copy', language, rules), join(root, 'data/copy', language, rules));
    await write(`data/copy/${language}/words.json`, '{ "site.name": "Terhubung" }\n');
    await write(
      `data/copy/${language}/words.answers.json`,
      JSON.stringify(Object.fromEntries(labels))
    );
    await write(
      `data/copy/${language}/countries.json`,
      '{ "IDN": "Indonesia", "GBR": "Inggris Raya", "PHL": "Filipina", "TUV": "Tuvalu" }\n'
    );
  }
  return project;
}

/** Returns a small project, in a temporary folder. */
export const smallProject = copiesOf(writeSmallProject);

/** A test on a project's history: `npm test` says so where this machine has no git. */
export const itWithGit = it.skipIf(spawnSync('git', ['--version']).status !== 0);

/** Returns what runs git in a project, as nobody. */
export const gitIn =
  ({ root }: Pick<SmallProject, 'root'>) =>
  (...argv: string[]) =>
    execFileSync(
      'git',
      ['-C', root, '-c', 'user.name=x', '-c', 'user.email=x@example.org', ...argv],
      { stdio: 'pipe' }
    );
