import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import type { Recorded } from '../../src/desk/cli/command.ts';
import { Refusal, type Command } from '../../src/desk/cli/desk-io.ts';
import type { History } from '../../src/desk/files/git-history.ts';
import type { ProjectStore, Write } from '../../src/desk/files/project-store.ts';
import { vintageFiles } from '../../src/vintages/data-package.ts';
import { namesIn } from '../../src/vintages/project-files.ts';
import { folderOf, type Vintage } from '../../src/vintages/vintage.ts';
import { recordingDesk, type RecordingDesk } from './recording-desk.ts';

export interface Ran<Report> {
  exit: number;
  report: Report;
  refused: string | undefined;
}

interface MemoryHistory extends History {
  commits: ReadonlyMap<string, Uint8Array>[];
}

export interface SmallProject {
  root: string;
  /** Of a project on disk, those that it was made of. */
  files: Map<string, Uint8Array>;
  desk: RecordingDesk;
  history: MemoryHistory;
  run<Report>(command: Command, ...argv: string[]): Promise<Ran<Report>>;
  says(command: Command, ...argv: string[]): Promise<string>;
  /** Lines printed since `forget`, which `run` and `says` call before each command. */
  printed(): string;
  complained(): string;
  forget(): void;
  write(path: string, text: string | Uint8Array): void;
  read(path: string): string;
  edit(path: string, change: (text: string) => string): void;
  delete(path: string): void;
  has(path: string): boolean;
  names(folder: string): readonly string[];
  keep(vintage: Vintage): void;
  commit(): void;
}

/** No folder: a command that touches the disk would fail here. */
const nowhere = '/nowhere/terhubung';

function memoryStore(root: string, files: Map<string, Uint8Array>): ProjectStore {
  const pathOf = (path: string) => relative(root, resolve(root, path)).replaceAll('\\', '/');
  const encode = (text: string) => new TextEncoder().encode(text);
  const apply = (write: Write) => {
    if ('file' in write) files.set(pathOf(write.file), encode(write.text));
    else if ('remove' in write) {
      const gone = pathOf(write.remove);
      for (const path of files.keys())
        if (path === gone || path.startsWith(`${gone}/`)) files.delete(path);
    } else {
      const folder = pathOf(write.newFolder);
      if (namesIn(new Map(files), folder).length > 0)
        throw new Refusal('existing-folder', `${folder} exists already.`, 'Name a new folder.');
      for (const { name, text } of write.files) files.set(`${folder}/${name}`, encode(text));
    }
  };
  return {
    readFile: (path) => Promise.resolve(files.get(pathOf(path))),
    read: () => Promise.resolve(new Map([...files].filter(([path]) => path.startsWith('data/')))),
    apply: async (writes) => writes.forEach(apply)
  };
}

function memoryHistory(commits: MemoryHistory['commits']): MemoryHistory {
  const sameIn = (file: string, at: number) =>
    commits[at]?.get(file) === commits[at - 1]?.get(file);
  return {
    commits,
    text(revision, file) {
      const [, from = '', back = 0] = /^(HEAD|\d+)(?:~(\d+))?$/.exec(revision) ?? [];
      const at = (from === 'HEAD' ? commits.length - 1 : Number(from || NaN)) - Number(back);
      const bytes = commits[at]?.get(file);
      return Promise.resolve(bytes && new TextDecoder().decode(bytes));
    },
    revisionsOf: (file) =>
      Promise.resolve(commits.flatMap((_, at) => (sameIn(file, at) ? [] : [String(at)])).reverse())
  };
}

interface Backing {
  get(path: string): Uint8Array | undefined;
  set(path: string, bytes: Uint8Array): void;
  delete(path: string): void;
  names(folder: string): readonly string[];
}

const inMemory = (files: Map<string, Uint8Array>): Backing => ({
  get: (path) => files.get(path),
  set: (path, bytes) => void files.set(path, bytes),
  delete: (path) => void files.delete(path),
  names: (folder) => namesIn(new Map(files), folder)
});

const inFolderOf = (root: string): Backing => ({
  get: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path)) : undefined),
  set(path, bytes) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  },
  delete: (path) => rmSync(join(root, path), { recursive: true }),
  names: (folder) => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : [])
});

function projectWith(
  desk: RecordingDesk,
  backing: Backing,
  files: Map<string, Uint8Array>,
  history: MemoryHistory
): SmallProject {
  const { printed, complained, root } = desk;
  const write = (path: string, text: string | Uint8Array) =>
    backing.set(path, typeof text === 'string' ? new TextEncoder().encode(text) : text);
  const read = (path: string) => {
    const bytes = backing.get(path);
    if (bytes === undefined) throw new Error(`The project has no ${path}.`);
    return new TextDecoder().decode(bytes);
  };
  const forget = () => {
    printed.length = complained.length = 0;
  };
  return {
    root,
    files,
    desk,
    history,
    async run<Report>(command: Command, ...argv: string[]) {
      forget();
      const exit = await command([...argv, '--json'], desk);
      const report = JSON.parse(printed.join('\n') || '{}') as Report & Recorded;
      return { exit, report, refused: report.refused?.kind };
    },
    async says(command, ...argv) {
      forget();
      const exit = await command(argv, desk);
      return [...printed, ...complained.map((line) => `! ${line}`), `exit ${exit}`].join('\n');
    },
    printed: () => printed.join('\n'),
    complained: () => complained.join('\n'),
    forget,
    write,
    read,
    edit: (path, change) => write(path, change(read(path))),
    delete: (path) => backing.delete(path),
    has: (path) => backing.get(path) !== undefined,
    names: (folder) => backing.names(folder),
    keep(vintage) {
      const source = { address: 'https://example.org', notes: ['small'] };
      for (const { name, text } of vintageFiles(vintage, source, { repaired: 0, dropped: [] }))
        write(`${folderOf(vintage)}/${name}`, text);
    },
    commit: () => void history.commits.push(new Map(files))
  };
}

function projectOf(
  root: string,
  files: Map<string, Uint8Array>,
  commits: MemoryHistory['commits']
): SmallProject {
  const history = memoryHistory(commits);
  const desk = { ...recordingDesk(root), project: memoryStore(root, files), history };
  return projectWith(desk, inMemory(files), files, history);
}

export const emptyProject = (): SmallProject => projectOf(nowhere, new Map(), []);

/** Makes a project once, and returns what gives each test a copy of its own. */
export function copiesOf(make: () => Promise<SmallProject>): () => Promise<SmallProject> {
  let first: Promise<SmallProject> | undefined;
  return async () => {
    const { files, history } = await (first ??= make());
    return projectOf(nowhere, new Map(files), [...history.commits]);
  };
}

const folders: string[] = [];

export function inFolder({ files, history }: SmallProject): SmallProject {
  const root = mkdtempSync(join(tmpdir(), 'terhubung-'));
  folders.push(root);
  return projectOf(root, files, history.commits);
}

export function onDisk({ files, history }: SmallProject): SmallProject {
  const root = mkdtempSync(join(tmpdir(), 'terhubung-'));
  folders.push(root);
  const backing = inFolderOf(root);
  for (const [path, bytes] of files) backing.set(path, bytes);
  return projectWith(recordingDesk(root), backing, files, history as MemoryHistory);
}

export function removeFolders() {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
