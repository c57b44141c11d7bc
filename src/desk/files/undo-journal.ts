import { dirname } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { say, few } from '#locale/say.ts';
import { textIfThere } from '#site/story/project-text.ts';
import { lockFile, readLock } from '#story/lock.ts';
import { namesIn, type ProjectFiles } from '#vintages/project-files.ts';
import { sha256 } from '#vintages/sha256.ts';
import { vintageName } from '#vintages/vintage.ts';
import { refuse, shellWord, type Desk } from '../cli/desk-io.ts';
import { projectOf } from './disk-project.ts';
import type { Write } from './project-store.ts';

/** Not in `data/`: the steps of one desk are no part of the story. Git ignores the folder. */
const journalFile = 'build/undo.json';

/** Older steps are forgotten: each holds what it replaced, up to 0.1 MB. */
const kept = 40;

const stepSchema = z.strictObject({
  kind: z.enum(['take', 'pin', 'lock', 'acceptance', 'mend']),
  /** A vintage, a pin, a day or texts. */
  of: z.array(z.string()),
  by: z.string().optional(),
  at: z.iso.datetime(),
  files: z.array(
    z.strictObject({
      path: z.string().regex(/^data\/(?!.*\.\.)/),
      /** Gzip in base64; null where there was no file. */
      before: z.string().nullable(),
      after: z.string()
    })
  )
});

const journalSchema = z.strictObject({
  /** Oldest first. */
  steps: z.array(stepSchema),
  /** The last publication, which readers have seen, and its lock. Steps before are forgotten. */
  seen: z
    .strictObject({ place: z.string(), release: z.string(), lock: z.string().optional() })
    .nullable()
});

type Step = z.infer<typeof stepSchema>;
type Journal = z.infer<typeof journalSchema>;
type Project = Pick<Desk, 'root' | 'project' | 'now'>;

export type StepName = Pick<Step, 'kind' | 'of' | 'by'>;

export function nameOf({ kind, of, by }: StepName) {
  const what = few(of);
  if (kind === 'take') return say`the take of ${what}`;
  if (kind === 'pin') return say`the pin of ${what}`;
  if (kind === 'mend') return say`the words of ${what}`;
  if (kind === 'lock') return say`the lock of the edition of ${what}`;
  return by === undefined ? say`the draft of ${what}` : say`the acceptance of ${what} by ${by}`;
}

export async function readJournal(desk: Project) {
  const bytes = await projectOf(desk).readFile(journalFile);
  try {
    return journalSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // A journal that cannot be read must stop no step.
    return { steps: [], seen: null };
  }
}

const written = (journal: Journal): Write => ({
  file: journalFile,
  text: `${JSON.stringify(journal)}\n`
});

const packed = (bytes: Uint8Array) => Buffer.from(gzipSync(bytes)).toString('base64');
const unpacked = (text: string) => new Uint8Array(gunzipSync(Buffer.from(text, 'base64')));

/** Writes, and notes first what `undo` restores. */
export async function applyStep(desk: Project, writes: readonly Write[], name: StepName) {
  const project = projectOf(desk);
  const { steps, seen } = await readJournal(desk);
  const texts = writes.flatMap((write) => {
    if ('file' in write) return [{ path: write.file, text: write.text }];
    if (!('newFolder' in write)) return [];
    return write.files.map((file) => ({
      path: `${write.newFolder}/${file.name}`,
      text: file.text
    }));
  });
  const files = texts.map(async ({ path, text }) => {
    const before = await project.readFile(path);
    return { path, before: before ? packed(before) : null, after: sha256(text) };
  });
  const step = { ...name, at: desk.now().toISOString(), files: await Promise.all(files) };
  await project.apply([written({ steps: [...steps, step].slice(-kept), seen }), ...writes]);
}

/** Notes that readers are about to see a release, so that no step before it is undone. */
export async function noteSeen(
  desk: Project,
  place: string,
  release: string,
  back?: { lock: string | undefined }
) {
  const project = projectOf(desk);
  // Steps since a publication can still be undone after it was taken back.
  const { steps } = back ? await readJournal(desk) : { steps: [] };
  const lock = new TextDecoder().decode(await project.readFile(lockFile));
  await project.apply([written({ steps, seen: { place, release, lock, ...back } })]);
}

function stateOf(files: ProjectFiles, { path, before, after }: Step['files'][number]) {
  const bytes = files.get(path);
  if (bytes !== undefined && sha256(bytes) === after) return 'after';
  const was = before === null ? undefined : sha256(unpacked(before));
  return (bytes && sha256(bytes)) === was ? 'before' : 'neither';
}

/** The steps that can be undone, the next one first. */
export async function stepsToUndo(desk: Project) {
  const files = await projectOf(desk).read();
  const { steps, seen } = await readJournal(desk);
  // A killed desk noted a step and wrote nothing, or an editor took it back by hand.
  const isGone = (step: Step) => step.files.every((file) => stateOf(files, file) === 'before');
  const last = steps.findLastIndex((step) => !isGone(step));
  return { steps: steps.slice(0, last + 1).reverse(), seen, files };
}

function refuseUsed(files: ProjectFiles, name: string) {
  const text = textIfThere(files, lockFile);
  const lock = text === undefined ? undefined : readLock(text);
  const used = [...Object.values(lock?.pins ?? {}), ...(lock?.kept ?? [])].map(vintageName);
  if (used.includes(name))
    refuse(
      'pinned',
      say`${lockFile} uses ${name}.`,
      say`First pin another release with \`npm run desk -- edition pin <indicator>=<source>/<release>\`, and run \`npm run desk -- edition lock\`.`
    );
}

function restored(files: ProjectFiles, step: Step) {
  const changed = step.files.find((file) => stateOf(files, file) === 'neither');
  const folder = dirname(step.files[0]!.path);
  const own = new Set(step.files.map(({ path }) => path));
  const added =
    step.kind === 'take'
      ? namesIn(files, folder).find((name) => !own.has(`${folder}/${name}`))
      : undefined;
  if (added !== undefined)
    refuse(
      'changed-since',
      say`${`${folder}/${added}`} is not of ${nameOf(step)}.`,
      say`Move it to a folder outside data, or delete it. Then run this again.`
    );
  if (changed) {
    const file = changed.path;
    refuse(
      'changed-since',
      say`${file} has changed since ${nameOf(step)}, by hand or by another program.`,
      say`\`git diff ${shellWord(file)}\` shows every change: keep that of ${nameOf(step)}, take the others back by hand, and run this again. \`git restore\` would take back all. If you leave it, nothing is undone and nothing is lost.`
    );
  }
  if (step.kind === 'take') {
    refuseUsed(files, step.of[0]!);
    return [{ remove: folder }];
  }
  return step.files.map(({ path, before }) =>
    before === null
      ? { remove: path }
      : { file: path, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(unpacked(before)) }
  );
}

/**
 * Returns what undoes the last step, the journal last: after a kill, undo completes it.
 * @param expected the name that an editor saw on a button.
 * @throws Refusal when there is none, files have changed since, or a pin needs it.
 */
export async function undoing(desk: Project, expected?: string) {
  const { steps, seen, files } = await stepsToUndo(desk);
  const [step, ...others] = steps;
  if (!step)
    refuse(
      'nothing-to-undo',
      say`There is nothing to undo.`,
      seen === null
        ? say`Takes, pins, locks, words and acceptances can be undone until they are published, the last ${kept} of this folder.`
        : say`Readers have seen every step, in the release ${seen.release}. To return them to the release before, run \`npm run desk -- rollback ${shellWord(seen.place)}\`.`
    );
  if (expected !== undefined && expected !== nameOf(step))
    refuse(
      'changed-since',
      say`The last step is no longer ${expected}, but ${nameOf(step)}.`,
      say`Look at what happened in between, then undo again.`
    );
  const writes = restored(files, step);
  return {
    step,
    next: others[0],
    writes: [...writes, written({ steps: others.toReversed(), seen })],
    paths: writes.map((write) => ('remove' in write ? write.remove : write.file))
  };
}
